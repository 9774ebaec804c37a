// The compare page: what is compared stands in the address, the records' own pages say the rest.

import { rowsOf } from "./compare/columns.js";
import { Index } from "./compare/index.js";
import { format, keep, kept, KINDS, MOST, parse, same } from "./compare/items.js";
import { Picker } from "./compare/picker.js";
import { readRecord } from "./compare/record.js";
import { shownRows, Tables } from "./compare/table.js";

const NAMED = 3; // unknown items that are named
const WIDE = { 3: "(max-width: 60rem)", 4: "(max-width: 72rem)", 5: "(max-width: 84rem)", 6: "(max-width: 84rem)" };

class Compare {
  #turn = 0; // counts what was asked for, so that a slow page never covers a newer wish
  #records = new Map();

  constructor(page, index) {
    Object.assign(this, { page, index, words: index.words, items: [], view: "all", groups: [] });
    this.title = page.querySelector("#title");
    this.ownTitle = [...this.title.childNodes];
    this.documentTitle = document.title;
    this.tables = new Tables(page, index.words);
    this.picker = new Picker(page, {
      index,
      now: () => this.items,
      go: (items) => this.go(items),
      tell: (words) => this.tell(words),
    });
    for (const box of page.querySelectorAll("[name=rows]")) {
      box.addEventListener("change", () => this.#turnTo(box.value));
    }
    for (const [name, take] of Object.entries({
      copy: () => this.#copy(),
      csv: () => this.#take("csv"),
      json: () => this.#take("json"),
      markdown: () => this.#take("md"),
    })) page.querySelector(`#${name}`).addEventListener("click", take);
    addEventListener("popstate", () => this.open());
  }

  /** Shows what the address asks for; without anything, what the tray holds is offered. */
  async open() {
    const { items, unknown, asked, view } = parse(location.search, (id) => this.index.has(id));
    this.items = items;
    this.view = view;
    const notes = [];
    if (unknown.length) notes.push(this.words.say("unknown_items", { names: this.#names(unknown) }));
    if (asked > MOST) notes.push(this.words.say("too_many", { asked, most: MOST }));
    this.#note(notes);
    await this.#show();
  }

  /** Goes on to other items. A tray that held the same as the page follows it. */
  async go(items) {
    if (items.length > MOST) return this.tell(this.words.say("full", { most: MOST }));
    if (same(kept(), this.items)) keep(items);
    this.items = items;
    this.#note([]);
    history.pushState(null, "", location.pathname + format(items, this.view));
    return this.#show();
  }

  tell(words) {
    this.page.querySelector("#told").textContent = words;
  }

  #turnTo(view) {
    this.view = view;
    history.pushState(null, "", location.pathname + format(this.items, view));
    this.#render();
  }

  #names(ids) {
    const names = ids.slice(0, NAMED).map((id) => (id.length > 40 ? `${id.slice(0, 40)}…` : id));
    return [...names, ...(ids.length > NAMED ? ["…"] : [])].join(this.words.say("and"));
  }

  #note(notes) {
    this.page.querySelector("#notes").replaceChildren(...notes.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }));
  }

  async #show() {
    const turn = ++this.#turn;
    const items = this.items.map((id) => this.index.of(id));
    this.picker.show(this.items);
    this.#head(items);
    if (!items.length) return this.#offer();
    this.tell(this.words.say("loading"));
    const columns = await Promise.all(items.map(async (item) => ({ item, rows: await this.#read(item) })));
    if (turn !== this.#turn) return undefined;
    this.groups = KINDS.map((kind) => columns.filter(({ item }) => item.kind === kind))
      .filter((own) => own.length)
      .map((own) => ({ kind: own[0].item.kind, columns: own, rows: rowsOf(own, this.words) }));
    this.#render();
    return this.tell(this.words.sayMany("showing", { count: items.length }));
  }

  /** The rows of a record, read once; null where its page cannot be read. */
  #read({ id, url }) {
    if (!this.#records.has(id)) {
      const reading = readRecord(url).catch(() => {
        this.#records.delete(id); // the next time tries again
        return null;
      });
      this.#records.set(id, reading);
    }
    return this.#records.get(id);
  }

  #head(items) {
    const names = items.map(({ name }) => name).join(this.words.say("and"));
    if (items.length) this.title.textContent = names;
    else this.title.replaceChildren(...this.ownTitle);
    document.title = items.length ? `${names} – ${this.documentTitle}` : this.documentTitle;
  }

  #offer() {
    this.page.querySelector("#shown").hidden = true;
    this.groups = [];
    const ids = kept().filter((id) => this.index.has(id));
    this.tell("");
    if (!ids.length) return;
    const link = document.createElement("a");
    link.href = format(ids);
    link.textContent = ids.map((id) => this.index.of(id).name).join(this.words.say("and"));
    this.page.querySelector("#told").append(this.words.say("kept"), " ", link);
  }

  #render() {
    for (const box of this.page.querySelectorAll("[name=rows]")) box.checked = box.value === this.view;
    this.tables.show(this.groups, this.view);
    const most = Math.max(0, ...this.groups.map(({ columns }) => columns.length));
    document.getElementById("blocks").media = WIDE[most] ?? this.page.dataset.blocks;
    this.page.querySelector("#citation-text").textContent = this.#about().citation;
    this.page.querySelector("#shown").hidden = false;
  }

  #shown() {
    return this.groups.map(({ kind, columns, rows }) => ({
      kind,
      columns: columns.filter((column) => column.rows),
      groups: shownRows(rows, this.view, columns),
    }));
  }

  #about() {
    const { date, day } = this.index;
    const address = new URL(location.pathname + format(this.items, this.view), location.href).href;
    const title = this.items.map((id) => this.index.of(id).name).join(this.words.say("and"));
    const citation = this.words.say("citation", { year: date.slice(0, 4), title, date: day, version: date, address });
    return { title, date, address, citation, items: this.items, rows: this.view };
  }

  /** Gives what is shown as a file; what makes it is fetched when somebody wants one. */
  async #take(ending) {
    const { take } = await import("./compare/exports.js");
    take(ending, this.#shown(), this.#about(), this.words);
  }

  async #copy() {
    await navigator.clipboard.writeText(this.#about().address);
    this.words.tellCopied(this.page);
  }
}

async function start() {
  const page = document.getElementById("compare");
  page.querySelector("#picking").hidden = false;
  const index = await Index.load(page.dataset.lang).catch(() => null);
  if (!index) {
    page.querySelector("#told").textContent = page.dataset.unloaded;
    return;
  }
  await new Compare(page, index).open();
  page.dataset.ready = "";
}

start();
