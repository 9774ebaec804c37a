// The comparison as tables, one a kind: a column a record, a row what their pages say.

import { markOf } from "./index.js";

export class Tables {
  /** `page` holds the templates; `words` are those of the index. */
  constructor(page, words) {
    Object.assign(this, { page, words, place: page.querySelector("#tables") });
  }

  /** Shows groups of one kind each: [{kind, columns, rows}], in a view: "all", "first", "only". */
  show(groups, view) {
    this.place.replaceChildren(...groups.map((group) => this.#section(group, view)));
  }

  #part(name) {
    return this.page.querySelector(`#part-${name}`).content.firstElementChild.cloneNode(true);
  }

  #section({ kind, columns, rows }, view) {
    const section = this.#part("kind");
    section.querySelector("h2").textContent = this.words.say(`kinds_${kind}`);
    const note = section.querySelector(".sub");
    note.textContent = this.#note(columns, rows, view);
    note.hidden = !note.textContent;
    const table = section.querySelector("table");
    table.setAttribute("aria-label", this.words.say(`kinds_${kind}`));
    table.tHead.rows[0].append(...columns.map((column) => this.#column(column)));
    const read = columns.filter((column) => column.rows);
    for (const [name, own] of shownRows(rows, view, columns)) table.append(this.#group(name, own, read));
    return section;
  }

  #note(columns, rows, view) {
    if (columns.length === 1) return view === "all" ? "" : this.words.say("alone");
    const alike = rows.filter(({ differs }) => !differs).length;
    if (view === "only" && alike === rows.length) return this.words.say("no_difference");
    return view === "only" && alike ? this.words.sayMany("left_out", { count: alike }) : "";
  }

  #column({ item, rows }) {
    const head = this.#part("column");
    if (item.family) head.classList.add(`m-${item.family}`);
    const link = head.querySelector("a");
    link.href = item.url;
    link.textContent = item.name;
    link.before(...markOf(item), " ");
    const told = rows ? item.note || this.words.say(`kind_${item.kind}`) : this.words.say("unread");
    head.querySelector(".note").textContent = told;
    return head;
  }

  #group(name, rows, columns) {
    const body = this.#part("group");
    const head = body.querySelector("th");
    head.colSpan = columns.length + 1;
    head.textContent = this.words.say(`group_${name}`);
    body.append(...rows.map((row) => this.#row(row)));
    return body;
  }

  #row(row) {
    const made = this.#part("row");
    made.dataset.id = row.id;
    made.firstElementChild.textContent = row.head;
    made.append(...row.cells.map((cell) => this.#cell(row, cell)));
    return made;
  }

  #cell(row, { item, nodes, sources, place, state }) {
    const cell = document.createElement("td");
    if (item.family) cell.classList.add(`m-${item.family}`);
    cell.classList.toggle("ended", item.kind === "mesh" && Boolean(item.note));
    cell.dataset.label = item.name;
    const value = document.createElement("div");
    const told = nodes.length ? nodes : [this.#missing(state)];
    value.append(...(row.group === "source" && nodes.length ? [this.#folded(row, told)] : told));
    const leads = sources.length || (row.group === "runs" && value.querySelector("a"));
    if (!leads) (value.querySelector(":scope > p:last-child") ?? value).append(" ", this.#where(row, item, place));
    cell.append(value);
    return cell;
  }

  /** A list of sources is long, and every boxed number leads to it on the record's page. */
  #folded({ head }, nodes) {
    const fold = this.#part("fold");
    const count = nodes.flatMap((node) => [...(node.querySelectorAll?.("li") ?? [])]).length;
    fold.querySelector("summary").textContent = count ? `${head} (${this.words.number(count)})` : head;
    fold.append(...nodes);
    return fold;
  }

  #missing(state) {
    const absent = this.#part("absent");
    absent.querySelector("b").textContent = this.words.say(`missing_${state}`);
    const mark = absent.querySelector("use");
    const marked = ["no-statement", "not-measured"].includes(state);
    if (marked) mark.setAttribute("href", mark.getAttribute("href").replace("no-statement", state));
    else mark.closest("svg").remove();
    return absent;
  }

  /** Where a value stands that has no boxed number: on the page of its record. */
  #where({ head }, { name }, place) {
    const link = document.createElement("a");
    link.className = "pl";
    link.href = place;
    link.setAttribute("aria-label", this.words.say("where", { row: head, name }));
    link.textContent = "¶";
    return link;
  }
}

/** The rows that a view shows, by their groups, in its order; one record alone has all. */
export function shownRows(rows, view, columns) {
  if (view === "all" || columns.length === 1) return grouped(rows);
  const differing = grouped(rows.filter(({ differs }) => differs));
  const alike = rows.filter(({ differs }) => !differs);
  return view === "first" && alike.length ? [...differing, ["same", alike]] : differing;
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups];
}
