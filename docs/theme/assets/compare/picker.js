// What is compared, as chips that take out, and the field that adds by name.

import { markOf } from "./index.js";

export class Picker {
  /** `go(items)` shows other items; `tell(words)` says what became of a wish. */
  constructor(page, { index, now, go, tell }) {
    Object.assign(this, { page, index, now, go, tell, words: index.words });
    this.chips = page.querySelector("#chips");
    this.field = page.querySelector("#pick");
    this.field.addEventListener("focus", () => this.#list(), { once: true });
    page.querySelector("#picker").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add(this.field.value);
    });
  }

  /** Shows a chip for each item. */
  show(items) {
    this.chips.hidden = !items.length;
    this.chips.replaceChildren(...items.map((id, at) => this.#chip(this.index.of(id), at)));
  }

  /** Puts the focus on the chip at a place, or on the field where there is none. */
  focus(at) {
    const buttons = this.chips.querySelectorAll("button");
    (buttons[Math.min(at, buttons.length - 1)] ?? this.field).focus();
  }

  #chip(item, at) {
    const chip = this.page.querySelector("#part-chip").content.firstElementChild.cloneNode(true);
    chip.querySelector(".mesh").append(...markOf(item), item.name);
    const button = chip.querySelector("button");
    button.setAttribute("aria-label", this.words.say("remove", { name: item.name }));
    button.addEventListener("click", () => {
      this.go(this.now().filter((id) => id !== item.id));
      this.focus(at);
    });
    return chip;
  }

  #list() {
    const { all, words } = this.index;
    const options = all.map(({ kind, name }) => {
      const option = document.createElement("option");
      option.value = name;
      option.label = words.say(`kind_${kind}`);
      return option;
    });
    this.page.querySelector("#names").append(...options);
  }

  #add(text) {
    const name = text.trim();
    if (!name) return undefined;
    const item = this.index.named(name);
    if (!item) return this.tell(this.words.say("not_found", { name: name.slice(0, 60) }));
    if (this.now().includes(item.id)) return this.tell(this.words.say("already", item));
    this.field.value = "";
    return this.go([...this.now(), item.id]);
  }
}
