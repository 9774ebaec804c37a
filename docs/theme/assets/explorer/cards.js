// Cases as cards or as rows of a table. An element is written anew for one case after another:
// to change words in one that stands costs the browser a fraction of what a new one does.

import { marked } from "../search/marked.js";
import { contain, say } from "./become.js";
import { Lifeline } from "./lifeline.js";
import { Reasons } from "./reasons.js";

/** An element that shows a case, and what it shows now. */
class Card {
  row = null;
  search = null;
  filled = false;

  constructor(element, marks) {
    const part = (selector) => element.querySelector(selector);
    this.element = element;
    this.link = part("a");
    this.add = part(".add");
    this.added = part(".add .vh");
    this.place = part(".place");
    this.passage = part(".passage"); // a row has none
    this.path = part(".path");
    this.lifeline = new Lifeline(part("svg.life"), marks);
    this.now = part(".now");
    this.last = part(".last");
    this.grade = part(".grade");
    this.sources = part(".x-sources");
  }
}

export class Cards {
  #search = null;
  #paths = new Map();

  /** `page` holds the templates, `filters` the marks and labels of all values. */
  constructor(page, { rows, words, filters }) {
    const { lang, home } = page.dataset;
    Object.assign(this, { rows, words, filters, home, reasons: new Reasons(lang) });
    this.parts = (name) => page.querySelector(`#part-${name}`).content;
    this.marks = { styles: rows.styles, file: `${home}${lang === "en" ? "" : "../"}assets/marks.svg` };
    this.meshes = new Map(
      [...this.parts("meshes").children].map((each) => [each.dataset.mesh, each.firstElementChild]),
    );
  }

  /** The text search whose words are marked, as text.js gives it, or null. */
  set search(search) {
    this.#search = search;
    this.reasons.search = search;
  }

  /** A card for a view, without a case. */
  make(view) {
    const part = this.parts(view === "table" ? "row" : "card");
    return new Card(part.firstElementChild.cloneNode(true), this.marks);
  }

  /** The card that the page came with for one of its first cases. */
  adopt(element) {
    const row = this.rows.slugs.indexOf(element.dataset.case);
    const add = this.parts("card").querySelector(".add").cloneNode(true);
    add.dataset.add = `case:${element.dataset.case}`;
    add.querySelector(".vh").textContent = ` ${this.rows.names[row]}`;
    element.querySelector("h2").after(add);
    const card = new Card(element, this.marks);
    card.row = row;
    card.filled = true;
    element.dataset.filled = "";
    return card;
  }

  /** Shows a case in a card; its passage comes with `fill`. */
  write(card, row) {
    if (card.row === row && card.search === this.#search) return;
    const { rows, words } = this;
    card.row = row;
    card.search = this.#search;
    card.element.dataset.case = rows.slugs[row];
    card.link.href = `${this.home}cases/${rows.slugs[row]}/`;
    this.#mark(card.link, rows.names[row]);
    card.add.dataset.add = `case:${rows.slugs[row]}`;
    say(card.added, ` ${rows.names[row]}`);
    say(card.place, this.#place(row));
    contain(card.path, this.#path(rows.paths[row]));
    card.lifeline.draw(rows.strips[row]);
    contain(card.now, this.#stage(row));
    say(card.last, rows.years[row] ? words.say("lastEvidence", { year: String(rows.years[row]) }) : "");
    contain(card.grade, this.#grade(row));
    const sources = rows.sources[row];
    say(card.sources, card.passage ? words.sayMany("sources", { count: sources }) : words.number(sources));
    this.reasons.forget(card.element);
    this.#fill(card);
  }

  /** Reads and writes the passages that these cards still lack. */
  async fill(cards) {
    const lacking = cards.filter(({ filled }) => !filled);
    if (!lacking.length) return;
    await this.rows.readPassages(lacking.map(({ row }) => row));
    for (const card of lacking) if (!card.filled) this.#fill(card);
  }

  #fill(card) {
    const { element, passage } = card;
    const told = this.rows.passage(card.row);
    card.filled = Boolean(told);
    element.toggleAttribute("data-filled", card.filled);
    const [text, lifeline, language] = told ?? ["", this.rows.names[card.row]];
    card.lifeline.label = lifeline;
    if (!passage) return;
    if (language) passage.lang = language;
    else passage.removeAttribute("lang");
    this.#mark(passage, text);
    if (told && this.#search && !element.querySelector("mark")) this.reasons.await(element);
  }

  #place(row) {
    return ["country", "industry"].flatMap((facet) =>
      this.rows.values(row, facet).map((value) => this.filters.label(facet, value))).join(" · ");
  }

  #stage(row) {
    const [stage] = this.rows.values(row, "stage");
    return stage ? this.filters.of("stage", stage).children : [document.createTextNode(this.words.say("noStage"))];
  }

  /** Mark and code of a grade; its words stand in the filter. */
  #grade(row) {
    const [grade] = this.rows.values(row, "evidence");
    return [...this.filters.of("evidence", grade).querySelector(".grade").children].slice(0, 2);
  }

  /** The meshes of a path, as in card.html; made once. */
  #path(path) {
    const key = JSON.stringify(path);
    if (!this.#paths.has(key)) {
      this.#paths.set(key, path.flatMap((step, at) => {
        const made = this.#step(step);
        if (!at) return [made];
        const [arrow, dot] = this.parts("arrow").children;
        return [(path[at - 1][1] ? arrow : dot).cloneNode(true), made]; // the years of what is past
      }));
    }
    return this.#paths.get(key);
  }

  #step([number, past]) {
    const id = this.rows.meshes[number];
    const mesh = this.meshes.get(id).cloneNode(true);
    const name = mesh.lastChild;
    if (past) name.data = this.words.say("pathPast", { mesh: name.data, years: past });
    else if (past === 0) name.data = this.words.say("pathRejected", { mesh: name.data });
    else if (id === "none") name.data = this.words.say("pathNone");
    const step = document.createElement("span");
    step.className = `step ${past ? "past" : past === 0 ? "rejected" : "present"}`;
    step.append(mesh);
    return step;
  }

  /** Writes a text with the words of the search marked. */
  #mark(element, text) {
    const ranges = this.#search?.ranges(text) ?? [];
    if (ranges.length) element.replaceChildren(...marked(text, ranges));
    else say(element, text);
  }
}
