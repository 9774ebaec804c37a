// A hit's own page: the words it was found by, and its lifeline.

const INLINE = new Set(["A", "ABBR", "B", "CITE", "CODE", "EM", "I", "MARK", "Q", "SPAN", "STRONG", "SUP", "TIME", "WBR"]);
const PASSED_OVER = "svg, nav, script, style, template, noscript, .vh, .pl";

/** What the page at `url`, or its part that `url` names, tells: {text: on one line, lifeline: an
 * element or null}. Throws. */
export async function readHit(url, signal) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = url.hash && page.getElementById(decodeURIComponent(url.hash.slice(1)));
  const main = part || page.querySelector("main");
  return { lifeline: lifelineOf(main, url), text: textOf(main) };
}

/** The first lifeline of the page without its years, ready to stand on another page. */
function lifelineOf(main, url) {
  const strip = main.querySelector("svg.life");
  if (!strip) return null;
  for (const year of strip.querySelectorAll("text")) year.remove();
  strip.setAttribute("height", strip.querySelector(".tick")?.getAttribute("y2") ?? strip.getAttribute("height"));
  for (const mark of strip.querySelectorAll("use")) {
    mark.setAttribute("href", new URL(mark.getAttribute("href"), url).href);
  }
  return document.importNode(strip, true);
}

function textOf(main) {
  for (const each of main.querySelectorAll(PASSED_OVER)) each.remove();
  main.querySelector("h1, dt")?.remove(); // the hit's name stands over its passage
  const walker = main.ownerDocument.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const pieces = [];
  let before = null;
  while (walker.nextNode()) {
    const block = blockOf(walker.currentNode);
    if (before && block !== before) pieces.push(" ");
    pieces.push(walker.currentNode.data);
    before = block;
  }
  return pieces.join("").replace(/\s+/g, " ").trim();
}

function blockOf(node) {
  let element = node.parentElement;
  while (INLINE.has(element.tagName)) element = element.parentElement;
  return element;
}
