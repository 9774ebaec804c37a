// Nothing found: whether that is a finding, what to loosen, and how to add what is missing.

import { bitsOf } from "./facets.js";
import { format, withText, withValue } from "./state.js";

export class Empty {
  /**
   * `facets` and `filters` know the cases and the labels, `other` searches in the other language,
   * `root` is where the site is; `now()` gives the state and `go(state)` goes to another.
   */
  constructor(page, { words, facets, filters, total, other, root, now, go }) {
    Object.assign(this, { page, words, facets, filters, total, other, root, now, go });
  }

  /** The section that stands in place of the results; `found` is the answer to the text, or null. */
  section(state, found) {
    const { words } = this;
    const section = this.page.querySelector("#part-empty").content.firstElementChild.cloneNode(true);
    const labels = [...state.selection].flatMap(([facet, values]) =>
      values.map((value) => this.filters.label(facet, value)));
    const kind = !state.q ? "Facets" : labels.length ? "Both" : "Text";
    const told = { values: labels.join(words.say("emptyAnd")), text: state.q };
    section.querySelector("h2").textContent = words.say(`empty${kind}`, told);
    section.querySelector(".x-why").textContent = this.#why(state, found);
    section.querySelector(".call").hidden = !(state.selection.get("country")?.includes("JP") || found?.japan);
    section.querySelector(".loosen").append(
      ...this.#shorter(state, found),
      ...this.#loosened(state, found),
    );
    if (found) this.#offer(section, state, found);
    return section;
  }

  /** Adds the way to the same question in the other language, if that has what this one has not. */
  async #offer(section, state, { words }) {
    const found = await this.other.search(state.q).catch(() => null);
    const count = found && this.facets.total(state.selection, found.bits);
    if (!count || state !== this.now()) return;
    const hreflang = this.other.language;
    const address = `${hreflang === "en" ? "" : `${hreflang}/`}cases/${format(state, this.facets.names)}`;
    const link = document.createElement("a");
    Object.assign(link, {
      hreflang,
      href: new URL(address, this.root).href,
      textContent: words.sayMany("other_cases", { count }),
    });
    section.querySelector(".ways-on").append(link);
  }

  #why({ q }, found) {
    if (!q) return this.words.say("emptyFinding", { total: this.total });
    if (found?.hits.length) return this.words.say("emptyMixed");
    return found?.apart ? found.words.say("apart") : this.words.say("emptyDeadEnd");
  }

  /** The text less one of its words, with what that finds. */
  #shorter(state, found) {
    return (found?.suggestions ?? [])
      .map(({ query, hits }) => ({ query, count: this.facets.total(state.selection, bitsOf(hits, this.total)) }))
      .filter(({ count }) => count)
      .map(({ query, count }) =>
        this.#line(found.words.say("less", { query }), count, () => this.go(withText(state, query))));
  }

  /** The state less its text or one of its values, with what that leaves. */
  #loosened(state, found) {
    const without = (label, next, bits) =>
      this.#line(this.words.say("remove", { value: label }), this.facets.total(next.selection, bits), () => this.go(next));
    const values = [...state.selection].flatMap(([facet, chosen]) =>
      chosen.map((value) =>
        without(this.filters.label(facet, value), withValue(state, facet, value, false), found?.bits ?? null)));
    return state.q ? [without(state.q, withText(state, ""), null), ...values] : values;
  }

  #line(label, count, go) {
    const line = this.page.querySelector("#part-loosen").content.cloneNode(true);
    const button = line.querySelector("button");
    button.textContent = label;
    button.addEventListener("click", go);
    line.querySelector(".n").textContent = this.words.number(count);
    return line;
  }
}
