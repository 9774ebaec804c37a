// A record's own page, read for comparing: the parts that it marks with `data-row`, ready to stand
// on another page. Nothing is written as markup: nodes are taken over as they are, without ids,
// handlers and controls, and their links lead to where they led.

const DROPPED =
  "[data-skip], script, style, template, button, input, form, nav, iframe, object, embed, link, meta, base, .pl";
const BLOCKS = new Set(["P", "UL", "OL", "DL", "DIV", "TABLE"]);
const KEPT_OF_ARIA = new Set(["aria-hidden", "aria-label"]);
const WEB = new Set(["http:", "https:", "mailto:"]);

/** A row of a record: its head, where it stands there, the nodes of its value, its sources. */
class Part {
  constructor(element, page, url) {
    const head = element.querySelector(":scope > :is(dt, th, h2, [data-head])");
    this.head = element.dataset.head || wordsOf(head);
    const place = element.id || head?.id || element.querySelector("[id]")?.id || "";
    this.place = `${url}${place && `#${place}`}`;
    this.sources = [...element.querySelectorAll("a.cite")].map((cite) => sourceOf(cite, page, url));
    this.nodes = valueOf(element, head, this.head).map((node) => adopted(node, url));
  }
}

/** The rows of the page at `url` by their ids, in its order, each as a list of parts. Throws. */
export async function readRecord(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const rows = new Map();
  for (const element of page.querySelectorAll("[data-row]")) {
    const id = element.dataset.row;
    rows.set(id, [...(rows.get(id) ?? []), new Part(element, page, url)]);
  }
  return rows;
}

function wordsOf(head) {
  if (!head) return "";
  const words = head.cloneNode(true);
  for (const each of words.querySelectorAll(`${DROPPED}, .count, .note, .flag`)) each.remove();
  return words.textContent.replace(/\s+/g, " ").trim();
}

/** The address that a boxed number stands for is the one in the list of sources it leads to. */
function sourceOf(cite, page, url) {
  const href = cite.getAttribute("href");
  const listed = href.startsWith("#") ? page.getElementById(decodeURIComponent(href.slice(1))) : null;
  return {
    number: cite.lastChild.textContent.trim(),
    url: listed?.querySelector("a.out")?.href ?? new URL(href, url).href,
  };
}

/** The nodes of a value, in elements of their own lines. */
function valueOf(element, head, name) {
  if (element.matches("tr")) return rowOf(element, head, name);
  if (head?.matches("dt")) return [...element.querySelectorAll(":scope > dd")].flatMap((dd) => linesOf(dd));
  const rest = [...element.childNodes].filter((node) => node !== head);
  return element.matches("p, span") ? [line(...rest)] : rest.filter(({ nodeType }) => nodeType === Node.ELEMENT_NODE);
}

function linesOf(element) {
  const nodes = [...element.childNodes].filter((node) => node.textContent.trim());
  return nodes.map((node) => (BLOCKS.has(node.tagName) ? document.importNode(node, true) : line(node)));
}

function line(...nodes) {
  const made = document.createElement("p");
  made.append(...nodes.map((node) => document.importNode(node, true)));
  return made;
}

/** The cells of a row of a table as labels and values; before them its own name where that is
 * another, and whose interest it touches. */
function rowOf(row, head, name) {
  const pairs = document.createElement("dl");
  const label = wordsOf(head);
  for (const cell of row.querySelectorAll(":scope > td")) {
    const [pair, term, value] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    term.append(cell.dataset.label ?? "");
    value.append(...[...cell.childNodes].map((node) => document.importNode(node, true)));
    pair.append(term, value);
    pairs.append(pair);
  }
  const flags = [...(head?.querySelectorAll(".flag") ?? [])].map((flag) => line(flag));
  if (!label || name.startsWith(label)) return [...flags, pairs];
  const own = line(document.createTextNode(label));
  own.className = "h";
  return [own, ...flags, pairs];
}

function adopted(node, url) {
  const holder = document.createElement("div");
  holder.append(document.importNode(node, true));
  for (const each of holder.querySelectorAll(DROPPED)) each.remove();
  for (const each of holder.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const plain = document.createElement("p");
    plain.className = "h";
    plain.append(...each.childNodes);
    each.replaceWith(plain);
  }
  for (const each of holder.querySelectorAll("*")) clean(each, url);
  return holder.firstChild ?? document.createTextNode("");
}

function clean(element, url) {
  for (const { name } of [...element.attributes]) {
    const isForeign = name.startsWith("aria-") && !KEPT_OF_ARIA.has(name);
    if (isForeign || /^(on|id$|style$|for$|tabindex$|data-(?!label$))/.test(name)) element.removeAttribute(name);
  }
  if (element.getAttribute("role") === "region") element.setAttribute("role", "group");
  element.classList.remove("c");
  if (!element.hasAttribute("href")) return;
  const address = new URL(element.getAttribute("href"), url);
  if (WEB.has(address.protocol)) element.setAttribute("href", address.href);
  else element.removeAttribute("href");
}
