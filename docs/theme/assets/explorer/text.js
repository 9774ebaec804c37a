// Free text in the explorer: the search engine is fetched when somebody types, not before.

import { bitsOf } from "./facets.js";

export class TextSearch {
  #engine = null;

  /** `count` is the number of cases: documents past it are no cases. */
  constructor(root, language, count) {
    Object.assign(this, { root, language, count });
  }

  /**
   * The cases that hold `query`: {hits: best first, bits, ranges(text), corrections}.
   * Throws where the index cannot be read.
   */
  async search(query) {
    this.#engine ??= this.#open();
    let engine;
    try {
      engine = await this.#engine;
    } catch (error) {
      this.#engine = null; // the next search tries again
      throw error;
    }
    const found = await engine.search(query);
    const hits = found.hits.filter((row) => row < this.count);
    return {
      hits,
      bits: bitsOf(hits, this.count),
      ranges: (text) => engine.highlight(text, query),
      corrections: found.forms.filter((form) => form.kind === "typo"),
    };
  }

  async #open() {
    const { open } = await import("../search/engine.js");
    return open(this.root.href, this.language);
  }
}
