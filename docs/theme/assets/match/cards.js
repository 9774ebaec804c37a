// A found case as a card, with what agrees, what differs and what is not known.

import { inWords } from "./reasons.js";

export class Cards {
  /** `page` holds the templates; `shown` is what data/match/<language>.json holds. */
  constructor(page, { model, shown, words }) {
    Object.assign(this, { model, shown, words, home: page.dataset.home });
    const part = (name) => page.querySelector(`#part-${name}`).content;
    const byWord = (name) => new Map([...part(name).children].map((each) => [each.dataset.word, each.firstElementChild]));
    this.part = part("card").firstElementChild;
    this.meshes = byWord("meshes");
    this.stages = byWord("stages");
  }

  /** The card of the case in `row`, found for `reasons`. */
  make(row, reasons) {
    const { model, shown, words } = this;
    const card = this.part.cloneNode(true);
    const slug = model.slugs[row];
    const link = card.querySelector("a");
    card.dataset.case = slug;
    link.href = `${this.home}cases/${slug}/`;
    link.textContent = shown.names[row];
    const add = card.querySelector("[data-add]");
    add.dataset.add = `case:${slug}`;
    add.querySelector(".vh").append(shown.names[row]);
    card.querySelector(".place").textContent = ["country", "industry"].flatMap((field) => this.#labels(field, row)).join(" · ");
    card.querySelector(".path").append(...this.#path(model.shown.paths[row]));
    const stage = model.shown.stage_words[model.shown.stages[row]];
    card.querySelector(".now").append(stage ? this.stages.get(stage).cloneNode(true) : words.say("noStage"));
    const year = model.shown.years[row];
    if (year) card.querySelector(".last").textContent = words.say("last", { year: String(year) });
    this.#tell(card, inWords(reasons, row, { shown, words, any: model.rules.any }));
    return card;
  }

  #labels(field, row) {
    const of = this.model.fields.get(field);
    return of.wordsOf(row).map((number) => this.shown.labels[field][of.words[number]]);
  }

  /** The meshes in the order in which they were run: an arrow after one that was left. */
  #path(path) {
    return path.flatMap((step, at) => {
      const between = at ? [path[at - 1][1] ? " → " : " · "] : [];
      return [...between, this.#step(step)];
    });
  }

  #step([number, past]) {
    const { words } = this;
    const id = this.model.shown.meshes[number];
    const step = this.meshes.get(id).cloneNode(true);
    const name = step.lastChild;
    if (past) name.data = words.say("pathPast", { mesh: name.data, years: past });
    else if (past === 0) name.data = words.say("pathRejected", { mesh: name.data });
    else if (id === "none") name.data = words.say("pathNone");
    return step;
  }

  #tell(card, texts) {
    for (const group of card.querySelectorAll("[data-verdict]")) {
      const list = texts[group.dataset.verdict];
      if (!list.length) group.remove();
      group.querySelector("ul").append(...list.map((text) => {
        const item = document.createElement("li");
        item.textContent = text;
        return item;
      }));
    }
  }
}
