// What the reader asked for, and its spelling in the address: ?q=mtls&mesh=linkerd,istio&sort=name.

export const SORTS = ["match", "evidence", "name", "added", "sources", "year"];
export const VIEWS = ["cards", "table"];

/** The sort where the address names none: best match for a text search, else newest evidence. */
export function usualSort(state) {
  return state.q ? "match" : "evidence";
}

/**
 * The state of a query string. Values may be joined by commas or repeated; what `known(facet,
 * value)` refuses and any unknown parameter is left out.
 */
export function parse(search, facetNames, known) {
  const asked = new URLSearchParams(search);
  const selection = new Map();
  for (const name of facetNames) {
    const values = asked.getAll(name).flatMap((text) => text.split(","));
    const found = [...new Set(values)].filter((value) => known(name, value));
    if (found.length) selection.set(name, found);
  }
  const state = { q: (asked.get("q") ?? "").trim(), selection, sort: "", view: "cards" };
  const sort = asked.get("sort");
  state.sort = SORTS.includes(sort) && (sort !== "match" || state.q) ? sort : usualSort(state);
  if (VIEWS.includes(asked.get("view"))) state.view = asked.get("view");
  return state;
}

/** The query string of a state, with its question mark; nothing where all is as usual. */
export function format(state, facetNames) {
  const parts = [];
  if (state.q) parts.push(`q=${encodeURIComponent(state.q)}`);
  for (const name of facetNames) {
    const values = state.selection.get(name);
    if (values?.length) parts.push(`${name}=${values.map(encodeURIComponent).join(",")}`);
  }
  if (state.sort !== usualSort(state)) parts.push(`sort=${state.sort}`);
  if (state.view !== "cards") parts.push(`view=${state.view}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** How many values are chosen, in all facets together. */
export function chosen(state) {
  return [...state.selection.values()].reduce((sum, values) => sum + values.length, 0);
}

/** The state with another text; the sort goes back to the usual one unless it was chosen. */
export function withText(state, q) {
  const next = { ...state, q };
  if (state.sort === usualSort(state) || (state.sort === "match" && !q)) next.sort = usualSort(next);
  return next;
}

/** The state that asks for every case, in the same view. */
export function withoutAny(state) {
  return { ...withText(state, ""), selection: new Map() };
}

/** The state with one value of a facet chosen or no longer chosen. */
export function withValue(state, name, value, on) {
  const selection = new Map(state.selection);
  const values = (selection.get(name) ?? []).filter((each) => each !== value);
  if (on) values.push(value);
  if (values.length) selection.set(name, values);
  else selection.delete(name);
  return { ...state, selection };
}
