// Text that Markdown shows as it is, whatever is in it.

/** `text` on one line, with every character escaped that could mark anything up in it. */
export function plain(text) {
  return String(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_{}[\]#|~>@]|:(?=\/\/)|(?<=www)\./gi, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}

/** A link to an address of the web, or the address as code where it is none. */
export function link(url) {
  const safe = /^https?:\/\//.test(url);
  const spelled = encodeURI(url).replace(/%25([0-9A-Fa-f]{2})/g, "%$1").replace(/[<>()|`]/g, percent);
  return safe ? `<${spelled}>` : plain(url);
}

/** A row of a table. */
export function row(cells) {
  return `| ${cells.join(" | ")} |`;
}

function percent(character) {
  return `%${character.codePointAt(0).toString(16).toUpperCase()}`;
}
