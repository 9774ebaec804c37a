// The decision worksheet: the form and the address hold the choice, the result follows at once.

import { evidenceOf } from "./evaluate/data.js";
import { recordOf } from "./evaluate/record.js";
import { Result } from "./evaluate/result.js";
import { Settings } from "./evaluate/settings.js";
import { format, parse, usual } from "./evaluate/state.js";
import { weigh } from "./evaluate/weighing.js";
import { download } from "./explorer/exports.js";
import { wordsIn } from "./explorer/words.js";

const ROOT = new URL("../", import.meta.url);

class Worksheet {
  constructor(page, file) {
    this.page = page;
    this.words = wordsIn(file.words, page.dataset.lang);
    this.found = evidenceOf(file);
    this.result = new Result(page, this.found, this.words);
    this.settings = new Settings(page, this.found, this.words, (choice) => this.#choose(choice));
    const on = (id, act) => page.querySelector(id).addEventListener("click", act);
    on("#export", () => download(this.words.say("file"), "text/markdown", this.record()));
    on("#copy", () => this.#copy());
    on("#reset", () => this.#reset());
    addEventListener("popstate", () => this.open());
  }

  /** Shows what the address asks for. */
  open() {
    this.settings.choice = parse(location.search, this.found);
    this.#show(this.settings.choice);
  }

  /** The decision record of what is shown. */
  record() {
    const { site, digest, lang } = this.page.dataset;
    const base = `${site || ROOT.href.slice(0, -1)}/${lang === "ja" ? "ja/" : ""}`;
    return recordOf(this.weighed, this.found, this.choice, this.words, { base, digest, file: `evaluate/${lang}.json` });
  }

  #choose(choice) {
    history.pushState(null, "", location.pathname + format(choice, this.found) + location.hash);
    this.#show(choice);
  }

  #reset() {
    this.settings.choice = usual(this.found);
    this.#choose(this.settings.choice);
  }

  #show(choice) {
    this.choice = choice;
    this.weighed = weigh(this.found, choice);
    this.settings.tell(this.weighed);
    this.result.show(this.weighed, choice);
  }

  async #copy() {
    await navigator.clipboard.writeText(location.href);
    this.words.tellCopied(this.page);
  }
}

async function start() {
  const page = document.getElementById("evaluate");
  const answer = await fetch(new URL(`evaluate/${page.dataset.lang}.json`, ROOT)).catch(() => null);
  if (!answer?.ok) {
    const told = document.createElement("p");
    told.className = "notice";
    told.textContent = page.dataset.failed;
    page.querySelector("#sheet").before(told);
    return;
  }
  const worksheet = new Worksheet(page, await answer.json());
  page.querySelector("#sheet").hidden = false;
  worksheet.open();
  page.dataset.ready = "";
}

start();
