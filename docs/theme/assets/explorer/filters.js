// The filters: boxes with live counts, beside the results or, on a phone, in a sheet over them.

export class Filters {
  /** `page` holds the form; `changed(facet, value, on)` is called for each box that is ticked. */
  constructor(page, changed) {
    this.form = page.querySelector("#facets");
    this.home = page.querySelector("#filters");
    this.boxes = [...this.form.querySelectorAll("input")].map((input) => {
      const label = input.closest("label");
      return { input, label, count: label.querySelector(".n").firstChild, what: label.querySelector(".x-what"), shown: null };
    });
    this.byValue = new Map(this.boxes.map((box) => [key(box.input.name, box.input.value), box]));
    this.form.addEventListener("change", ({ target }) => changed(target.name, target.value, target.checked));
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** The page's mark and label of a value, as a new element. */
  what(facet, value) {
    return this.byValue.get(key(facet, value)).what.cloneNode(true);
  }

  /** The label of a value as text. */
  label(facet, value) {
    return this.byValue.get(key(facet, value)).what.textContent.trim();
  }

  /** Shows which boxes are ticked; a fold that hides one opens. */
  tick(selection) {
    for (const { input } of this.boxes) {
      input.checked = selection.get(input.name)?.includes(input.value) ?? false;
      if (!input.checked) continue;
      for (let fold = input.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
  }

  /** Shows the counts that `Facets.select` gives; a value of 0 stays and can be chosen. */
  count(counts, number) {
    for (const box of this.boxes) {
      const count = counts.get(box.input.name)?.get(box.input.value) ?? 0;
      if (box.shown === count) continue;
      box.shown = count;
      box.count.data = number(count);
      box.label.classList.toggle("zero", count === 0);
    }
  }
}

/** The sheet of a phone: the same form, moved into a modal dialog while it is open. */
export class Sheet {
  constructor(page, filters, clear) {
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
}

function key(facet, value) {
  return `${facet} ${value}`;
}
