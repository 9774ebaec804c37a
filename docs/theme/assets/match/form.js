// The form: it shows a query and reads one. Folds open where something in them is chosen.

import { parse } from "./query.js";

export class Form {
  /** `knows(name, word)` says which words there are; `changed(query, typing)` hears of each change. */
  constructor(form, { knows, changed, done }) {
    Object.assign(this, { form, knows });
    form.addEventListener("input", ({ target }) => changed(this.read(), target.type === "number"));
    form.addEventListener("reset", (event) => {
      event.preventDefault(); // the browser would go back to what the page came with
      this.show(new Map());
      changed(this.read(), false);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done();
    });
  }

  read() {
    return parse(new URLSearchParams(new FormData(this.form)), this.knows);
  }

  show(query) {
    for (const field of this.form.elements) {
      if (!field.name) continue;
      const asked = [query.get(field.name) ?? []].flat().map(String);
      if (field.type === "checkbox") field.checked = asked.includes(field.value);
      else field.value = asked[0] ?? "";
      if (field.checked) field.closest("details").open = true;
    }
  }
}
