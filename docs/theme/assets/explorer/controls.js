// What is asked for outside the filters – text, sort, view – and what is said of the answer.

import { listen } from "../search/typing.js";
import { chosen, withText } from "./state.js";

export class Controls {
  #told = "";
  #q = null; // the text that was asked or shown last: what is typed since is the reader's

  /**
   * `now()` gives the state, `go(state, {typing})` goes to another, `clear()` to the one that
   * asks for nothing; `paused()` is called when the reader is done with typing.
   */
  constructor(page, { words, total, now, go, clear, paused }) {
    const part = (selector) => page.querySelector(selector);
    Object.assign(this, {
      words, total,
      input: part("#text input"),
      sort: part("#sort"),
      match: part("#sort [value=match]"),
      views: new Map([...page.querySelectorAll(".views input")].map((input) => [input.value, input])),
      count: part("#count"),
      opener: part("#filters-open"),
      clearing: part("#clear"),
      told: part("#told"),
    });
    listen(this.input, (q) => {
      this.#q = q;
      if (q !== now().q) go(withText(now(), q), { typing: true });
    });
    this.input.addEventListener("change", paused);
    part("#text").addEventListener("submit", (event) => event.preventDefault());
    this.sort.addEventListener("change", () => go({ ...now(), sort: this.sort.value }));
    part(".views").addEventListener("change", ({ target }) => go({ ...now(), view: target.value }));
    this.clearing.addEventListener("click", clear);
  }

  /** Shows a state and, where it is known, how many cases were found for it. */
  show(state, found) {
    const { q, sort, view } = state;
    if (q !== this.#q) this.input.value = this.#q = q;
    this.match.hidden = this.match.disabled = !q;
    if (this.sort.value !== sort) this.sort.value = sort;
    this.views.get(view).checked = true;
    const values = chosen(state);
    this.opener.textContent = this.words.say("filtersOpen", { count: values });
    this.clearing.hidden = !values && !q;
    if (found !== undefined) this.count.textContent = this.#counted(found);
  }

  /** Says something of the text; nothing with "". */
  tell(text) {
    if (text === this.#told) return;
    this.#told = text;
    this.told.textContent = text;
    this.told.hidden = !text;
  }

  #counted(found) {
    const { words, total } = this;
    if (found === total) return words.sayMany("countAll", { count: total });
    return words.say("countSome", { shown: found, total });
  }
}
