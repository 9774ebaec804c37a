// The one script of every page: colours, the language switch, the door to the search.
// It runs before the first paint, so that a chosen scheme never flashes.
"use strict";

const SCHEMES = ["auto", "light", "dark"];

function chosenScheme() {
  try {
    const scheme = localStorage.getItem("scheme");
    return SCHEMES.includes(scheme) ? scheme : "auto";
  } catch {
    return "auto"; // storage may be forbidden: the system's scheme then
  }
}

// The first click must show something: it leads to the scheme that the system has not.
function schemeAfter(scheme) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const order = dark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  return order[(order.indexOf(scheme) + 1) % order.length];
}

function showScheme(scheme) {
  document.documentElement.dataset.scheme = scheme;
}

function setUpScheme(button) {
  const name = () => {
    const label = button.dataset[chosenScheme()];
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  name();
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = schemeAfter(chosenScheme());
    try {
      localStorage.setItem("scheme", next);
    } catch {
      return;
    }
    showScheme(next);
    name();
  });
}

// The same page in the other language, with the same query and the same place on it.
function setUpLanguage(link) {
  const address = link.getAttribute("href");
  const keep = () => {
    link.href = address + location.search + location.hash;
  };
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, keep);
}

// assets/search/ui.js is fetched when somebody searches, not before. It exports
// `open(link)`; the link carries data-root, data-home and data-lang.
function setUpSearch(link) {
  const open = async () => {
    try {
      const ui = await import(new URL(`${link.dataset.root}assets/search/ui.js`, document.baseURI));
      await ui.open(link);
    } catch {
      location.href = link.href; // the explorer searches too
    }
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
}

function setUpCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}

// assets/cite.js is fetched when somebody first comes to a cite or to a term of the glossary. It
// exports `show(cite)`.
function setUpCites() {
  const address = new URL("cite.js", document.currentScript.src);
  const near = ({ target, pointerType }) => {
    const cite = pointerType !== "touch" && target.closest?.(".cite, .term");
    if (cite) import(address).then(({ show }) => show(cite), () => {}); // the link still leads there
  };
  document.addEventListener("pointerover", near);
  document.addEventListener("focusin", near);
}

// assets/citing.js is fetched when a permalink is followed. It exports `offer(permalink)`.
const citing = new URL("citing.js", document.currentScript.src);

// Tells those who hear the page which claim a permalink means; the style shows it to others.
function markTarget() {
  document.querySelector("[aria-current=location]")?.removeAttribute("aria-current");
  const claim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  claim?.closest(".c")?.setAttribute("aria-current", "location");
  const permalink = claim?.querySelector(`.pl[href="#${CSS.escape(claim.id)}"]`);
  if (permalink) import(citing).then(({ offer }) => offer(permalink), () => {});
}

// assets/compare/tray.js is fetched when somebody adds something to compare, or has before. It
// exports `toggle(button)`.
function setUpTray() {
  const address = new URL("compare/tray.js", document.currentScript.src);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-add]");
    if (button) import(address).then(({ toggle }) => toggle(button), () => {});
  });
  try {
    if (localStorage.getItem("compare")) import(address).catch(() => {});
  } catch {
    // storage may be forbidden: nothing is kept then
  }
}

showScheme(chosenScheme());
setUpCites();
setUpTray();
document.addEventListener("DOMContentLoaded", () => {
  setUpScheme(document.getElementById("theme"));
  setUpLanguage(document.getElementById("language"));
  setUpSearch(document.getElementById("search-open"));
  document.querySelectorAll("[data-copy]").forEach(setUpCopy);
  markTarget();
  addEventListener("hashchange", markTarget);
});
