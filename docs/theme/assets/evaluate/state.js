// What the reader chose, and its spelling in the address:
// ?candidates=linkerd,istio&weights=effort:5,latency:3&must=maintained&vendor=on&weakest=E3.

/** The choice before the reader made any. */
export function usual({ defaults, grades }) {
  const { candidates, weights, musts } = defaults;
  return { candidates, weights, musts, vendor: false, weakest: grades.at(-1).id };
}

/** The choice of a query string; what is not known is left out, what is not named is as usual. */
export function parse(search, found) {
  const asked = new URLSearchParams(search);
  const choice = usual(found);
  const list = (name, known) => known.map(({ id }) => id).filter((id) => asked.get(name).split(",").includes(id));
  if (asked.has("candidates")) choice.candidates = list("candidates", found.candidates);
  if (asked.has("must")) choice.musts = list("must", found.requirements);
  if (asked.has("weights")) choice.weights = weightsOf(asked.get("weights"), found.criteria);
  choice.vendor = asked.get("vendor") === "on";
  if (found.grades.some(({ id }) => id === asked.get("weakest"))) choice.weakest = asked.get("weakest");
  return choice;
}

/** The query string of a choice, with its question mark; nothing where all is as usual. */
export function format(choice, found) {
  const before = usual(found);
  const parts = [];
  const add = (name, value, other) => value !== other && parts.push(`${name}=${value}`);
  add("candidates", joined(choice.candidates, found.candidates), joined(before.candidates, found.candidates));
  add("weights", spelled(choice.weights, found), spelled(before.weights, found));
  add("must", joined(choice.musts, found.requirements), joined(before.musts, found.requirements));
  add("vendor", choice.vendor ? "on" : "off", "off");
  add("weakest", choice.weakest, before.weakest);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** The whole choice, also where it is as usual: what is usual may change with the data. */
export function spelledOut(choice, found) {
  return [
    `candidates=${joined(choice.candidates, found.candidates)}`,
    `weights=${spelled(choice.weights, found)}`,
    `must=${joined(choice.musts, found.requirements)}`,
    `vendor=${choice.vendor ? "on" : "off"}`,
    `weakest=${choice.weakest}`,
  ].join("&");
}

function joined(ids, known) {
  return known.map(({ id }) => id).filter((id) => ids.includes(id)).join(",");
}

function spelled(weights, { criteria }) {
  return criteria.filter(({ id }) => weights[id]).map(({ id }) => `${id}:${weights[id]}`).join(",");
}

function weightsOf(text, criteria) {
  const given = new Map(text.split(",").map((each) => each.split(":")));
  const known = criteria.filter(({ id }) => /^[1-5]$/.test(given.get(id)));
  return Object.fromEntries(known.map(({ id }) => [id, Number(given.get(id))]));
}
