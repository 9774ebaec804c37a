// Why a case was found whose summary has none of the words: the passage of its page that has them.

import { marked } from "../search/marked.js";

const LENGTH = { en: 180, ja: 100 };
const NEAR = "200px"; // how far outside the window a card already says why it was found

export class Reasons {
  #search = null;
  #awaited = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) this.#tell(target);
  }, { rootMargin: NEAR });

  constructor(language) {
    this.length = LENGTH[language];
  }

  /** The text search, as text.js gives it, or null. */
  set search(search) {
    if (search === this.#search) return;
    this.#search = search;
    this.#awaited.disconnect();
  }

  /** Has the card told why once it comes near the window. */
  await(card) {
    this.#awaited.observe(card);
  }

  /** The card shows another case now. */
  forget(card) {
    if (this.#search) this.#awaited.unobserve(card);
  }

  async #tell(card) {
    this.#awaited.unobserve(card);
    const search = this.#search;
    const { href } = card.querySelector("a");
    const page = await search?.readHit(new URL(href)).catch(() => null);
    if (!page || search !== this.#search || card.querySelector("a").href !== href) return;
    const { text, start, ranges } = search.excerpt(page.text, this.length);
    if (!ranges.length) return;
    const passage = card.querySelector(".passage");
    passage.removeAttribute("lang");
    passage.replaceChildren(start ? "… " : "", ...marked(text, ranges));
  }
}
