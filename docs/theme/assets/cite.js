// The card of a cite or a term: what the list of sources on the same page says about the source,
// or, where the link leads to another page, what its title says.

const DELAY = 200; // ms in which a pointer may go from the cite to the card
const GAP = 6;

let card = null;
let of = null;
let leaving = 0;

/** Shows the card of a cite or a term until focus and pointer have left it, or Escape. */
export function show(cite) {
  if (!cite.matches(":hover, :focus-visible")) return; // left while this script was on its way
  clearTimeout(leaving);
  if (cite === of) return;
  hide();
  const source = document.getElementById(decodeURIComponent(cite.hash.slice(1)));
  card = document.createElement("div");
  card.className = "source";
  card.id = "source_card";
  card.role = "tooltip";
  cite.dataset.title ||= cite.title;
  card.append(...(source ? contents(source) : [cite.dataset.title]));
  cite.removeAttribute("title"); // the card says it, and more
  cite.setAttribute("aria-describedby", card.id);
  document.querySelector("main").append(card);
  of = cite;
  place();
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  for (const element of [cite, card]) element.addEventListener("pointerleave", leave);
  cite.addEventListener("blur", hide);
}

function contents(source) {
  const named = source.querySelector("[lang]");
  const title = document.createElement("b");
  title.lang = named.lang;
  title.textContent = named.textContent;
  const rest = [source.querySelector(".flag"), source.querySelector(".meta")];
  return [title, ...rest.filter(Boolean).map((element) => element.cloneNode(true))];
}

// Below the cite, or above where there is no room; never over it.
function place() {
  const at = of.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = at.bottom + GAP + height <= innerHeight || at.top < height + GAP;
  const left = Math.min(at.left, document.documentElement.clientWidth - width - 16);
  card.style.left = `${Math.max(16, left) + scrollX}px`;
  card.style.top = `${(below ? at.bottom + GAP : at.top - GAP - height) + scrollY}px`;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => of?.matches(":focus-visible") || hide(), DELAY);
}

function hide() {
  if (!of) return;
  of.removeAttribute("aria-describedby");
  of.removeEventListener("pointerleave", leave);
  of.removeEventListener("blur", hide);
  card.remove();
  card = of = null;
}

document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
document.addEventListener("focusin", ({ target }) => target !== of && hide());
