// The sorted table of keys, read shard by shard: scripts/meshbook/search/table.py wrote it.

/** Marks the ready union of all keys that begin with a prefix. */
const UNION = "*";

const EXCLUDED = [[0x22, 0x22], [0x5c, 0x5c], [0x7f, 0xa0], [0xd800, 0xdfff]];
let gaps;

function gapOfCharacter() {
  if (gaps) return gaps;
  gaps = new Uint16Array(0x10000);
  let gap = 0;
  for (let code = 0x20; code < 0x10000; code += 1) {
    if (EXCLUDED.some(([first, last]) => code >= first && code <= last)) continue;
    gaps[code] = gap;
    gap += 1;
  }
  return gaps;
}

/** Call `visit(document)` for each document number of a posting text. */
export function eachDocument(text, visit) {
  const gap = gapOfCharacter();
  let document = -1;
  for (let at = 0; at < text.length; at += 1) {
    document += gap[text.charCodeAt(at)];
    visit(document);
  }
}

/** Field levels, best first; a higher number is a better place. */
export const HEAD = 3;
export const FACTS = 2;
export const BODY = 1;

export class Table {
  /**
   * @param {string[]} firsts The first key of each shard.
   * @param {number} documents How many documents the index holds.
   * @param {Object<string, string[]>} apart Prefix to the longer prefixes that it does not find.
   * @param {(shard: number) => Promise<[string[], string[]]>} load
   */
  constructor(firsts, documents, apart, load) {
    this.firsts = firsts;
    this.documents = documents;
    this.apart = apart;
    this.load = load;
    this.shards = new Map();
  }

  /**
   * Documents under one lookup.
   * @returns {Promise<Uint8Array>} for each document, the best field that holds it or 0.
   */
  async find({ key, whole }) {
    const levels = new Uint8Array(this.documents);
    const first = await this.#shard(this.#number(key + UNION));
    if (whole) {
      mark(levels, first.get(key));
      return levels;
    }
    const union = first.get(key + UNION);
    if (union !== undefined) {
      mark(levels, union);
      return levels;
    }
    const from = this.#number(key);
    let to = from;
    while (to + 1 < this.firsts.length && this.firsts[to + 1].startsWith(key)) to += 1;
    const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const longer = Object.hasOwn(this.apart, key) ? this.apart[key] : [];
    for (const shard of await Promise.all(numbers.map((number) => this.#shard(number)))) {
      for (const [found, postings] of shard) {
        if (!found.startsWith(key) || longer.some((other) => found.startsWith(other))) continue;
        mark(levels, postings);
      }
    }
    return levels;
  }

  /** The shard that would hold a key. */
  #number(key) {
    let low = 0;
    let high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  async #shard(number) {
    if (number >= this.firsts.length) return new Map();
    if (!this.shards.has(number)) {
      this.shards.set(number, entries(await this.load(number)));
    }
    return this.shards.get(number);
  }
}

function entries([keys, postings]) {
  const found = new Map();
  let key = "";
  keys.forEach((coded, at) => {
    key = key.slice(0, Number(coded[0])) + coded.slice(1);
    found.set(key, postings[at]);
  });
  return found;
}

function mark(levels, postings) {
  if (postings === undefined) return;
  const fields = postings.includes(" ") ? postings.split(" ") : ["", "", postings];
  [HEAD, FACTS, BODY].forEach((level, field) => {
    eachDocument(fields[field], (document) => {
      if (levels[document] < level) levels[document] = level;
    });
  });
}
