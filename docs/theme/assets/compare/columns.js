// Records of one kind side by side: which rows there are, and which of them differ.

import { comparedOf, stateOf, textOf } from "./values.js";

const GROUPS = ["about", "runs", "fact", "feature", "outcome", "scale", "condition", "measured", "story", "source"];
const MISSING = { measured: "not-measured", runs: "none", "about/ended": "none" };

/** A cell: the parts of a record under one row; without any, which absence that is. */
class Cell {
  constructor(item, parts, missing) {
    this.item = item;
    this.nodes = parts.flatMap(({ nodes }) => nodes);
    this.sources = parts.flatMap(({ sources }) => sources);
    this.place = parts[0]?.place ?? item.url;
    this.text = textOf(this.nodes);
    this.compared = comparedOf(this.nodes);
    this.state = parts.length ? stateOf(this.nodes) : missing;
  }
}

/**
 * The rows of `columns`, each an {item, rows} with the rows of its record, or null where that could
 * not be read: [{id, group, head, cells, differs}], group by group. `words` names what has no head.
 */
export function rowsOf(columns, words) {
  const read = columns.filter(({ rows }) => rows);
  const rows = merged(read.map((column) => [...column.rows.keys()])).map((id) => {
    const [group] = id.split("/");
    const heads = read.map((column) => column.rows.get(id)?.[0].head).filter(Boolean);
    const cells = read.map(({ item, rows: own }) => new Cell(item, own.get(id) ?? [], missing(id, group, item)));
    const said = new Set(cells.map(({ compared, state }) => compared || state));
    return { id, group, head: heads[0] ?? words.say(id.replace("about/", "row_")), cells, differs: said.size > 1 };
  });
  return GROUPS.flatMap((group) => rows.filter((row) => row.group === group));
}

/** A study tells its figures in charts where it has no table of all. */
function missing(id, group, { kind }) {
  return group === "measured" && kind === "study" ? "charts" : (MISSING[id] ?? MISSING[group] ?? "no-statement");
}

/** One order that holds that of each list: what only a later list has follows its neighbour. */
function merged(lists) {
  const order = [];
  for (const list of lists) {
    let at = 0;
    for (const id of list) {
      const known = order.indexOf(id);
      if (known < 0) order.splice(at, 0, id);
      at = (known < 0 ? at : known) + 1;
    }
  }
  return order;
}
