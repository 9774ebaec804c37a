// The results as cards or as a table: what the window shows at once, the rest after it was seen.

import { idle, presented } from "./frames.js";

const PORTION = 24; // results that a new answer shows, and that "more" adds
const LEAST = { cards: 240, table: 44 }; // pixels that a line of results is high, or higher
const WIDE = matchMedia("(min-width: 47.5rem)"); // two cards stand side by side

export class Results {
  #views = new Map();
  #turn = 0; // counts the answers, so that the rest of an old one is not added to a new one
  #found = [];
  #shown = 0;

  constructor(page, { cards, words }) {
    Object.assign(this, { page, cards, words });
    const part = (selector) => page.querySelector(selector);
    this.place = part("#results");
    this.under = part(".rest");
    this.told = part("#shown");
    this.more = part("#more");
    this.more.addEventListener("click", () => this.#more());
    part(".pager")?.remove(); // "more" takes its place
    this.#adopt(part("#results ol"));
  }

  /** Shows the cases with these row numbers, in a view: "cards" or "table". */
  show(found, view) {
    this.#turn += 1;
    this.#found = found;
    this.#shown = Math.min(PORTION, found.length);
    this.view = this.#view(view);
    const first = Math.min(this.#screen(view), this.#shown);
    this.#cut(first);
    this.#write(0, first);
    this.#stand(this.view.nodes);
    this.#tell();
    if (first < this.#shown) this.#later();
  }

  /** Puts a section in the place of the results. */
  replace(section) {
    this.#turn += 1;
    this.#stand([section]);
    this.under.hidden = true;
  }

  /** Takes over the cards that the page came with, so that they need not be made again. */
  #adopt(list) {
    const items = [...list.children];
    for (const item of items.splice(PORTION)) item.remove();
    this.#views.set("cards", { name: "cards", nodes: [list], into: list, cards: items.map((item) => this.cards.adopt(item)) });
  }

  #view(name) {
    if (!this.#views.has(name)) {
      const table = this.page.querySelector("#part-table").content.cloneNode(true);
      this.#views.set(name, { name, nodes: [...table.children], into: table.querySelector("tbody"), cards: [] });
    }
    return this.#views.get(name);
  }

  /** How many results reach down to the lower edge of the window, wherever it is scrolled to. */
  #screen(view) {
    const room = innerHeight - this.place.getBoundingClientRect().top;
    const lines = Math.max(1, Math.ceil(room / LEAST[view]));
    return view === "cards" && WIDE.matches ? 2 * lines : lines;
  }

  /** Writes the results from one number to another; their passages come when they are read. */
  #write(from, to) {
    const { cards, into, name } = this.view;
    const written = this.#found.slice(from, to).map((row, at) => {
      const card = (cards[from + at] ??= this.cards.make(name));
      this.cards.write(card, row);
      return card;
    });
    const lacking = written.map(({ element }) => element).filter(({ parentNode }) => parentNode !== into);
    if (lacking.length) into.append(...lacking);
    this.cards.fill(written);
  }

  /** Takes the elements after the first `count` out of the page; they are kept for the next. */
  #cut(count) {
    const { into } = this.view;
    while (into.childElementCount > count) into.lastElementChild.remove();
  }

  #stand(nodes) {
    this.place.ariaBusy = null;
    if (nodes[0].parentNode !== this.place) this.place.replaceChildren(...nodes);
  }

  async #later() {
    const turn = this.#turn;
    this.place.ariaBusy = "true";
    await presented();
    await idle();
    if (turn !== this.#turn) return;
    this.#write(this.view.into.childElementCount, this.#shown);
    this.place.ariaBusy = null;
  }

  #tell() {
    const count = this.#found.length;
    this.under.hidden = count <= PORTION;
    this.told.textContent = this.words.say("shown", { shown: this.#shown, count });
    this.more.hidden = this.#shown === count;
  }

  #more() {
    const first = this.#shown;
    this.#shown = Math.min(first + PORTION, this.#found.length);
    this.#write(this.view.into.childElementCount, this.#shown);
    this.#tell();
    this.view.cards[first].link.focus();
  }
}
