// The result: a sentence, then a bar for each candidate, and under each score what made it.

import { draw } from "./bar.js";
import { ranged, sentenceOf } from "./sentence.js";

const SHOWN = 2; // items of a criterion that stand open

export class Result {
  #candidates = new Map(); // elements by candidate
  #cells = new WeakMap(); // elements by what weighing.js gives for a cell

  /** `page` holds the templates; `words` are the worksheet's. */
  constructor(page, found, words) {
    const part = (selector) => page.querySelector(selector);
    Object.assign(this, {
      page, found, words,
      verdict: part("#verdict"),
      ranking: part("#ranking"),
      asked: part("#asked"),
    });
    this.parts = (name) => part(`#part-${name}`).content.firstElementChild.cloneNode(true);
    this.grades = part("#part-grades").content;
    this.meshes = part("#part-meshes").content;
  }

  /** Shows what `weigh` gave for a choice. */
  show(weighed, choice) {
    const { candidates, musts, weights } = choice;
    this.verdict.textContent = sentenceOf(weighed, this.found, choice, this.words);
    this.asked.textContent = this.words.sayMany("asked", {
      count: candidates.length, musts: musts.length, weights: Object.values(weights).filter(Boolean).length,
    });
    fill(this.ranking, weighed.scores.map((score) => this.#candidate(score)));
  }

  #candidate(score) {
    const element = this.#candidates.get(score.candidate) ?? this.#named(score.candidate);
    draw(element.querySelector(".bar"), score);
    element.querySelector(".score b").textContent = ranged(score, this.words);
    element.querySelector(".absent").hidden = score.placed;
    fill(element.querySelector(".cells"), score.cells.map((cell) => this.#cells.get(cell) ?? this.#cell(cell)));
    return element;
  }

  #named(candidate) {
    const { id, family } = this.found.candidates[candidate];
    const element = this.parts("candidate");
    const name = this.meshes.querySelector(`[data-candidate="${CSS.escape(id)}"]`);
    element.dataset.candidate = id;
    element.querySelector("h3").append(...name.cloneNode(true).childNodes);
    element.querySelector(".bar").classList.add(`m-${family}`);
    this.#candidates.set(candidate, element);
    return element;
  }

  #cell(cell) {
    const element = this.parts("cell");
    this.#cells.set(cell, element);
    const way = wayOf(cell);
    element.dataset.criterion = this.found.criteria[cell.criterion].id;
    element.dataset.way = way;
    element.querySelector(".sign").append(this.parts(way));
    element.querySelector(".criterion b").textContent = this.found.criteria[cell.criterion].label;
    element.querySelector(".criterion .vh").textContent = this.words.say(way);
    const list = element.querySelector(".items");
    list.append(...cell.items.slice(0, SHOWN).map((item) => this.#item(item)));
    if (!cell.units) list.append(this.#note(this.words.say("nothing")));
    if (cell.items.length > SHOWN) list.after(this.#more(cell));
    if (cell.hidden) list.append(this.#note(this.words.say("hidden", { count: cell.hidden })));
    return element;
  }

  /** All further items, made when somebody opens them. */
  #more({ items }) {
    const element = this.parts("more");
    element.querySelector("summary").textContent = this.words.say("all", { count: items.length });
    const open = () => element.querySelector(".items").append(...items.slice(SHOWN).map((item) => this.#item(item)));
    element.addEventListener("toggle", open, { once: true });
    return element;
  }

  #item(item) {
    const element = this.parts("item");
    const link = element.querySelector("a");
    const about = element.querySelector(".meta");
    const [sign, way] = item.units ? SIGNS.get(item.direction) : ["", "uncounted"];
    element.querySelector(".way").textContent = sign;
    element.querySelector(".vh").textContent = this.words.say(way);
    link.href = this.page.dataset.home + item.address;
    link.textContent = item.words;
    if (item.language) link.lang = item.language;
    if (item.grade) about.append(this.grades.querySelector(`[data-grade="E${item.grade}"]`).cloneNode(true), " ");
    about.append(item.units ? item.who : `${item.who} (${this.words.say("uncounted")})`);
    if (item.vendor) about.append(" ", this.parts("vendor"));
    return element;
  }

  #note(text) {
    const element = document.createElement("li");
    element.className = "note";
    element.textContent = text;
    return element;
  }
}

/** Makes `nodes` all that `parent` contains; what stands in its place already is not touched. */
function fill(parent, nodes) {
  nodes.forEach((node, at) => {
    if (parent.childNodes[at] !== node) parent.insertBefore(node, parent.childNodes[at] ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
}

// What an item is for, as a sign and as a word.
const SIGNS = new Map([[1, ["+", "for"]], [-1, ["−", "against"]], [0, ["±", "mixed"]]]);

/** Which way a range points: undecided where it reaches to both sides. */
function wayOf({ low, high, units }) {
  if (!units) return "missing";
  if (low > 0) return "for";
  return high < 0 ? "against" : "mixed";
}
