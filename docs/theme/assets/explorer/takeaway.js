// The present selection for taking away: as a file, or as a link.

import { CSV_NAME, download, JSON_NAME, toCsv, toJson } from "./exports.js";
import { usualSort } from "./state.js";


export class TakeAway {
  /** `now()` gives the state, `found()` the row numbers that it has, in order. */
  constructor(page, { rows, words, now, found }) {
    Object.assign(this, { page, rows, words, now, found });
    const on = (id, take) => page.querySelector(id).addEventListener("click", take);
    on("#csv", () => download(CSV_NAME, "text/csv", toCsv(this.#records())));
    on("#json", () => download(JSON_NAME, "application/json", toJson(this.#records(), this.#asked())));
    on("#copy", () => this.#copy());
  }

  #asked() {
    const { q, selection, sort } = this.now();
    return { ...(q && { q }), ...Object.fromEntries(selection), sort: sort || usualSort(this.now()) };
  }

  #records() {
    const base = new URL(`${this.page.dataset.home}cases/`, location.href);
    return this.found().map((row) => this.rows.record(row, base));
  }

  async #copy() {
    await navigator.clipboard.writeText(location.href);
    this.words.tellCopied(this.page);
  }
}
