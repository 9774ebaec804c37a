// The search that opens over every page. Nothing of it is fetched before somebody opens it.

import { open as openIndex } from "./engine.js";
import { corrected, synonyms } from "./forms.js";
import { marked } from "./marked.js";
import { readHit } from "./passage.js";
import { composing, listen } from "./typing.js";

const KINDS = ["case", "mesh", "study", "page"];
const CASES_SHOWN = 8;
const OTHERS_SHOWN = 3; // of each other kind
const PASSAGES = 10;
const PASSAGE_LENGTH = { en: 150, ja: 80 };
const OTHER_LANGUAGE_AFTER = 600; // milliseconds at rest before the other language is asked

let overlay = null;

/** Opens the search; `link` carries the ways (data-root, data-home) and the language. */
export async function open(link) {
  overlay ??= prepare(link);
  (await overlay).show();
}

async function prepare(link) {
  const { lang, root } = link.dataset;
  const base = new URL(root, document.baseURI);
  const [words] = await Promise.all([
    fetch(new URL(`data/search/${lang}.json`, base)).then((response) => response.json()),
    styled(new URL("assets/search.css", base)),
  ]);
  return new Overlay(link, base, words);
}

function styled(url) {
  const sheet = element("link", { rel: "stylesheet", href: url.href });
  document.head.append(sheet);
  return new Promise((resolve) => {
    sheet.onload = sheet.onerror = resolve;
  });
}

class Overlay {
  #turn = 0; // counts the questions, so that a slow answer never covers a newer one
  #indexes = new Map();
  #reading = new AbortController();
  #active = -1;

  constructor(link, base, words) {
    Object.assign(this, { link, base, words });
    this.language = link.dataset.lang;
    this.cases = new URL(`${link.dataset.home}cases/`, document.baseURI);
    this.#build();
    listen(this.input, (text) => this.#ask(text));
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("cancel", (event) => this.composing && event.preventDefault());
    this.input.addEventListener("compositionstart", () => (this.composing = true));
    this.input.addEventListener("compositionend", () => (this.composing = false));
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => this.link.focus());
  }

  show() {
    const header = document.querySelector(".top").getBoundingClientRect();
    this.dialog.classList.toggle("below", header.bottom > 0);
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
  }

  #build() {
    const { words } = this;
    this.input = element("input", {
      type: "text", role: "combobox", id: "search-text", placeholder: words.placeholder,
      autocomplete: "off", spellcheck: "false", enterkeyhint: "search", "aria-label": words.label,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-hits",
      "aria-describedby": "search-hint",
    });
    this.status = element("p", { class: "told", role: "status" });
    this.list = element("div", { id: "search-hits", role: "listbox", "aria-label": words.title, hidden: "" });
    const close = element("button", { type: "button", class: "close" }, words.close);
    close.addEventListener("click", () => this.dialog.close());
    this.dialog = element("dialog", { class: "over", "aria-label": words.title },
      element("div", { class: "within" },
        element("div", { class: "asking" }, this.input, close),
        element("p", { id: "search-hint", class: "hint" }, words.hint),
        this.status, this.list));
    document.body.append(this.dialog);
  }

  #say(key, values = {}) {
    const shown = (value) => (typeof value === "number" ? value.toLocaleString("en") : value);
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  }

  #sayMany(key, values) {
    return this.#say(`${key}_${values.count === 1 ? "one" : "other"}`, values);
  }

  #index(language) {
    if (!this.#indexes.has(language)) {
      const opening = openIndex(this.base.href, language);
      this.#indexes.set(language, opening);
      opening.catch(() => this.#indexes.delete(language)); // the next search tries again
    }
    return this.#indexes.get(language);
  }

  async #ask(text) {
    const turn = ++this.#turn;
    this.#reading.abort();
    this.#reading = new AbortController();
    if (!text) return this.#show([], "");
    this.status.textContent = this.words.busy;
    try {
      const engine = await this.#index(this.language);
      const found = await engine.search(text);
      const chosen = await this.#choose(engine, found.hits);
      if (turn !== this.#turn) return undefined;
      this.#show(this.#groups(text, found, chosen), this.#told(text, found));
      this.#passages(engine, text, chosen.shown);
      setTimeout(() => turn === this.#turn && this.#askOther(text, turn), OTHER_LANGUAGE_AFTER);
    } catch {
      if (turn === this.#turn) this.#show([], this.words.failed);
    }
    return undefined;
  }

  /** The hits that are shown, by kind, and how many are cases. */
  async #choose(engine, hits) {
    const [cases, ...others] = KINDS.map((kind) => hits.filter((hit) => engine.kind(hit) === kind));
    const first = [cases.slice(0, CASES_SHOWN), ...others.map((each) => each.slice(0, OTHERS_SHOWN))];
    const names = await engine.names(first.flat());
    return { shown: names.map((name) => ({ ...name, option: this.#hit(name) })), cases: cases.length };
  }

  #hit({ url, title }) {
    return element("a", { role: "option", tabindex: "-1", href: new URL(url, this.base).href },
      element("b", {}, title), element("span", { class: "passage" }));
  }

  #otherHit({ url, title }, language) {
    return element("a", { role: "option", tabindex: "-1", href: new URL(url, this.base).href, lang: language },
      element("b", {}, title));
  }

  #groups(text, found, { shown, cases }) {
    const groups = KINDS.map((kind) => ({
      title: this.words[`group.${kind}`],
      options: shown.filter((hit) => hit.kind === kind).map(({ option }) => option),
    }));
    if (cases) {
      const all = new URL(`?q=${encodeURIComponent(text)}`, this.cases).href;
      groups[0].options.push(element("a", { role: "option", tabindex: "-1", class: "all", href: all },
        this.#sayMany("all", { count: cases })));
    }
    if (found.suggestions.length) {
      groups.push({ title: "", options: found.suggestions.map((each) => this.#suggestion(each)) });
    }
    return groups.filter(({ options }) => options.length);
  }

  #suggestion({ query, count }) {
    const option = element("div", { role: "option", class: "all" }, `${query} (${count})`);
    option.addEventListener("click", () => {
      this.input.value = query;
      this.input.focus();
      this.#ask(query);
    });
    return option;
  }

  /** What is said about the search: how much was found, and as what. */
  #told(text, { hits, forms }) {
    const found = hits.length ? this.#sayMany("count", { count: hits.length }) : this.#say("none", { text });
    return [
      found,
      ...corrected(forms).map((form) => this.#say("corrected", form)),
      ...synonyms(forms).map(({ others }) => this.#say("synonym", { forms: others.join(", ") })),
    ].join(" · ");
  }

  #show(groups, told) {
    this.#activate(-1);
    this.list.replaceChildren(...groups.map((group, at) => this.#group(group, `search-group-${at}`)));
    this.#number();
    this.status.textContent = told;
  }

  #group({ title, options }, id) {
    if (!title) return element("div", { role: "group", "aria-label": this.words.title }, ...options);
    return element("div", { role: "group", "aria-labelledby": id },
      element("p", { class: "kind", id, role: "presentation" }, title), ...options);
  }

  #number() {
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, at) => (option.id = `search-hit-${at}`));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(Boolean(this.options.length)));
  }

  /** Writes under each of the first hits the line of its page that has the words. */
  #passages(engine, text, shown) {
    const { signal } = this.#reading;
    for (const { url, kind, option } of shown.slice(0, PASSAGES)) {
      readHit(new URL(url, this.base), signal).then(
        (page) => {
          const { text: line, start, ranges } = engine.excerpt(page.text, text, PASSAGE_LENGTH[this.language]);
          option.querySelector(".passage").replaceChildren(start ? "… " : "", ...marked(line, ranges));
          if (kind === "case" && page.lifeline) option.append(page.lifeline);
        },
        () => {}, // the name alone then
      );
    }
  }

  async #askOther(text, turn) {
    const language = this.language === "en" ? "ja" : "en";
    try {
      const engine = await this.#index(language);
      const { hits } = await engine.search(text);
      const names = await engine.names(hits.slice(0, OTHERS_SHOWN));
      if (turn !== this.#turn || !hits.length) return;
      const options = names.map((name) => this.#otherHit(name, language));
      const title = this.#say("other", { count: hits.length });
      this.list.append(this.#group({ title, options }, "search-group-other"));
      this.#number();
    } catch {
      // the reader's own language has been answered; the other one is an offer
    }
  }

  #key(event) {
    if (composing(event)) return;
    const last = this.options?.length ?? 0;
    const moves = { ArrowDown: this.#active + 1, ArrowUp: this.#active < 0 ? last - 1 : this.#active - 1 };
    if (event.key in moves && last) {
      event.preventDefault();
      this.#activate(moves[event.key] < last ? moves[event.key] : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#enter();
    }
  }

  #enter() {
    const option = this.options?.[this.#active];
    if (option) return option.click();
    const text = this.input.value.trim();
    if (text) location.assign(new URL(`?q=${encodeURIComponent(text)}`, this.cases));
    return undefined;
  }

  #activate(at) {
    this.options?.[this.#active]?.removeAttribute("aria-selected");
    this.#active = at;
    const option = this.options?.[at];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", option.id);
  }
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
