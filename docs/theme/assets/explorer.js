// The explorer: what is asked for stands in the address, what is found stands in the page.

import { Cards } from "./explorer/cards.js";
import { Chips } from "./explorer/chips.js";
import { Controls } from "./explorer/controls.js";
import { Empty } from "./explorer/empty.js";
import { Facets, members } from "./explorer/facets.js";
import { Filters, Sheet } from "./explorer/filters.js";
import { presented } from "./explorer/frames.js";
import { Results } from "./explorer/results.js";
import { Rows } from "./explorer/rows.js";
import { format, parse, withoutAny } from "./explorer/state.js";
import { TakeAway } from "./explorer/takeaway.js";
import { taken, TextSearch } from "./explorer/text.js";
import { wordsOf } from "./explorer/words.js";

const ROOT = new URL("../", import.meta.url);

class Explorer {
  #turn = 0; // counts the questions, so that a slow answer never covers a newer one
  #typing = false;

  constructor(page, rows) {
    const { lang } = page.dataset;
    const words = wordsOf(page, lang);
    const now = () => this.state;
    const go = (state, how) => this.go(state, how);
    const clear = () => go(withoutAny(this.state));
    this.rows = rows;
    this.words = words;
    this.facets = new Facets(rows.facets, rows.count);
    this.text = new TextSearch(ROOT, lang, rows.count);
    this.filters = new Filters(page, { words, now, go });
    this.sheet = new Sheet(page, this.filters, { words, clear });
    this.controls = new Controls(page, { words, total: rows.count, now, go, clear, paused: () => (this.#typing = false) });
    this.chips = new Chips(page, { words, filters: this.filters, now, go });
    this.cards = new Cards(page, { rows, words, filters: this.filters });
    this.results = new Results(page, { cards: this.cards, words });
    this.empty = new Empty(page, {
      words, facets: this.facets, filters: this.filters, go, now,
      total: rows.count,
      root: ROOT,
      other: new TextSearch(ROOT, lang === "en" ? "ja" : "en", rows.count),
    });
    new TakeAway(page, { rows, words, now, found: () => this.found });
    addEventListener("popstate", () => {
      this.#typing = false;
      this.open();
    });
  }

  /** Shows what the address asks for. */
  async open() {
    this.state = parse(location.search, this.facets.names, (name, value) => this.filters.has(name, value));
    await this.#show();
  }

  /** Goes to another state. All that is typed into the text in a row is one step back. */
  async go(state, { typing = false } = {}) {
    const replace = typing && this.#typing;
    this.state = state;
    this.#typing = typing;
    const address = location.pathname + format(state, this.facets.names) + location.hash;
    // A new entry costs as much as the painting: it waits until that has been seen.
    presented().then(() => history[replace ? "replaceState" : "pushState"](null, "", address));
    await this.#show();
  }

  async #show() {
    const turn = ++this.#turn;
    const { q } = this.state;
    if (!q) return this.#render(null, "");
    this.controls.tell(this.words.say("textBusy"));
    this.controls.show(this.state);
    this.filters.tick(this.state.selection);
    const [found, told] = await this.text.answer(q).then(
      (answer) => [answer, taken(answer, this.words)],
      () => [null, this.words.say("textFailed")],
    );
    if (turn === this.#turn) this.#render(found, told);
    return undefined;
  }

  /** Shows the state with the cases that the text found; null without a text or an answer. */
  #render(found, told) {
    const { selection, sort, view } = this.state;
    const { matches, counts } = this.facets.select(selection, found?.bits ?? null);
    this.found = members(matches, this.rows.order(sort, found?.hits));
    if (this.found.length) {
      this.cards.search = found;
      this.results.show(this.found, view);
    } else {
      this.results.replace(this.empty.section(this.state, found));
    }
    this.filters.tick(selection);
    this.filters.count(counts);
    this.sheet.count(this.found.length);
    this.controls.show(this.state, this.found.length);
    this.controls.tell(told);
    this.chips.show();
  }
}

async function start() {
  const page = document.getElementById("explorer");
  const rows = await Rows.load(ROOT, page.dataset.lang).catch(() => null);
  if (!rows) {
    const told = page.querySelector("#told");
    told.textContent = page.dataset.sayTextUnloaded;
    told.hidden = false;
    return;
  }
  const explorer = new Explorer(page, rows);
  await explorer.open();
  page.dataset.ready = "";
}

start();
