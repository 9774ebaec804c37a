// What can be compared, by id: names, marks and addresses of all records, and the page's words.

import { wordsIn } from "../explorer/words.js";
import { KINDS } from "./items.js";

export const ROOT = new URL("../../", import.meta.url);
const FOLDERS = { case: "cases/", mesh: "meshes/", study: "benchmarks/studies/" };

export class Index {
  /** Reads the index in `language`. Throws where it cannot be read. */
  static async load(language) {
    const response = await fetch(new URL(`data/compare/${language}.json`, ROOT));
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return new Index(await response.json(), language);
  }

  #records = new Map();

  constructor({ date, day, words, marks, records }, language) {
    Object.assign(this, { date, day, words: wordsIn(words, language) });
    this.home = new URL(language === "en" ? "./" : `${language}/`, ROOT);
    for (const kind of KINDS) {
      for (const [name, label, mark, note = ""] of records[kind]) {
        const id = `${kind}:${name}`;
        const [family, shape] = marks[mark] ?? ["", ""];
        const url = new URL(`${FOLDERS[kind]}${name}/`, this.home).href;
        this.#records.set(id, { id, kind, name: label, family, shape, note, url });
      }
    }
  }

  has(id) {
    return this.#records.has(id);
  }

  /** {id, kind, name, family, shape, note, url} of a record. */
  of(id) {
    return this.#records.get(id);
  }

  /** All records, cases first. */
  get all() {
    return [...this.#records.values()];
  }

  /** The record of a name, or the only one that has the text in its name or id. */
  named(text) {
    const asked = plain(text);
    const all = this.all;
    const exact = all.find(({ id, name }) => plain(name) === asked || id === asked);
    if (exact || !asked) return exact;
    const found = all.filter(({ id, name }) => plain(name).includes(asked) || id.includes(asked));
    return found.length === 1 ? found[0] : undefined;
  }
}

/** The mark of a record in its colour; nothing for one that is of no mesh. */
export function markOf({ family, shape }) {
  if (!shape) return [];
  const space = "http://www.w3.org/2000/svg";
  const mark = document.createElementNS(space, "svg");
  mark.setAttribute("class", `i m-${family}`);
  mark.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", new URL(`assets/marks.svg#m-${shape}`, ROOT).href);
  mark.append(use);
  return [mark];
}

function plain(text) {
  return text.normalize("NFKC").toLowerCase().trim();
}
