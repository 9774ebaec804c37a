// What was typed to the words that are looked for.

import { toKatakana } from "./normalise.js";

export class QueryReader {
  /**
   * @param {object} manifest Of the index.
   * @param {import("./keys.js").Keys} keys
   */
  constructor(manifest, keys) {
    const { rules } = manifest;
    this.keys = keys;
    this.rules = rules;
    this.separators = new RegExp(rules.query_separators, "u");
    this.particles = new RegExp(rules.particles, "gu");
    this.stopWords = new Set(rules.stop_words);
    const { latin, kanji, katakana, hiragana } = rules.classes;
    this.part = new RegExp(`[0-9]+(?:${kanji}|つ)|${[latin, kanji, katakana, hiragana].join("+|")}+`, "u");
    this.kanjiOnly = new RegExp(`^${rules.classes.kanji}+$`, "u");
    this.groups = manifest.groups.map(({ words, also = [], asks = [] }) => ({
      found: [...words, ...also],
      asked: [...words, ...asks],
    }));
    this.forms = new Map();
    this.groups.forEach(({ asked }, number) => {
      for (const form of new Set(asked.map((word) => keys.canonical(word)))) {
        this.forms.set(form, [...(this.forms.get(form) ?? []), number]);
      }
    });
    const all = this.groups.flatMap(({ found, asked }) => [...found, ...asked]);
    keys.learnPairs(all.map((word) => keys.canonical(word)));
    this.soft = new Set(manifest.soft.map((word) => keys.canonical(word)));
    this.names = manifest.names.map((name) => ({ name, form: keys.canonical(name) }));
    /** Forms that the index turned out not to hold: they may be misspelt. */
    this.unknown = new Set();
    this.longest = Math.max(...[...this.forms.keys()].map((form) => form.length), 0);
  }

  /**
   * Words of a query, known phrases as one.
   * @returns {{asked: string, form: string, soft: boolean}[]} A soft word keeps nothing out.
   */
  words(query) {
    const typed = query.normalize("NFKC").split(this.separators).filter(Boolean);
    const pieces = typed.flatMap((word) => this.#withoutParticles(word));
    const words = this.#phrases(pieces).filter(({ form }) => form);
    const telling = words.filter(({ form }) => !this.stopWords.has(form));
    const kept = telling.length ? telling : words;
    const narrows = kept.some(({ form }) => !this.soft.has(form));
    return kept.map((word) => ({ ...word, soft: narrows && this.soft.has(word.form) }));
  }

  /** Numbers of the synonym groups a form asks for. */
  groupsOf(form) {
    const reading = this.#reading(form);
    return [...(this.forms.get(form) ?? []), ...((reading && this.forms.get(reading)) ?? [])];
  }

  /** Other spellings of the same form: a reading in the other kana, an English ending. */
  variants(form) {
    const reading = this.#reading(form);
    if (reading) return [reading];
    if (!/^[a-z]{5,}$/.test(form)) return [];
    return this.rules.inflections
      .filter(([ending]) => form.endsWith(ending) && form.length - ending.length >= 4)
      .map(([ending, other]) => form.slice(0, form.length - ending.length) + other);
  }

  /** A form cut where scripts change and around known words in it; what only joins them goes. */
  parts(form) {
    const parts = [];
    for (let rest = form; rest; ) {
      const known = this.#knownStart(rest, form);
      const part = known ?? this.#unknownStart(rest, form);
      if (known || !this.keys.normaliser.hiraganaOnly.test(part)) parts.push(part.trim());
      rest = rest.slice(part.length);
    }
    const telling = parts.filter((part) => part && !this.soft.has(part));
    return telling.length ? [...new Set(telling)] : [form];
  }

  /** Kanji of four to six in pairs: 認証基盤 where 認証 and 基盤 stand apart. */
  pairs(form) {
    if (!this.kanjiOnly.test(form) || form.length < 4 || form.length > 6) return [];
    const pairs = [];
    for (let at = 0; at + 1 < form.length; at += 2) {
      pairs.push(form.slice(at, at + 3 === form.length ? at + 3 : at + 2));
    }
    return pairs;
  }

  /** The known name one wrong letter away from a form that the index does not hold. */
  corrected(form) {
    if (!this.unknown.has(form)) return undefined;
    const latin = /^[a-z0-9]{4,}$/.test(form);
    if (!latin && !/^[ァ-ヺー]{4,}$/.test(form)) return undefined;
    const near = this.names.filter((name) => oneApart(form, name.form));
    // The first letter is seldom the wrong one.
    return (near.find((name) => name.form[0] === form[0]) ?? near[0])?.name;
  }

  #reading(form) {
    if (!this.keys.normaliser.hiraganaOnly.test(form)) return undefined;
    return this.keys.canonical(toKatakana(form));
  }

  #withoutParticles(word) {
    if (this.forms.has(this.keys.canonical(word))) return [word];
    return word.split(this.particles).filter(Boolean);
  }

  #phrases(pieces) {
    const words = [];
    for (let at = 0; at < pieces.length; ) {
      const length = [4, 3, 2].find((count) => this.#phrase(pieces.slice(at, at + count), count)) ?? 1;
      const taken = pieces.slice(at, at + length);
      words.push({
        asked: taken.join(" "),
        form: length > 1 ? this.#phrase(taken, length) : this.keys.canonical(taken[0]),
      });
      at += length;
    }
    return words;
  }

  #phrase(pieces, count) {
    if (pieces.length < count) return undefined;
    const together = [this.keys.canonical(pieces.join(" ")), this.keys.canonical(pieces.join(""))];
    return together.find((form) => this.forms.has(form));
  }

  #knownStart(rest, whole) {
    for (let length = Math.min(rest.length, this.longest); length > 1; length -= 1) {
      const start = rest.slice(0, length);
      if (start !== whole && this.forms.has(start) && !splitsLatin(rest, length)) return start;
    }
    return undefined;
  }

  /** What stands in one script up to the next known word. */
  #unknownStart(rest, whole) {
    const [run] = rest.match(this.part) ?? [rest[0]];
    if (!rest.startsWith(run) || /^[a-z0-9]/.test(run)) return rest.startsWith(run) ? run : rest[0];
    let length = 1;
    while (length < run.length && !this.#knownStart(rest.slice(length), whole)) length += 1;
    return run.slice(0, length);
  }
}

function splitsLatin(text, at) {
  return /[a-z0-9]/.test(text[at - 1]) && /[a-z0-9]/.test(text[at] ?? "");
}

/** Whether two words differ by one letter put in, left out, changed or swapped with the next. */
export function oneApart(first, second) {
  if (first === second || Math.abs(first.length - second.length) > 1) return false;
  let at = 0;
  while (first[at] === second[at]) at += 1;
  const rest = (word, from) => word.slice(from);
  if (first.length > second.length) return rest(first, at + 1) === rest(second, at);
  if (first.length < second.length) return rest(first, at) === rest(second, at + 1);
  if (rest(first, at + 1) === rest(second, at + 1)) return true;
  const swapped = first[at] === second[at + 1] && first[at + 1] === second[at];
  return swapped && rest(first, at + 2) === rest(second, at + 2);
}
