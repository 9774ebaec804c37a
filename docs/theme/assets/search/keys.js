// Words to index lookups, the counterpart of scripts/meshbook/search/keys.py.

import { Normaliser } from "./normalise.js";

export class Keys {
  /** @param {object} rules The `rules` of an index manifest. */
  constructor(rules) {
    this.normaliser = new Normaliser(rules);
    this.length = rules.key_length;
    this.prefixFrom = rules.prefix_from;
    this.runs = new RegExp(rules.runs, "gu");
    this.joints = new RegExp(rules.joints, "gu");
    this.counted = new RegExp(rules.counted, "gu");
    this.dotted = new RegExp(rules.dotted, "gu");
    this.between = new RegExp(`(?:(?!${rules.kept})[^])+`, "gu");
    this.grammar = new RegExp(`^(?:${rules.grammar})$`, "u");
    this.startsLatin = new RegExp(`^${rules.classes.latin}`, "u");
    this.startsKanji = new RegExp(`^${rules.classes.kanji}`, "u");
    this.pairs = new Map();
  }

  /** A word or phrase as it is compared: normalised, one space for whatever parts its runs. */
  canonical(text) {
    return this.normaliser.normalise(text).replace(this.between, " ").trim();
  }

  /** Two Latin words of a known phrase in a row are a key of their own: App Mesh. */
  learnPairs(forms) {
    const pairs = new Map();
    for (const form of forms) {
      if (!/^[\x00-\x7f]* [\x00-\x7f]*$/.test(form)) continue;
      for (const [first, second] of neighbours(form.match(this.runs))) {
        pairs.set(`${first} ${second}`, `${first}+${second}`);
      }
    }
    const known = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const ending of ["s", "es", ""]) {
      for (const [pair, key] of known) {
        if (!this.pairs.has(pair + ending)) this.pairs.set(pair + ending, key);
      }
    }
  }

  /**
   * The lookups whose hits, intersected, are the documents that hold a canonical form.
   * @returns {{key: string, whole: boolean}[]}
   */
  lookups(form) {
    const runs = form.match(this.runs) ?? [];
    const found = new Map();
    const add = (key, whole) => found.set(key, { key, whole });
    const paired = neighbours(runs).map(([first, second]) => this.pairs.get(`${first} ${second}`));
    runs.forEach((run, at) => {
      if (paired[at] || paired[at - 1]) return;
      for (const { key, whole } of this.#ofRun(run, runs.length === 1)) add(key, whole);
    });
    for (const key of form.match(this.joints) ?? []) add(key, true);
    for (const key of form.match(this.counted) ?? []) add(key, true);
    for (const key of form.match(this.dotted) ?? []) add(key, false);
    for (const key of paired) if (key) add(key, true);
    return [...found.values()];
  }

  #ofRun(run, alone) {
    if (this.startsLatin.test(run)) {
      const whole = [...run].length < this.prefixFrom || /^[0-9]+$/.test(run);
      return [{ key: run, whole }];
    }
    const characters = [...run];
    const lone = characters.length === 1 && !alone && !this.startsKanji.test(run);
    if (lone || this.grammar.test(run)) return [];
    const starts = [0];
    for (let at = this.length; at <= characters.length - this.length; at += this.length) starts.push(at);
    if (characters.length > this.length) starts.push(characters.length - this.length);
    return starts.map((at) => ({
      key: characters.slice(at, at + this.length).join(""),
      whole: false,
    }));
  }
}

function neighbours(items) {
  return items.slice(1).map((item, at) => [items[at], item]);
}
