// The facts of all cases as columns, with the rules of the ranking: the page's file made ready.

const UNKNOWN = -1;

/** A field of words. `wordsOf(row)` gives the numbers of the words that a case has. */
class Field {
  constructor({ words, rungs, worth, rows }) {
    this.words = words;
    this.worth = worth;
    this.ladders = words.map((word, at) => [word, ...rungs[at]]);
    this.numbers = new Map(words.map((word, at) => [word, at]));
    this.starts = new Uint32Array(rows.length + 1);
    this.all = Uint16Array.from(rows.flat());
    rows.forEach((row, at) => (this.starts[at + 1] = this.starts[at] + (Array.isArray(row) ? row.length : 1)));
  }

  has(word) {
    return this.numbers.has(word);
  }

  wordsOf(row) {
    return [...this.all.subarray(this.starts[row], this.starts[row + 1])];
  }
}

/** A field of numbers, as steps of a scale. */
class Scale {
  constructor(rows) {
    this.low = Int8Array.from(rows, (row) => (Array.isArray(row) ? row[0] : row));
    this.high = Int8Array.from(rows, (row) => (Array.isArray(row) ? row[1] : row));
  }

  knows(row) {
    return this.low[row] !== UNKNOWN;
  }

  /** How many steps a case is away from `step`. */
  apart(step, row) {
    return Math.max(0, this.low[row] - step, step - this.high[row]);
  }
}

export class Model {
  /** `data` is what data/match/cases.json holds. */
  constructor(data) {
    this.count = data.count;
    this.slugs = data.slugs;
    this.rules = data.rules;
    this.fields = new Map(Object.entries(data.fields).map(([name, field]) => [name, new Field(field)]));
    this.scales = new Map(Object.entries(data.numbers).map(([name, rows]) => [name, new Scale(rows)]));
    this.shown = data;
  }

  /** Whether a word may be asked for under a name of the address. */
  knows(name, word) {
    const fields = name === "environment" ? this.rules.places : [name];
    return fields.some((field) => this.fields.get(field).has(word));
  }
}
