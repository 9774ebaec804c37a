// The explorer: what is asked for stands in the address, what is found stands in the page.

import { Cases } from "./explorer/cards.js";
import { Empty } from "./explorer/empty.js";
import { CSV_NAME, download, JSON_NAME, toCsv, toJson } from "./explorer/exports.js";
import { Facets, members } from "./explorer/facets.js";
import { Filters, Sheet } from "./explorer/filters.js";
import { Rows } from "./explorer/rows.js";
import { chosen, format, parse, usualSort, withText, withValue } from "./explorer/state.js";
import { TextSearch } from "./explorer/text.js";
import { wordsOf } from "./explorer/words.js";
import { listen } from "./search/typing.js";

const SHOWN_FIRST = 24;
const SCREEN = { cards: 6, table: 12 }; // what a first screen holds
const ROOT = new URL("../", import.meta.url);

class Explorer {
  #shown = SHOWN_FIRST;
  #found = null; // what the text found, null without one
  #textWords = null; // what is said of it
  #turn = 0; // counts the questions, so that a slow answer never covers a newer one
  #typing = false;

  constructor(page, rows) {
    const { lang, home } = page.dataset;
    this.page = page;
    this.rows = rows;
    this.facetNames = Object.keys(rows.facets);
    this.words = wordsOf(page, lang);
    this.facets = new Facets(rows.facets, rows.count);
    this.textSearch = new TextSearch(ROOT, lang, rows.count);
    this.otherSearch = new TextSearch(ROOT, lang === "en" ? "ja" : "en", rows.count);
    this.filters = new Filters(page, (name, value, on) => this.go(withValue(this.state, name, value, on)));
    this.empty = new Empty({
      page, words: this.words, facets: this.facets, filters: this.filters, total: rows.count,
      go: (state) => this.go(state),
    });
    this.sheet = new Sheet(page, this.filters, () => this.#clear());
    this.cases = new Cases({
      page, rows, home,
      words: this.words,
      what: (facet, value) => this.filters.what(facet, value),
      marks: `${home}${lang === "en" ? "" : "../"}assets/marks.svg`,
    });
    const list = this.#part("#results ol");
    this.cases.adopt(list);
    page.querySelector(".pager")?.remove();
    this.#listen();
  }

  /** Shows what the address asks for. */
  async open() {
    const known = (name, value) => this.filters.byValue.has(`${name} ${value}`);
    this.state = parse(location.search, this.facetNames, known);
    await this.#show();
  }

  /** Goes to another state. All that is typed into the text in a row is one step back. */
  async go(state, { typing = false } = {}) {
    const replace = typing && this.#typing;
    this.state = state;
    this.#typing = typing;
    const address = location.pathname + format(state, this.facetNames) + location.hash;
    // A new entry costs as much as the painting: it waits for that.
    painted().then(() => history[replace ? "replaceState" : "pushState"](null, "", address));
    await this.#show();
  }

  #part(selector) {
    return this.page.querySelector(selector);
  }

  #listen() {
    const input = this.#part("#text input");
    listen(input, (q) => {
      if (q !== this.state.q) this.go(withText(this.state, q), { typing: true });
    });
    input.addEventListener("change", () => (this.#typing = false));
    this.#part("#text").addEventListener("submit", (event) => event.preventDefault());
    this.#part("#sort").addEventListener("change", ({ target }) => this.go({ ...this.state, sort: target.value }));
    this.#part(".views").addEventListener("change", ({ target }) => this.go({ ...this.state, view: target.value }));
    this.#part("#clear").addEventListener("click", () => this.#clear());
    this.#part("#more").addEventListener("click", () => this.#more());
    this.#part("#csv").addEventListener("click", () => download(CSV_NAME, "text/csv", toCsv(this.#records())));
    this.#part("#json").addEventListener("click", () =>
      download(JSON_NAME, "application/json", toJson(this.#records(), this.#asked())));
    this.#part("#copy").addEventListener("click", () => this.#copy());
    addEventListener("popstate", () => {
      this.#typing = false;
      this.open();
    });
  }

  async #show() {
    const turn = ++this.#turn;
    this.#shown = SHOWN_FIRST;
    this.#controls();
    const { q } = this.state;
    if (!q) {
      this.#found = null;
      this.#tell("");
      return this.#render();
    }
    this.#tell(this.words.say("textBusy"));
    let found = null;
    let told = "";
    try {
      [found, this.#textWords] = await Promise.all([this.textSearch.search(q), this.textSearch.words()]);
      told = this.#toldOf(found);
    } catch {
      told = this.words.say("textFailed");
    }
    if (turn !== this.#turn) return undefined;
    this.#found = found;
    this.#tell(told);
    return this.#render();
  }

  /** What a text was taken for where nothing has it as it was typed. */
  #toldOf({ corrected, synonyms }) {
    return [
      ...corrected.map((form) => this.words.say("textCorrected", form)),
      ...synonyms.map(({ asked, others }) => this.#textWords.say("forms", { asked, forms: others.join(", ") })),
    ].join(" ");
  }

  #controls() {
    const { q, selection, sort, view } = this.state;
    const input = this.#part("#text input");
    if (input.value.trim() !== q) input.value = q;
    const select = this.#part("#sort");
    const match = select.querySelector("[value=match]");
    match.hidden = match.disabled = !q;
    select.value = sort;
    this.#part(`.views [value=${view}]`).checked = true;
    this.filters.tick(selection);
  }

  #tell(text) {
    const told = this.#part("#told");
    told.textContent = text;
    told.hidden = !text;
  }

  #render() {
    const { selection, sort } = this.state;
    const result = this.facets.select(selection, this.#found?.bits ?? null);
    this.cases.search = this.#found;
    this.found = [...members(result.matches, this.rows.order(sort, this.#found?.hits))];
    this.filters.count(result.counts, this.words.number);
    this.#count();
    this.#chips();
    return this.found.length ? this.#results() : this.#empty();
  }

  #count() {
    const { words, rows, found, state } = this;
    const some = { shown: found.length, total: rows.count };
    const all = words.sayMany("countAll", { count: rows.count });
    this.#part("#count").textContent = found.length === rows.count ? all : words.say("countSome", some);
    this.#part("#filters-open").textContent = words.say("filtersOpen", { count: chosen(state) });
    this.sheet.show.textContent = words.sayMany("filtersShow", { count: found.length });
  }

  #chips() {
    const chips = this.#part("#chips");
    const focused = chips.contains(document.activeElement);
    const part = this.#part("#part-chip").content;
    chips.replaceChildren(...this.#choices().map(({ facet, value, without }) => {
      const chip = part.cloneNode(true);
      const button = chip.querySelector("button");
      button.setAttribute("aria-label", this.words.say("remove", { value: this.filters.label(facet, value) }));
      button.querySelector(".x-what").replaceWith(this.filters.what(facet, value));
      button.addEventListener("click", without);
      return chip;
    }));
    chips.hidden = !chips.children.length;
    this.#part("#clear").hidden = chips.hidden && !this.state.q;
    if (focused) (chips.querySelector("button") ?? this.#part("#text input")).focus();
  }

  /** Every chosen value with the step that takes it away. */
  #choices() {
    return [...this.state.selection].flatMap(([facet, values]) =>
      values.map((value) => ({
        facet,
        value,
        without: () => this.go(withValue(this.state, facet, value, false)),
      })));
  }

  /** Shows the first screen at once and the rest of the first results after it was painted. */
  #results() {
    const { view } = this.state;
    const { frame, into } = this.cases.frame(view);
    const screen = Math.min(this.#shown, SCREEN[view]);
    this.#append(into, 0, screen);
    const results = this.#part("#results");
    results.ariaBusy = null;
    results.replaceChildren(frame);
    this.#rest();
    if (screen < Math.min(this.#shown, this.found.length)) return this.#later(into, screen);
    return undefined;
  }

  async #later(into, from) {
    const turn = this.#turn;
    const results = this.#part("#results");
    results.ariaBusy = "true";
    await painted();
    await idle();
    if (turn !== this.#turn) return;
    this.#append(into, from, this.#shown);
    results.ariaBusy = null;
  }

  /** Adds the results from one number to another; their passages come when they are read. */
  #append(into, from, to) {
    const numbers = this.found.slice(from, to);
    const elements = numbers.map((row) => this.cases.element(row, this.state.view));
    into.append(...elements);
    this.cases.fill(elements, numbers);
    return elements;
  }

  #rest() {
    const rest = this.#part(".rest");
    rest.hidden = this.found.length <= SHOWN_FIRST;
    const shown = Math.min(this.#shown, this.found.length);
    this.#part("#shown").textContent = this.words.say("shown", { shown, count: this.found.length });
    this.#part("#more").hidden = shown === this.found.length;
  }

  #more() {
    const first = this.#shown;
    this.#shown += SHOWN_FIRST;
    const into = this.#part(this.state.view === "table" ? "#results tbody" : "#results ol");
    const [next] = this.#append(into, first, this.#shown);
    this.#rest();
    next.querySelector("a").focus();
  }

  #empty() {
    const section = this.empty.section(this.state, this.#found, this.#textWords);
    this.#part(".rest").hidden = true;
    const results = this.#part("#results");
    results.ariaBusy = null;
    results.replaceChildren(section);
    if (this.#found) this.#offerOther(section);
  }

  /** Offers the other language where it has what this one has not. */
  async #offerOther(section) {
    const { state } = this;
    const lang = this.otherSearch.language;
    const found = await this.otherSearch.search(state.q).catch(() => null);
    const count = found && this.facets.total(state.selection, found.bits);
    if (!count || state !== this.state) return;
    const address = `${lang === "en" ? "" : `${lang}/`}cases/${format(state, this.facetNames)}`;
    this.empty.offer(section, { href: new URL(address, ROOT).href, lang, count }, this.#textWords);
  }

  #clear() {
    const state = { ...withText(this.state, ""), selection: new Map() };
    this.go(state);
  }

  #asked() {
    const { q, selection, sort } = this.state;
    return { ...(q && { q }), ...Object.fromEntries(selection), sort: sort || usualSort(this.state) };
  }

  #records() {
    const base = new URL(`${this.page.dataset.home}cases/`, location.href);
    return this.found.map((row) => this.rows.record(row, base));
  }

  async #copy() {
    await navigator.clipboard.writeText(location.href);
    const copied = this.#part("#copied");
    copied.textContent = this.words.say("copied");
    setTimeout(() => (copied.textContent = ""), 4000);
  }
}

/** Resolves after the next frame was painted. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Resolves when nothing more pressing is left to do, or a moment later all the same. */
function idle() {
  const wait = window.requestIdleCallback ?? setTimeout; // WebKit has none
  return new Promise((resolve) => wait(resolve, { timeout: 150 }));
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
