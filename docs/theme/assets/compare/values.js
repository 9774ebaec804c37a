// What a cell says, as text: for telling cells apart and for the files.

const INLINE = new Set([
  "A", "ABBR", "B", "CITE", "CODE", "EM", "I", "MARK", "Q", "SMALL", "SPAN", "STRONG", "SUB", "SUP", "TIME", "WBR",
]);
const PASSED_OVER = ".vh, .pl, .cite, .loc";
const ABSENCE = /#a-([a-z-]+)$/;

/** The text of nodes, a line for each block; a picture says its label. */
export function textOf(nodes) {
  const lines = [""];
  const flush = () => lines.at(-1) && lines.push("");
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(PASSED_OVER)) return;
    if (node.namespaceURI !== document.documentElement.namespaceURI) {
      if (node.getAttribute("aria-label")) {
        flush();
        lines[lines.length - 1] = node.getAttribute("aria-label");
        flush();
      }
      return;
    }
    if (node.tagName === "DT") return void (lines[lines.length - 1] += `${node.textContent}: `);
    const isBlock = !INLINE.has(node.tagName);
    if (isBlock && node.tagName !== "DD") flush();
    node.childNodes.forEach(walk);
    if (isBlock) flush();
  };
  for (const node of nodes) {
    walk(node);
    flush();
  }
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("; ");
}

/** What tells one cell from another: of an answer that word alone, else the text without notes. */
export function comparedOf(nodes) {
  const answers = elementsOf(nodes).filter((node) => node.matches(".answer"));
  return textOf(answers.length ? answers : elementsOf(nodes).filter((node) => !node.matches(".from, .age")));
}

function elementsOf(nodes) {
  return nodes.filter(({ nodeType }) => nodeType === Node.ELEMENT_NODE);
}

/** "stated", or which absence is all that nodes tell: "unknown", "undisclosed", "not-given" … */
export function stateOf(nodes) {
  const absent = elementsOf(nodes).flatMap((node) => [...node.querySelectorAll(".absent, .none")]);
  if (!absent.length) return "stated";
  if (textOf(absent) !== textOf(nodes)) return "stated";
  const mark = absent[0].querySelector("use")?.getAttribute("href") ?? "";
  return ABSENCE.exec(mark)?.[1] ?? "not-given";
}
