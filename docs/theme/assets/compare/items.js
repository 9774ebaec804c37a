// What is compared, as the address and the browser's storage spell it: "case:nih,mesh:linkerd".

export const MOST = 6;
export const LEAST = 2;
export const KINDS = ["case", "mesh", "study"];
const VIEWS = ["all", "first", "only"];

const KEY = "compare";

/**
 * What a query string asks for: {items, unknown, asked, view}. Of the ids that `known` accepts each
 * stands once and no more than MOST; `asked` counts them before they are cut.
 */
export function parse(search, known) {
  const query = new URLSearchParams(search);
  const ids = new Set(query.getAll("items").join(",").split(",").map((id) => id.trim()).filter(Boolean));
  const [items, unknown] = [[], []];
  for (const id of ids) (known(id) ? items : unknown).push(id);
  const view = VIEWS.includes(query.get("rows")) ? query.get("rows") : "all";
  return { items: items.slice(0, MOST), unknown, asked: items.length, view };
}

/** The query string of items and a view; nothing where there are none. */
export function format(items, view = "all") {
  if (!items.length) return "";
  return `?items=${items.join(",")}${view === "all" ? "" : `&rows=${view}`}`;
}

/** The ids in the tray; whatever else stands in the storage counts as none. */
export function kept() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string").slice(0, MOST) : [];
  } catch {
    return []; // forbidden, or not ours
  }
}

/** Puts these ids into the tray. */
export function keep(ids) {
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids));
    else localStorage.removeItem(KEY);
  } catch {
    // storage may be forbidden: the tray lasts as long as the page then
  }
}

/** Whether two lists hold the same ids in the same order. */
export function same(one, other) {
  return one.length === other.length && one.every((id, at) => id === other[at]);
}
