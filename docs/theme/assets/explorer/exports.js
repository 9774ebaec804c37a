// The current selection as a file, made in the browser. Names and columns stay as they are.

export const COLUMNS = [
  "slug", "name", "url", "country", "industry", "size", "mesh", "mode", "stage",
  "last_evidence", "evidence", "sources", "year", "motive", "outcome", "language", "added",
];
export const CSV_NAME = "meshbook-cases.csv";
export const JSON_NAME = "meshbook-cases.json";

// A spreadsheet runs a cell that begins with one of these; an apostrophe makes it text.
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180 with a byte order mark; several values in one cell are parted by a semicolon. */
export function toCsv(records) {
  const lines = [COLUMNS, ...records.map((record) => COLUMNS.map((column) => record[column]))];
  return `\ufeff${lines.map((line) => line.map(guarded).join(",")).join("\r\n")}\r\n`;
}

/** The same records with what was asked for. */
export function toJson(records, selection) {
  return `${JSON.stringify({ selection, count: records.length, cases: records }, null, 2)}\n`;
}

/** A value as a cell of CSV that no spreadsheet runs. */
export function guarded(value) {
  const plain = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands `text` to the reader as a file. */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
