// One spelling for every way of typing a word. The rules are data and come with the index, so that
// text is folded here exactly as it was folded when the index was built.

export class Normaliser {
  /** @param {object} rules The `rules` of an index manifest. */
  constructor(rules) {
    this.invisible = new RegExp(rules.invisible, "gu");
    this.marks = new RegExp(rules.marks, "gu");
    this.character = new RegExp(`[^](?:(?:${rules.invisible})*[\\p{M}ﾞﾟ])*`, "gu");
    this.steps = rules.steps.map(step);
    this.hiraganaOnly = new RegExp(`^(?:${rules.classes.hiragana}|ー)+$`, "u");
  }

  /** Fold text to the spelling the index is keyed by. */
  normalise(text) {
    let folded = this.#characters(text);
    for (const { pattern, replacement } of this.steps) folded = folded.replace(pattern, replacement);
    return folded;
  }

  /**
   * The folded text with the way back.
   * @returns {{text: string, starts: number[], ends: number[]}} for each UTF-16 unit of `text`, the
   *   stretch of the original that it stands for.
   */
  mapped(original) {
    let text = "";
    const starts = [];
    const ends = [];
    for (const found of original.matchAll(this.character)) {
      const folded = this.#characters(found[0]);
      const end = found.index + found[0].length;
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(found.index);
        ends.push(end);
      }
      if (!folded && ends.length) ends[ends.length - 1] = end;
    }
    const map = { text, starts, ends };
    return this.steps.reduce(replaceMapped, map);
  }

  #characters(text) {
    const visible = text.replace(this.invisible, "");
    return visible.normalize("NFKC").toLowerCase().replace(this.marks, "");
  }
}

/** Hiragana written as katakana, as a reading is compared. */
export function toKatakana(text) {
  return text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

function step(rule) {
  if (rule.pattern) return { pattern: new RegExp(rule.pattern, "gu"), replacement: rule.with };
  const longestFirst = Object.keys(rule.literals).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escaped).join("|"), "gu");
  return { pattern, replacement: (found) => rule.literals[found] };
}

export function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function replaceMapped(map, { pattern, replacement }) {
  const found = [...map.text.matchAll(pattern)];
  if (!found.length) return map;
  const result = { text: "", starts: [], ends: [] };
  const copy = (from, to) => {
    result.text += map.text.slice(from, to);
    for (let unit = from; unit < to; unit += 1) {
      result.starts.push(map.starts[unit]);
      result.ends.push(map.ends[unit]);
    }
  };
  let at = 0;
  for (const match of found) {
    copy(at, match.index);
    at = match.index + match[0].length;
    const put = typeof replacement === "string" ? replacement : replacement(match[0]);
    result.text += put;
    for (let unit = 0; unit < put.length; unit += 1) {
      result.starts.push(map.starts[match.index]);
      result.ends.push(map.ends[at - 1]);
    }
    // What is dropped belongs to what stands before it: レイテンシー is marked to its end.
    if (!put && result.ends.length) result.ends[result.ends.length - 1] = map.ends[at - 1];
  }
  copy(at, map.text.length);
  return result;
}
