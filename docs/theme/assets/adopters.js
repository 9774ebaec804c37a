// The adopters directory: facets and a search over the rows that stand in the page.

import { bitsOf, Facets } from "./explorer/facets.js";
import { presented } from "./explorer/frames.js";
import { wordsOf } from "./explorer/words.js";
import { toKatakana } from "./search/normalise.js";

const WIDE = matchMedia("(min-width: 60rem)");

/** One spelling for case, width and kind of kana. */
function folded(text) {
  return toKatakana(text.normalize("NFKC").toLowerCase());
}

class Directory {
  constructor(page) {
    this.words = wordsOf(page, page.dataset.lang);
    this.rows = [...page.querySelectorAll("#rows > tbody > tr")];
    this.form = page.querySelector("#facets");
    this.text = page.querySelector("#text").elements.q;
    this.count = page.querySelector("#count");
    this.clear = page.querySelector("#clear");
    this.nobody = page.querySelector("#nobody");
    this.boxes = [...this.form.querySelectorAll("input")];
    this.numbers = new Map(this.boxes.map((box) => [box, box.closest("label").querySelector(".n")]));
    this.facets = new Facets(this.#columns(), this.rows.length);
    this.form.addEventListener("change", () => this.show());
    this.text.form.addEventListener("submit", (event) => event.preventDefault());
    this.text.addEventListener("input", (event) => event.isComposing || this.show());
    this.text.addEventListener("compositionend", () => this.show());
    this.clear.addEventListener("click", () => this.#reset());
  }

  /** Shows what the address asks for. */
  open() {
    const asked = new URLSearchParams(location.search);
    this.text.value = asked.get("q") ?? "";
    for (const box of this.boxes) box.checked = (asked.get(box.name) ?? "").split(",").includes(box.value);
    this.show();
  }

  /** Shows the rows that the form and the text leave, with what each value would leave. */
  show() {
    const selection = this.#selection();
    const asked = folded(this.text.value.trim());
    const { matches, total, counts } = this.facets.select(selection, asked ? this.#found(asked) : null);
    this.rows.forEach((row, number) => {
      const isLeft = Boolean((matches[number >>> 5] >>> (number & 31)) & 1);
      if (row.hidden === isLeft) row.hidden = !isLeft;
    });
    for (const [box, number] of this.numbers) {
      const left = counts.get(box.name).get(box.value);
      if (number.textContent !== this.words.number(left)) number.textContent = this.words.number(left);
      box.closest("label").classList.toggle("zero", !left);
    }
    const all = this.rows.length;
    this.count.textContent =
      total === all
        ? this.words.sayMany("countAll", { count: all })
        : this.words.say("countSome", { shown: total, total: all });
    this.nobody.hidden = total > 0;
    this.clear.hidden = !selection.size && !asked;
    const address = location.pathname + this.#query(selection) + location.hash;
    presented().then(() => history.replaceState(null, "", address)); // not before the answer is seen
  }

  #columns() {
    const columns = {};
    for (const box of this.boxes) (columns[box.name] ??= { values: [], rows: [] }).values.push(box.value);
    for (const [name, column] of Object.entries(columns)) {
      column.rows = this.rows.map((row) => (row.dataset[name]?.split(" ") ?? []).map((value) => column.values.indexOf(value)));
    }
    return columns;
  }

  #selection() {
    const selection = new Map();
    for (const box of this.boxes) {
      if (box.checked) selection.set(box.name, [...(selection.get(box.name) ?? []), box.value]);
    }
    return selection;
  }

  /** The rows in which a text stands; their own texts are folded at the first search. */
  #found(asked) {
    this.texts ??= this.rows.map((row) => folded(row.textContent));
    const found = [...this.texts.keys()].filter((number) => this.texts[number].includes(asked));
    return bitsOf(found, this.rows.length);
  }

  #query(selection) {
    const parts = [...selection].map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(",")}`);
    const text = this.text.value.trim();
    if (text) parts.unshift(`q=${encodeURIComponent(text)}`);
    return parts.length ? `?${parts.join("&")}` : "";
  }

  #reset() {
    this.text.value = "";
    for (const box of this.boxes) box.checked = false;
    this.show();
    this.text.focus();
  }
}

const page = document.getElementById("directory");
const narrow = page.querySelector("#narrow");
const unfold = () => (narrow.open = WIDE.matches);
WIDE.addEventListener("change", unfold);
unfold();
new Directory(page).open();
page.dataset.ready = "";
