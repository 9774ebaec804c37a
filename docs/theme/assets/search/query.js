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
    const digitsEnd = `(?=[0-9]+(?![a-z]))`; // linkerd2: linkerd and 2
    this.part = new RegExp(`${rules.dotted}|[0-9]+(?:${kanji}|つ)|[a-z]{3,}${digitsEnd}|${[latin, kanji, katakana, hiragana].join("+|")}+`, "u");
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
    this.names = new Map(manifest.names.map((name) => [keys.canonical(name), name]));
    /** Forms that the index turned out not to hold: they may be misspelt. */
    this.unknown = new Set();
    this.versioned = /(?<![a-z0-9])([a-z]{3,})v?([0-9]+(?:[.][0-9]+)+)(?![a-z0-9])/giu;
    this.measure = new RegExp(rules.measure, "giu");
    this.closed = closedUp(this.forms.keys());
    this.kana = [...this.names.keys(), ...this.forms.keys()].filter((form) => /^[ァ-ヺー]{4,}$/.test(form));
    const words = [...this.forms.keys()].filter((form) => /^[a-z]{5,}$/.test(form));
    this.latin = [...new Set([...this.names.keys(), ...words])].filter((form) => /^[a-z]/.test(form));
    this.sameUnits = new Map(rules.same_units.flatMap((units) => units.map((unit) => [unit, units])));
    this.longest = Math.max(...[...this.forms.keys()].map((form) => form.length), 0);
  }

  /**
   * Words of a query, known phrases as one.
   * @returns {{asked: string, form: string, soft: boolean}[]} A soft word keeps nothing out.
   */
  words(query) {
    const typed = this.#measured(query.normalize("NFKC")).split(this.separators).filter(Boolean);
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

  /** Other spellings of the same form: a reading in the other kana, a unit, an English ending. */
  variants(form) {
    const reading = this.#reading(form);
    if (reading) return [reading];
    const measure = this.#measure(form);
    if (measure) return measure.units.map((unit) => measure.number + unit).filter((other) => other !== form);
    if (!/^[a-z]{5,}$/.test(form)) return [];
    return this.rules.inflections
      .filter(([ending]) => form.endsWith(ending) && form.length - ending.length >= 4)
      .map(([ending, other]) => form.slice(0, form.length - ending.length) + other);
  }

  /** A form cut where scripts change and around known words in it; what only joins them goes. */
  parts(form) {
    if (this.#measure(form)) return [form]; // a number elsewhere is another number
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

  /** What was meant by a form that the index does not hold: the nearest known word, or two. */
  corrected(form) {
    if (!this.unknown.has(form)) return undefined;
    const read = this.#reading(form) ?? form;
    if (/^[a-z0-9]{4,}$/.test(read)) return this.#nearest(read, this.latin, (word) => word) ?? this.#twoWords(read);
    if (/^[ァ-ヺー]{3,}$/.test(read)) return this.#nearest(read, this.kana, skeleton);
    return undefined;
  }

  #nearest(form, words, spelt) {
    const typed = spelt(form);
    if (typed.length < 4) return undefined;
    const most = typed.length < 8 ? 1 : 2;
    let nearest;
    let least = Infinity;
    for (const word of words) {
      const distance = editDistance(typed, spelt(word), most);
      if (distance > most || (distance > 1 && word[0] !== form[0])) continue;
      const cost = distance + (word[0] === form[0] ? 0 : 0.5); // the first letter is seldom the wrong one
      if (cost < least) [nearest, least] = [word, cost];
    }
    return nearest && (this.names.get(nearest) ?? nearest);
  }

  /** Two known words without the space between them. */
  #twoWords(form) {
    for (let at = 3; at <= form.length - 3; at += 1) {
      const words = [form.slice(0, at), form.slice(at)];
      if (words.every((word) => this.forms.has(word))) return words.join(" ");
    }
    return undefined;
  }

  #reading(form) {
    if (!this.keys.normaliser.hiraganaOnly.test(form)) return undefined;
    return this.keys.canonical(toKatakana(form));
  }

  /** A count and its unit as one word, a name and its version as two: 2people, Istio 1.10. */
  #measured(query) {
    return query.replace(this.versioned, "$1 $2").replace(this.measure, (found) => this.keys.canonical(found));
  }

  /** A number and all names of its unit. */
  #measure(form) {
    const [, number, unit] = /^([0-9]+)([^0-9]+)$/.exec(form) ?? [];
    return this.sameUnits.has(unit) ? { number, units: this.sameUnits.get(unit) } : undefined;
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
        form: length > 1 ? this.#phrase(taken, length) : this.#form(taken[0]),
      });
      at += length;
    }
    return words;
  }

  /** A word as it is compared; a known phrase written without its spaces is that phrase. */
  #form(piece) {
    const form = this.keys.canonical(piece);
    return this.forms.has(form) ? form : this.closed.get(form) ?? form;
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

/** Known phrases by what they are without spaces. */
function closedUp(forms) {
  const phrases = [...forms].filter((form) => form.includes(" "));
  return new Map(phrases.map((form) => [form.replaceAll(" ", ""), form]));
}

const SMALL = "ァィゥェォッャュョヮ";
const LARGE = "アイウエオツヤユヨワ";

/** Kana as it is heard and mistyped: no long vowels, no small letters. */
function skeleton(kana) {
  return kana.replace(/ー/g, "").replace(/[ァィゥェォッャュョヮ]/g, (small) => LARGE[SMALL.indexOf(small)]);
}

/** Letters put in, left out, changed or swapped with the next; more than `most` is Infinity. */
export function editDistance(first, second, most) {
  if (Math.abs(first.length - second.length) > most) return Infinity;
  let before = [];
  let above = Array.from({ length: second.length + 1 }, (_, at) => at);
  for (let row = 1; row <= first.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= second.length; at += 1) {
      const changed = above[at - 1] + (first[row - 1] === second[at - 1] ? 0 : 1);
      const swapped = first[row - 1] === second[at - 2] && first[row - 2] === second[at - 1];
      line[at] = Math.min(changed, above[at] + 1, line[at - 1] + 1, swapped ? before[at - 2] + 1 : Infinity);
    }
    [before, above] = [above, line];
  }
  const distance = above[second.length];
  return distance > most ? Infinity : distance;
}
