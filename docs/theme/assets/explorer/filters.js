// The filters: boxes with live counts, beside the results or, on a phone, in a sheet over them.

import { withValue } from "./state.js";

export class Filters {
  /** `now()` gives the state; `go(state)` goes to the one that a ticked box asks for. */
  constructor(page, { words, now, go }) {
    this.words = words;
    this.form = page.querySelector("#facets");
    this.home = page.querySelector("#filters");
    this.boxes = [...this.form.querySelectorAll("input")].map((input) => {
      const label = input.closest("label");
      return { input, label, count: label.querySelector(".n").firstChild, what: label.querySelector(".x-what"), shown: null };
    });
    this.byValue = new Map(this.boxes.map((box) => [key(box.input.name, box.input.value), box]));
    this.form.addEventListener("change", ({ target: { name, value, checked } }) => go(withValue(now(), name, value, checked)));
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Whether there is a box for this value. */
  has(facet, value) {
    return this.byValue.has(key(facet, value));
  }

  /** The element with the mark and the label of a value. */
  of(facet, value) {
    return this.byValue.get(key(facet, value)).what;
  }

  /** The label of a value as text. */
  label(facet, value) {
    return this.of(facet, value).textContent.trim();
  }

  /** Shows which boxes are ticked; a fold that hides one opens. */
  tick(selection) {
    for (const { input } of this.boxes) {
      const checked = selection.get(input.name)?.includes(input.value) ?? false;
      if (input.checked !== checked) input.checked = checked;
      if (!checked) continue;
      for (let fold = input.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
  }

  /** Shows the counts that `Facets.select` gives; a value of 0 stays and can be chosen. */
  count(counts) {
    for (const box of this.boxes) {
      const count = counts.get(box.input.name)?.get(box.input.value) ?? 0;
      if (box.shown === count) continue;
      box.shown = count;
      box.count.data = this.words.number(count);
      box.label.classList.toggle("zero", count === 0);
    }
  }
}

/** The sheet of a phone: the same form, moved into a modal dialog while it is open. */
export class Sheet {
  /** `clear()` takes all filters away. */
  constructor(page, filters, { words, clear }) {
    this.words = words;
    const part = page.querySelector("#part-sheet").content.cloneNode(true);
    this.dialog = part.querySelector("dialog");
    this.show = part.querySelector(".show");
    page.append(part);
    const opener = page.querySelector("#filters-open");
    const close = () => this.dialog.close();
    opener.addEventListener("click", () => {
      this.dialog.querySelector("footer").before(filters.form);
      this.dialog.showModal();
    });
    this.show.addEventListener("click", close);
    this.dialog.querySelector(".close").addEventListener("click", close);
    this.dialog.querySelector(".clear").addEventListener("click", clear);
    this.dialog.addEventListener("close", () => {
      filters.home.append(filters.form);
      opener.focus();
    });
    // A window that grows past the phone has the filters beside the results again.
    matchMedia("(min-width: 60rem)").addEventListener("change", ({ matches }) => matches && close());
  }

  /** Says how many cases stand behind the sheet. */
  count(found) {
    this.show.textContent = this.words.sayMany("filtersShow", { count: found });
  }
}

function key(facet, value) {
  return `${facet} ${value}`;
}
