// The settings: what the form says is the choice, and the choice is what the form shows.

export class Settings {
  /** `changed(choice)` is called after each change by the reader. */
  constructor(page, found, words, changed) {
    Object.assign(this, { found, words, form: page.querySelector("#settings"), excluded: page.querySelector("#excluded") });
    this.change = page.querySelector("#change");
    this.form.addEventListener("change", () => changed(this.choice));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.change.addEventListener("click", () => this.#open(!this.form.classList.contains("open")));
  }

  /** What the form says. */
  get choice() {
    const { form } = this;
    const ticked = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map(({ value }) => value);
    const weights = this.found.criteria.map(({ id }) => [id, Number(form.elements[`w-${id}`].value)]);
    return {
      candidates: ticked("candidate"),
      musts: ticked("must"),
      weights: Object.fromEntries(weights.filter(([, weight]) => weight)),
      vendor: form.elements.vendor.checked,
      weakest: form.elements.weakest.value,
    };
  }

  /** Makes the form say `choice`. */
  set choice(choice) {
    const { form } = this;
    const tick = (name, values) => {
      for (const box of form.querySelectorAll(`[name="${name}"]`)) box.checked = values.includes(box.value);
    };
    tick("candidate", choice.candidates);
    tick("must", choice.musts);
    for (const { id } of this.found.criteria) form.elements[`w-${id}`].value = String(choice.weights[id] ?? 0);
    form.elements.vendor.checked = choice.vendor;
    form.elements.weakest.value = choice.weakest;
  }

  /** Says what each requirement does to the candidates. */
  tell({ excluded, open }) {
    for (const element of this.form.querySelectorAll("[data-of]")) {
      const count = (demands) => demands.filter(({ requirement }) => requirement === element.dataset.of).length;
      const told = [["excludes", count(excluded)], ["open", count(open)]].filter(([, number]) => number);
      element.textContent = told.map(([name, number]) => this.words.say(name, { count: number })).join(this.words.say("join"));
    }
    const out = new Map(excluded.map(({ candidate }) => [candidate, this.#named(candidate)]));
    this.excluded.hidden = !out.size;
    this.excluded.textContent = out.size ? this.words.say("excluded", { names: [...out.values()].join(this.words.say("join")) }) : "";
  }

  #named(id) {
    const { name, ended } = this.found.candidates.find((each) => each.id === id);
    return ended ? `${name} ${ended}` : name;
  }

  #open(open) {
    this.form.classList.toggle("open", open);
    this.change.setAttribute("aria-expanded", String(open));
    if (open) this.form.querySelector("input").focus();
  }
}
