// What is shown as a file: CSV and JSON hold the same cells, Markdown the same tables.

import { plain, row } from "../evaluate/markdown.js";
import { download, guarded } from "../explorer/exports.js";

const COLUMNS = [
  "kind", "group", "row", "label", "item", "name", "state", "value", "differs", "sources", "address",
];

const TYPES = { csv: "text/csv", json: "application/json", md: "text/markdown" };

/** Hands what is shown to the reader: [{kind, columns, groups: [[name, rows]]}], as CSV, JSON or
 * Markdown by the ending of the file. `about` has title, date, address and citation. */
export function take(ending, shown, about, words) {
  const records = recordsOf(shown, words);
  const make = {
    csv: () => toCsv(records),
    json: () => toJson(records, about),
    md: () => toMarkdown(shown, about, words),
  };
  download(`${words.say("file")}.${ending}`, TYPES[ending], make[ending]());
}

/** One record a cell, in the order of the page. */
function recordsOf(shown, words) {
  return shown.flatMap(({ kind, groups }) =>
    groups.flatMap(([, rows]) => rows.flatMap((each) => each.cells.map((cell) => recordOf(kind, each, cell, words)))));
}

function recordOf(kind, { group, id, head, differs }, { item, text, state, sources, place }, words) {
  return {
    kind,
    group,
    row: id,
    label: head,
    item: item.id,
    name: item.name,
    state,
    value: text || words.say(`missing_${state}`),
    differs,
    sources: [...new Set(sources.map(({ url }) => url))],
    address: place,
  };
}

/** RFC 4180 with a byte order mark; several sources in one cell are parted by a space. */
function toCsv(records) {
  const lines = records.map((record) =>
    COLUMNS.map((column) => guarded(Array.isArray(record[column]) ? record[column].join(" ") : record[column])));
  return `\ufeff${[COLUMNS, ...lines].map((line) => line.join(",")).join("\r\n")}\r\n`;
}

/** The records with what they are of. */
function toJson(records, about) {
  return `${JSON.stringify({ ...about, cells: records }, null, 2)}\n`;
}

/** A table a kind, the sources of each cell as numbered links after it. */
function toMarkdown(shown, { title, citation }, words) {
  const parts = [`# ${plain(title)}`];
  for (const { kind, columns, groups } of shown) {
    parts.push(`## ${plain(words.say(`kinds_${kind}`))}`);
    for (const [name, rows] of groups) {
      parts.push(`### ${plain(words.say(`group_${name}`))}`);
      const heads = [words.say("row"), ...columns.map(({ item }) => link(item.name, item.url))];
      const lines = [heads.map((head, at) => (at ? head : plain(head))), heads.map(() => "---")];
      lines.push(...rows.map(({ head, cells }) => [plain(head), ...cells.map((cell) => cellOf(cell, words))]));
      parts.push(lines.map(row).join("\n"));
    }
  }
  parts.push(plain(citation));
  return `${parts.join("\n\n")}\n`;
}

function cellOf({ text, state, sources, place }, words) {
  const value = plain(text || words.say(`missing_${state}`));
  const links = sources.length
    ? sources.map(({ number, url }) => link(`[${number}]`, url))
    : [link("¶", place)];
  return `${value} ${[...new Set(links)].join(" ")}`;
}

function link(label, url) {
  return `[${plain(label)}](<${url.replace(/[<>|]/g, encodeURIComponent)}>)`;
}
