// The tray: what the reader has picked for comparing, on whatever page, kept in this browser.

import { Index, markOf } from "./index.js";
import { format, keep, kept, LEAST, MOST } from "./items.js";

const index = Index.load(document.documentElement.lang);
const isComparing = document.getElementById("compare") !== null; // that page is the tray itself

/** Takes the record of a button into the tray, or out of it. */
export async function toggle(button) {
  (await tray).toggle(button.dataset.add);
}

class Tray {
  #ids;

  constructor({ words, home, of, has }) {
    Object.assign(this, { words, home, of, has });
    this.#ids = kept().filter(has);
    this.element = element("aside", { class: "tray", "aria-label": words.say("tray"), hidden: "" });
    this.chips = element("ul", { class: "chips" });
    this.link = element("a", { class: "go" }, words.say("compare"));
    this.clear = element("button", { type: "button", class: "plain" }, words.say("clear"));
    this.clear.addEventListener("click", () => this.#empty());
    this.told = element("p", { role: "status" });
    this.element.append(this.chips, this.told, this.link, this.clear);
    document.body.append(this.element);
    new ResizeObserver(() => this.#keepClear()).observe(this.element);
    new MutationObserver(() => this.#press()).observe(document.body, {
      subtree: true, childList: true, attributeFilter: ["data-add"],
    });
    addEventListener("storage", () => {
      this.#ids = kept().filter(has);
      this.#show();
    });
    this.#show();
  }

  toggle(id) {
    if (!this.has(id)) return;
    if (this.#ids.includes(id)) return this.remove(id);
    if (this.#ids.length >= MOST) return this.#tell("full", { most: MOST });
    this.#set([...this.#ids, id]);
    this.#tell("added", { name: this.of(id).name, count: this.#ids.length, most: MOST });
  }

  remove(id) {
    this.#set(this.#ids.filter((each) => each !== id));
    this.#tell("removed", { name: this.of(id).name, count: this.#ids.length, most: MOST });
  }

  #set(ids) {
    this.#ids = ids;
    keep(ids);
    this.#show();
  }

  #empty() {
    this.#set([]);
    document.getElementById("main").focus();
  }

  #tell(key, values) {
    const short = this.#ids.length && this.#ids.length < LEAST ? ` ${this.words.say("one_more")}` : "";
    this.told.textContent = this.words.say(key, values) + short;
  }

  #show() {
    this.chips.replaceChildren(...this.#ids.map((id, at) => this.#chip(this.of(id), at)));
    this.link.hidden = this.#ids.length < LEAST;
    this.link.href = new URL(`compare/${format(this.#ids)}`, this.home).href;
    this.element.hidden = isComparing || !this.#ids.length;
    this.#keepClear();
    this.#press();
  }

  #chip(item, at) {
    const button = element("button", { type: "button", class: "chip" },
      element("span", { class: "mesh" }, ...markOf(item), item.name), element("span", { "aria-hidden": "true" }, "×"));
    button.setAttribute("aria-label", this.words.say("remove", item));
    button.addEventListener("click", () => {
      this.remove(item.id);
      const left = this.chips.querySelectorAll("button");
      (left[Math.min(at, left.length - 1)] ?? document.getElementById("main")).focus();
    });
    return element("li", {}, button);
  }

  /** What gets the focus is scrolled to above the tray, never under it. */
  #keepClear() {
    document.documentElement.style.scrollPaddingBottom = `${this.element.offsetHeight + 8}px`;
  }

  /** Each button says whether its record is in the tray. */
  #press() {
    for (const button of document.querySelectorAll("[data-add]")) {
      const pressed = String(this.#ids.includes(button.dataset.add));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  }
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

async function styled() {
  const sheet = element("link", { rel: "stylesheet", href: new URL("tray.css", import.meta.url).href });
  document.head.append(sheet);
  await new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
}

const tray = Promise.all([index, styled()]).then(([read]) => new Tray({
  words: read.words,
  home: read.home,
  of: (id) => read.of(id),
  has: (id) => read.has(id),
}));
