// Cases like mine: what is asked stands in the form and in the address, what is found in the page.

import { presented } from "./explorer/frames.js";
import { wordsOf } from "./explorer/words.js";
import { Cards } from "./match/cards.js";
import { Form } from "./match/form.js";
import { Model } from "./match/model.js";
import { format, parse } from "./match/query.js";
import { rank } from "./match/ranking.js";

const FOLDER = new URL("../data/match/", import.meta.url);
const SHOWN_AT_ONCE = 10;

class Matching {
  #found = []; // rows, best first
  #shown = 0;
  #typing = false;

  constructor(page, model, shown) {
    const part = (id) => page.querySelector(`#${id}`);
    const title = part("found-title");
    this.model = model;
    this.words = wordsOf(page, page.dataset.lang);
    this.cards = new Cards(page, { model, shown, words: this.words });
    this.list = part("found");
    this.count = part("count");
    this.more = part("more");
    this.copy = part("copy");
    this.copied = part("copied");
    this.form = new Form(part("ask"), {
      knows: this.#knows,
      changed: (query, typing) => this.go(query, typing),
      done: () => {
        title.focus({ preventScroll: true }); // it would come to the middle of the window
        title.scrollIntoView();
      },
    });
    this.more.addEventListener("click", () => this.#showMore());
    this.copy.addEventListener("click", () => this.#copyLink());
    addEventListener("popstate", () => this.open());
  }

  /** Shows what the address asks for. */
  open() {
    const query = parse(new URLSearchParams(location.search), this.#knows);
    this.#typing = false;
    this.form.show(query);
    this.show(query);
  }

  /** Goes to another query. All that is typed into a number in a row is one step back. */
  go(query, typing) {
    const how = typing && this.#typing ? "replaceState" : "pushState";
    this.#typing = typing;
    this.show(query);
    presented().then(() => history[how](null, "", location.pathname + format(query) + location.hash));
  }

  /** Ranks the cases and shows the first. */
  show(query) {
    const { order, points, why } = rank(this.model, query);
    this.why = why;
    this.#found = [...order.subarray(0, order.findLastIndex((row) => points[row] > 0) + 1)];
    this.#shown = 0;
    this.list.replaceChildren();
    this.#showMore();
    const count = this.#found.length;
    const values = { count, total: this.model.count };
    this.count.textContent = count ? this.words.sayMany("count", values) : this.words.say(query.size ? "none" : "nothing");
    this.copy.hidden = !query.size;
    this.copied.textContent = "";
  }

  #knows = (name, word) => this.model.knows(name, word);

  #showMore() {
    const next = this.#found.slice(this.#shown, this.#shown + SHOWN_AT_ONCE);
    const cards = next.map((row) => this.cards.make(row, this.why(row)));
    const goesOn = this.#shown > 0;
    this.#shown += next.length;
    this.list.append(...cards);
    this.more.hidden = this.#shown >= this.#found.length;
    if (goesOn) cards[0]?.querySelector("a").focus();
  }

  async #copyLink() {
    await navigator.clipboard.writeText(location.href);
    this.copied.textContent = this.words.say("copied");
  }
}

async function json(name) {
  const response = await fetch(new URL(name, FOLDER));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

async function start() {
  const page = document.getElementById("match");
  const files = await Promise.all([json("cases.json"), json(`${page.dataset.lang}.json`)]).catch(() => null);
  if (!files) {
    page.querySelector("#unloaded").hidden = false;
    return;
  }
  new Matching(page, new Model(files[0]), files[1]).open();
  page.dataset.ready = "";
}

start();
