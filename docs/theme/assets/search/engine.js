// Search over the index that scripts/meshbook/search builds. Runs in a browser and in Node.
// Nothing is fetched before `open`; a query then reads a few small files.

import { excerpt, highlight } from "./highlight.js";
import { Keys } from "./keys.js";
import { QueryReader } from "./query.js";
import { Table } from "./table.js";

/** Below this many hits a query is also tried in looser forms. */
const FEW = 5;

/** What a match is worth by how it was found; the place (1 to 3) is added. Exact comes first. */
const WORTH = { exact: 8, synonym: 4, typo: 4, fallback: 0 };

/**
 * @param {string} baseUrl Of the site's root for this language's index folder, ending in a slash.
 * @param {string} language `en` or `ja`.
 * @param {(url: string) => Promise<any>} fetchJson
 * @returns {Promise<Engine>}
 */
export async function open(baseUrl, language, fetchJson = fetchedJson) {
  const folder = `${baseUrl}search/${language}/`;
  const load = shared((path) => fetchJson(folder + path));
  return new Engine(await load("manifest.json"), load);
}

async function fetchedJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** Ask once for a path, however many want it; a failure may be tried again. */
function shared(load) {
  const asked = new Map();
  return (path) => {
    if (!asked.has(path)) {
      const answer = load(path);
      asked.set(path, answer);
      answer.catch(() => asked.delete(path));
    }
    return asked.get(path);
  };
}

export class Engine {
  constructor(manifest, load) {
    this.manifest = manifest;
    this.documents = manifest.documents;
    this.load = load;
    this.keys = new Keys(manifest.rules);
    this.reader = new QueryReader(manifest, this.keys);
    this.table = new Table(manifest.shards, manifest.documents, manifest.apart, (shard) =>
      load(`${shard}.json`),
    );
  }

  /**
   * @param {string} query As typed.
   * @param {number} among Only so many first documents are wanted; all if left out.
   * @returns {Promise<{hits: number[], forms: Form[], suggestions: Suggestion[], apart: boolean}>}
   *   `hits`: document numbers, best first. `forms`: which spellings found them
   *   ({asked, matched: string[], kind: "exact"|"synonym"|"typo"|"fallback", alone: whether a hit has
   *   nothing as typed}). When nothing was found, `suggestions`: the query less one word
   *   ({dropped, query, hits, count}), and `apart`: whether each of its words is found somewhere.
   */
  async search(query, among = this.documents) {
    const words = await this.#words(query);
    if (!words.length) return { hits: [], forms: [], suggestions: [], apart: false };
    let found = await Promise.all(words.map((word) => this.#word(word)));
    if (ranked(found).length < FEW) {
      found = await Promise.all(words.map((word, at) => this.#loosely(word, found[at])));
    }
    const hits = ranked(found, among);
    return {
      hits,
      forms: found.flatMap((word) => word.told(hits)),
      suggestions: hits.length ? [] : suggestions(words, found, among),
      apart: !hits.length && words.length > 1 && found.every((word) => ranked([word], among).length),
    };
  }

  /** Whether a query asks, in any way of saying it, for a known word. */
  asksFor(query, word) {
    const wanted = new Set(this.reader.groupsOf(this.keys.canonical(word)));
    return this.reader.words(query).some(({ form }) => this.reader.groupsOf(form).some((group) => wanted.has(group)));
  }

  /** The kind of a document, of which the manifest has the stretches in the order of documents. */
  kind(document) {
    let end = 0;
    return this.manifest.kinds.find(([, count]) => document < (end += count))?.[0];
  }

  /** @returns {Promise<{url: string, title: string, kind: string}[]>} of some document numbers. */
  async names(documents) {
    const size = this.manifest.names_chunk;
    const numbers = Array.from(documents);
    const chunks = await Promise.all(
      numbers.map((document) => this.load(`names/${Math.floor(document / size)}.json`)),
    );
    return numbers.map((document, at) => {
      const [url, title, kind] = chunks[at][document % size];
      return { url, title, kind };
    });
  }

  /** @returns {[number, number][]} stretches of `text` that a query finds, in order. */
  highlight(text, query) {
    return highlight(this.reader, text, query);
  }

  /** @returns {{text: string, start: number, ranges: [number, number][]}} the telling passage. */
  excerpt(text, query, length) {
    return excerpt(this.reader, text, query, length);
  }

  /** The words of a query, a misspelt name put right when the index has nothing like it. */
  async #words(query) {
    const words = this.reader.words(query);
    const known = await Promise.all(words.map((word) => this.#known(word)));
    words.forEach(({ form }, at) => known[at] || this.reader.unknown.add(form));
    const right = words.map(({ asked, form }) => this.reader.corrected(form) ?? asked);
    if (right.every((asked, at) => asked === words[at].asked)) return words;
    const corrected = this.reader.words(right.join(" "));
    const original = new Set(words.map(({ asked }) => asked));
    return corrected.map((word) =>
      original.has(word.asked) ? word : { ...word, asked: this.#typed(word, words, right), typo: true },
    );
  }

  #typed(word, words, right) {
    const typed = words.filter((_, at) => right[at].includes(word.asked) || word.asked.includes(right[at]));
    return typed.map(({ asked }) => asked).join(" ");
  }

  async #known({ form, soft }) {
    if (soft || this.reader.groupsOf(form).length) return true;
    return (await this.#levels(form)).some(Boolean);
  }

  async #word({ asked, form, soft, typo = false }) {
    const result = new WordResult(asked, this.documents, soft);
    const exactly = typo ? "typo" : "exact";
    result.add(await this.#levels(form), [form], exactly);
    for (const variant of this.reader.variants(form)) {
      result.add(await this.#levels(variant), [variant], "synonym");
    }
    for (const group of this.reader.groupsOf(form)) {
      result.add(await this.#group(group), this.reader.groups[group].found, "synonym");
    }
    return result;
  }

  /** Widen what a word found: its parts with their synonyms, kanji in pairs. */
  async #loosely({ form }, result) {
    if (this.reader.groupsOf(form).length) return result; // a known phrase means itself
    const parts = this.reader.parts(form);
    if (parts.join() !== form) result.add(await this.#all(parts), parts, "fallback");
    for (const part of parts) {
      const pairs = this.reader.pairs(part);
      if (!pairs.length) continue;
      const others = parts.filter((other) => other !== part);
      result.add(await this.#all([...pairs, ...others]), [...pairs, ...others], "fallback");
    }
    return result;
  }

  /** Documents that hold every part, each by any of its synonyms. */
  async #all(parts) {
    const each = await Promise.all(
      parts.map(async (part) => {
        const groups = this.reader.groupsOf(part).map((group) => this.#group(group));
        return (await Promise.all([this.#levels(part), ...groups])).reduce(best);
      }),
    );
    return each.reduce(lowest);
  }

  async #levels(form) {
    const lookups = this.keys.lookups(form);
    if (!lookups.length) return new Uint8Array(this.documents);
    return (await Promise.all(lookups.map((lookup) => this.table.find(lookup)))).reduce(lowest);
  }

  #group(number) {
    return this.table.find({ key: `=${String(number).padStart(4, "0")}`, whole: true });
  }
}

/** What one word found, by every form of it. */
class WordResult {
  constructor(asked, documents, soft) {
    this.asked = asked;
    this.soft = soft;
    this.scores = new Uint8Array(documents);
    this.forms = [];
  }

  /** The forms that found some of the hits. */
  told(hits) {
    const typed = this.forms.find(({ kind }) => kind === "exact")?.levels;
    return this.forms
      .filter(({ levels }) => hits.some((hit) => levels[hit]))
      .map(({ asked, matched, kind, levels }) => ({
        asked, matched, kind, alone: hits.some((hit) => levels[hit] && !typed?.[hit]),
      }));
  }

  add(levels, matched, kind) {
    if (!levels.some(Boolean)) return;
    this.forms.push({ asked: this.asked, matched, kind, levels });
    for (let document = 0; document < levels.length; document += 1) {
      if (!levels[document]) continue;
      const score = WORTH[kind] + levels[document];
      if (score > this.scores[document]) this.scores[document] = score;
    }
  }
}

function best(one, other) {
  return one.map((level, document) => Math.max(level, other[document]));
}

function lowest(one, other) {
  return one.map((level, document) => Math.min(level, other[document]));
}

/** Documents that every word found, by the sum of what the matches are worth, then in rank order. */
function ranked(found, among = Infinity) {
  const sums = new Uint16Array(found[0].scores.length);
  const hits = [];
  for (let document = 0; document < Math.min(sums.length, among); document += 1) {
    if (!found.every(({ scores, soft }) => soft || scores[document])) continue;
    for (const { scores } of found) sums[document] += scores[document];
    hits.push(document);
  }
  return hits.sort((one, other) => sums[other] - sums[one] || one - other);
}

function suggestions(words, found, among) {
  if (words.length < 2) return [];
  return words
    .map(({ asked }, dropped) => {
      const hits = ranked(found.filter((_, at) => at !== dropped), among);
      const rest = words.filter((_, at) => at !== dropped);
      return { dropped: asked, query: rest.map((word) => word.asked).join(" "), hits, count: hits.length };
    })
    .filter(({ count }) => count);
}
