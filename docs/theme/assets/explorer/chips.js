// Every chosen value as a button that takes it away.

import { withValue } from "./state.js";

export class Chips {
  #chips = new Map(); // by facet and value

  /** `filters` knows the labels; `now()` gives the state and `go(state)` goes to another. */
  constructor(page, { words, filters, now, go }) {
    Object.assign(this, { words, filters, now, go });
    this.list = page.querySelector("#chips");
    this.part = page.querySelector("#part-chip").content;
    this.text = page.querySelector("#text input");
  }

  /** Shows the chips of the present state; who had the focus on one stays among them. */
  show() {
    const { list } = this;
    const focused = list.contains(document.activeElement);
    const chosen = [...this.now().selection].flatMap(([facet, values]) => values.map((value) => [facet, value]));
    const chips = new Map(chosen.map(([facet, value]) =>
      [`${facet} ${value}`, this.#chips.get(`${facet} ${value}`) ?? this.#chip(facet, value)]));
    for (const [key, chip] of this.#chips) if (!chips.has(key)) chip.remove();
    this.#chips = chips;
    [...chips.values()].forEach((chip, at) => {
      if (list.children[at] !== chip) list.insertBefore(chip, list.children[at] ?? null);
    });
    list.hidden = !chips.size;
    if (focused && !list.contains(document.activeElement)) (list.querySelector("button") ?? this.text).focus();
  }

  #chip(facet, value) {
    const chip = this.part.firstElementChild.cloneNode(true);
    const button = chip.querySelector("button");
    button.setAttribute("aria-label", this.words.say("remove", { value: this.filters.label(facet, value) }));
    button.querySelector(".x-what").replaceWith(this.filters.of(facet, value).cloneNode(true));
    button.addEventListener("click", () => this.go(withValue(this.now(), facet, value, false)));
    return chip;
  }
}
