// Cases as cards or as rows of a table, cloned from the page's templates.

import { marked } from "../search/marked.js";

const SVG = "http://www.w3.org/2000/svg";
const PASSAGE_LENGTH = { en: 180, ja: 100 };
const NEAR = "200px"; // how far outside the window a card already says why it was found
const LANE = 16; // the height of the empty lifeline in the templates

export class Cases {
  #built = new Map();
  #search = null;
  #awaited = null; // the cards whose pages are read when they come into sight

  /**
   * `page` finds the templates; `what(facet, value)` gives the page's own mark and label of a
   * value; `home` is the way to the pages of this language, `marks` to the file of the marks.
   */
  constructor({ page, rows, words, what, home, marks }) {
    Object.assign(this, { rows, words, what, home, marks });
    this.language = page.dataset.lang;
    this.parts = (name) => page.querySelector(`#part-${name}`).content;
    this.meshes = new Map(
      [...this.parts("meshes").children].map((each) => [each.dataset.mesh, each.firstElementChild]),
    );
  }

  /** Takes over the cards that the page came with, so that they need not be built again. */
  adopt(list) {
    const rowOf = new Map(this.rows.slugs.map((slug, row) => [slug, row]));
    for (const item of list.children) {
      item.dataset.filled = "";
      this.#built.set(`cards ${rowOf.get(item.dataset.case)}`, item);
    }
  }

  /** The text search whose words are marked, as text.js gives it, or null. */
  set search(search) {
    if (this.#search) this.#built.clear(); // they carry the marks of the last search
    this.#awaited?.disconnect();
    this.#search = search;
    this.#awaited = search && new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) this.#tellWhy(target);
    }, { rootMargin: NEAR });
  }

  /** The element of a case in a view. */
  element(row, view) {
    const key = `${view} ${row}`;
    const known = !this.#search && this.#built.get(key);
    if (known) return known;
    const element = view === "table" ? this.#row(row) : this.#card(row);
    this.#built.set(key, element);
    return element;
  }

  /** The empty list or table of a view, and the element that its cases go into. */
  frame(view) {
    if (view === "table") {
      const table = this.parts("table").cloneNode(true);
      return { frame: table, into: table.querySelector("tbody") };
    }
    const list = document.createElement("ol");
    list.className = "cases";
    return { frame: list, into: list };
  }

  /** Reads and writes the passages that the elements of these rows still lack. */
  async fill(elements, numbers) {
    const lacking = numbers.filter((_, at) => !("filled" in elements[at].dataset));
    if (!lacking.length) return;
    await this.rows.readPassages(lacking);
    elements.forEach((element, at) => this.#fill(element, numbers[at]));
  }

  #card(row) {
    const card = this.parts("card").firstElementChild.cloneNode(true);
    this.#common(card, row);
    const source = this.rows.sources[row];
    card.querySelector(".x-sources").textContent = this.words.sayMany("sources", { count: source });
    return card;
  }

  #row(row) {
    const line = this.parts("row").firstElementChild.cloneNode(true);
    this.#common(line, row);
    line.querySelector(".x-sources").textContent = this.words.number(this.rows.sources[row]);
    return line;
  }

  #common(element, row) {
    const { rows, words } = this;
    element.dataset.case = rows.slugs[row];
    const link = element.querySelector("a");
    link.href = `${this.home}cases/${rows.slugs[row]}/`;
    this.#write(link, rows.names[row]);
    element.querySelector(".place").textContent = this.#place(row);
    element.querySelector(".path").replaceChildren(...this.#path(row));
    this.#lifeline(element.querySelector("svg.life"), rows.strips[row]);
    const [stage] = rows.values(row, "stage");
    element.querySelector(".now").replaceChildren(
      stage ? this.what("stage", stage).firstElementChild : words.say("noStage"),
    );
    const year = rows.years[row];
    element.querySelector(".last").textContent = year ? words.say("lastEvidence", { year: String(year) }) : "";
    element.querySelector(".grade").replaceWith(this.#grade(rows.values(row, "evidence")[0]));
    this.#fill(element, row);
  }

  #place(row) {
    const places = this.rows.values(row, "country").map((code) => this.what("country", code).textContent);
    const [industry] = this.rows.values(row, "industry");
    return [...places, this.what("industry", industry).textContent].join(" · ");
  }

  /** Mark and code of a grade; its words stand in the filter. */
  #grade(code) {
    const grade = this.what("evidence", code).querySelector(".grade");
    grade.lastChild.remove();
    return grade;
  }

  #path(row) {
    return this.rows.paths[row].flatMap(([number, past], at) => {
      const id = this.rows.meshes[number];
      const mesh = this.meshes.get(id).cloneNode(true);
      const name = mesh.lastChild;
      if (past) name.data = this.words.say("pathPast", { mesh: name.data, years: past });
      else if (past === 0) name.data = this.words.say("pathRejected", { mesh: name.data });
      else if (id === "none") name.data = this.words.say("pathNone");
      const step = document.createElement("span");
      step.className = `step ${past ? "past" : past === 0 ? "rejected" : "present"}`;
      step.append(mesh);
      return at ? [this.parts("arrow").cloneNode(true), step] : [step];
    });
  }

  /** Draws a strip into the empty one of the template, as macros/lifeline.html does. */
  #lifeline(svg, [height, ...parts]) {
    const more = height - LANE;
    if (more) {
      svg.setAttribute("height", Number(svg.getAttribute("height")) + more);
      for (const tick of svg.querySelectorAll(".tick")) tick.setAttribute("y2", height);
      for (const year of svg.querySelectorAll("text")) {
        year.setAttribute("y", Number(year.getAttribute("y")) + more);
      }
    }
    for (const [number, x, to] of parts) {
      const style = this.rows.styles[number];
      const part = document.createElementNS(SVG, to === undefined ? "use" : "line");
      for (const [name, value] of Object.entries(style)) {
        part.setAttribute(name, name === "href" ? this.marks + value : value);
      }
      part.setAttribute(to === undefined ? "x" : "x1", `${x}%`);
      if (to !== undefined) part.setAttribute("x2", `${to}%`);
      svg.append(part);
    }
  }

  #fill(element, row) {
    const told = this.rows.passage(row);
    if (!told || "filled" in element.dataset) return;
    const [text, lifeline, language] = told;
    element.dataset.filled = "";
    element.querySelector("svg.life").setAttribute("aria-label", lifeline);
    const passage = element.querySelector(".passage");
    if (!passage) return;
    if (language) passage.lang = language;
    this.#write(passage, text);
    if (this.#search && !element.querySelector("mark")) this.#awaited.observe(element);
  }

  /** Shows where the words stand on the page of a case whose summary has none of them. */
  async #tellWhy(card) {
    const search = this.#search;
    this.#awaited.unobserve(card);
    const page = await search.readHit(new URL(card.querySelector("a").href)).catch(() => null);
    if (!page || search !== this.#search) return;
    const { text, start, ranges } = search.excerpt(page.text, PASSAGE_LENGTH[this.language]);
    if (!ranges.length) return;
    const passage = card.querySelector(".passage");
    passage.removeAttribute("lang");
    passage.replaceChildren(start ? "… " : "", ...marked(text, ranges));
  }

  /** Writes a text with the words of the search marked. */
  #write(element, text) {
    element.replaceChildren(...marked(text, this.#search?.ranges(text) ?? []));
  }
}
