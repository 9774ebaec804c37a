// Free text in the explorer: the search engine is fetched when somebody types, not before.

import { bitsOf } from "./facets.js";
import { wordsIn } from "./words.js";

export class TextSearch {
  #engine = null;

  /** `count` is the number of cases: documents past it are no cases. */
  constructor(root, language, count) {
    Object.assign(this, { root, language, count });
  }

  /** `search` with the words that are said of it, as `words`. Throws where either cannot be read. */
  async answer(query) {
    const [found, words] = await Promise.all([this.search(query), this.#words()]);
    return { ...found, words };
  }

  /**
   * The cases that hold `query`: {hits: best first, bits, suggestions, apart} as the engine gives
   * them, {corrected, synonyms} as forms.js does, `japan`: whether Japan is asked for, and
   * ranges(text), excerpt(text, length) and readHit(url). Throws where the index cannot be read.
   */
  async search(query) {
    const { engine, corrected, synonyms, readHit } = await this.#opened();
    const found = await engine.search(query, this.count);
    return {
      ...found,
      corrected: corrected(found.forms),
      synonyms: synonyms(found.forms),
      readHit,
      bits: bitsOf(found.hits, this.count),
      japan: engine.asksFor(query, "Japan"),
      ranges: (text) => engine.highlight(text, query),
      excerpt: (text, length) => engine.excerpt(text, query, length),
    };
  }

  #words() {
    this.reading ??= fetch(new URL(`data/search/${this.language}.json`, this.root)).then(
      async (response) => wordsIn(await response.json(), this.language),
    );
    this.reading.catch(() => (this.reading = null)); // the next search tries again
    return this.reading;
  }

  async #opened() {
    this.#engine ??= this.#open();
    try {
      return await this.#engine;
    } catch (error) {
      this.#engine = null; // the next search tries again
      throw error;
    }
  }

  async #open() {
    const modules = ["engine", "forms", "passage"].map((name) => import(`../search/${name}.js`));
    const [{ open }, { corrected, synonyms }, { readHit }] = await Promise.all(modules);
    return { engine: await open(this.root.href, this.language), corrected, synonyms, readHit };
  }
}

/** What a text was taken for where nothing has it as it was typed, said in the page's `words`. */
export function taken(answer, words) {
  const { corrected, synonyms } = answer;
  return [
    ...corrected.map((form) => words.say("textCorrected", form)),
    ...synonyms.map(({ asked, others }) => answer.words.say("forms", { asked, forms: others.join(", ") })),
  ].join(" ");
}
