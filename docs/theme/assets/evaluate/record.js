// The decision as a record in Markdown (MADR 4): the same choice and data give the same bytes.
//
// Every number in it is a setting of the reader, or stands beside the ids of the evidence it comes
// from: [C3] is the third row of the evidence table, which names the claim.

import { link, plain, row } from "./markdown.js";
import { listed, sentenceOf, signed } from "./sentence.js";
import { spelledOut } from "./state.js";

/**
 * The record of what `weigh` gave for a choice. `about` is {base, file, digest}: where the site is,
 * the name of the data file and its sha256. Nothing depends on the day on which it is made.
 */
export function recordOf(weighed, found, choice, words, about) {
  return new Record(weighed, found, choice, words, about).text();
}

class Record {
  constructor(weighed, found, choice, words, about) {
    Object.assign(this, { weighed, found, choice, words, about });
    this.say = (name, values) => words.say(`record.${name}`, values);
    this.order = weighed.scores.flatMap(({ cells }) => cells.flatMap(({ items }) => items));
    this.numbers = new Map(this.order.map((item, at) => [item, at + 1]));
    const used = [...new Set(this.order.flatMap(({ sources }) => sources))];
    this.sources = new Map(used.map((source, at) => [source, at + 1]));
  }

  text() {
    const parts = [
      this.#head(), this.#context(), this.#drivers(), this.#options(), this.#outcome(), this.#prosAndCons(), this.#more(),
    ];
    return `${parts.flat().join("\n").replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
  }

  #name(candidate) {
    return plain(this.found.candidates[candidate].name);
  }

  #nameOf(id) {
    return plain(this.found.candidates.find((each) => each.id === id).name);
  }

  #label(criterion) {
    return plain(this.found.criteria[criterion].label);
  }

  /** The rows of the evidence table; items that are many stand there one after another. */
  #ids(items) {
    const ids = items.map((item) => `[C${this.numbers.get(item)}]`);
    if (ids.length > 3) return `${ids[0]}–${ids.at(-1)}`;
    return ids.join(" ") || "–";
  }

  #head() {
    const names = listed(this.choice.candidates.map((id) => this.#nameOf(id)), this.words);
    return ["---", "status: proposed", `date: ${this.found.today}`, "---", "", `# ${this.say("title", { names })}`, ""];
  }

  #context() {
    return [`## ${this.say("context")}`, "", this.say("question"), ""];
  }

  #drivers() {
    const { criteria, requirements, grades } = this.found;
    const { weights, musts, vendor, weakest } = this.choice;
    const grade = grades.find(({ id }) => id === weakest);
    return [
      `## ${this.say("drivers")}`, "",
      ...criteria.filter(({ id }) => weights[id]).map(({ id, label }) =>
        `* ${this.say("weight", { criterion: plain(label), weight: weights[id] })}`),
      ...requirements.filter(({ id }) => musts.includes(id)).map(({ label }) => `* ${this.say("musts", { name: plain(label) })}`),
      `* ${this.say(vendor ? "settings_vendor" : "settings_plain")}`,
      `* ${this.say("settings_grade", { grade: `${grade.id} ${plain(grade.label)}` })}`, "",
    ];
  }

  #options() {
    const { excluded, scores } = this.weighed;
    const reasonOf = (id) => plain(this.found.requirements.find((each) => each.id === id).label);
    return [
      `## ${this.say("options")}`, "",
      ...scores.map(({ candidate }) => `* ${this.#name(candidate)}`),
      ...excluded.map(({ candidate, requirement, address }) =>
        `* ${this.say("excluded", { name: this.#nameOf(candidate), reason: reasonOf(requirement), id: this.#claim(address) })}`), "",
    ];
  }

  #outcome() {
    const { scores, sensitivity } = this.weighed;
    const sentence = plain(sentenceOf(this.weighed, this.found, this.choice, this.words));
    const heads = ["option", "worst", "best", "weight_known", "first", "beyond", "computed"].map((name) => this.say(name));
    return [
      `## ${this.say("outcome")}`, "",
      this.say("undecided"), "",
      `${this.say("supports", { sentence })} ${this.#ids(this.order)}`, "",
      `${this.say("sensitivity", { tried: sensitivity.tried })} ${this.#ids(this.order)}`, "",
      `${this.say("table_scores")}:`, "",
      row(heads), row(heads.map(() => "---")),
      ...scores.map((score) => this.#standing(score)), "",
      `### ${this.say("consequences")}`, "",
      this.say("consequence"), "",
      `### ${this.say("confirmation")}`, "", this.say("confirm"), "",
    ];
  }

  #standing({ candidate, low, high, known, placed, cells }) {
    const { first, clear } = this.weighed.sensitivity;
    const times = (counts) => (placed ? counts.get(candidate) : "–");
    return row([
      this.#name(candidate), signed(low), signed(high), `${Math.round(known * 100)}%`, times(first), times(clear),
      this.#ids(cells.flatMap(({ items }) => items)),
    ]);
  }

  #prosAndCons() {
    return [`## ${this.say("pros")}`, "", ...this.weighed.scores.flatMap((score) => this.#proAndCon(score))];
  }

  #proAndCon({ candidate, cells }) {
    const argument = (item) => {
      const form = !item.units || !item.direction ? "neutral" : item.direction > 0 ? "good" : "bad";
      return `* ${this.say(form)} ${plain(item.words)} ${this.#ids([item])}`;
    };
    return [
      `### ${this.#name(candidate)}`, "",
      ...cells.flatMap(({ criterion, items }) =>
        items.length ? items.map(argument) : [`* ${this.say("no_evidence", { criterion: this.#label(criterion) })}`]), "",
    ];
  }

  #more() {
    const { file, digest } = this.about;
    return [
      `## ${this.say("more")}`, "",
      `### ${this.say("data")}`, "",
      `* ${this.say("data_date", { date: this.found.today })}`,
      `* ${this.say("data_file", { file: `\`${file}\`` })}`,
      `* ${this.say("data_digest", { digest: `\`${digest}\`` })}`,
      `* ${this.say("state", { state: `\`${spelledOut(this.choice, this.found)}\`` })}`, "",
      ...this.#evidence(), ...this.#questions(), ...this.#bibliography(),
    ];
  }

  #evidence() {
    const heads = ["number", "option", "criterion", "direction", "units", "says", "grade", "who", "id"].map((name) => this.say(name));
    const direction = ({ units, direction: way }) =>
      this.words.say(!units ? "uncounted" : way > 0 ? "for" : way < 0 ? "against" : "mixed");
    return [
      `### ${this.say("evidence")}`, "",
      row(heads), row(heads.map(() => "---")),
      ...this.order.map((item) => row([
        `C${this.numbers.get(item)}`, this.#name(item.candidate), this.#label(item.criterion), direction(item), item.units,
        `${plain(item.words)} ${item.sources.map((source) => `[${this.sources.get(source)}]`).join(" ")}`.trim(),
        item.grade ? `E${item.grade}` : "–",
        `${plain(item.who)}${item.vendor ? `, ${this.words.say("vendor")}` : ""}`, this.#claim(item.address),
      ])), "",
    ];
  }

  #claim(address) {
    return `\`${address}\` ${link(this.about.base + address)}`;
  }

  #questions() {
    const { needed, requirements } = this.found;
    const few = this.weighed.scores.flatMap(({ candidate, cells }) => cells
      .filter(({ units }) => units < needed)
      .map(({ criterion, units, items }) => {
        const names = { candidate: this.#name(candidate), criterion: this.#label(criterion) };
        if (!units) return `* ${this.say("question_missing", names)}`;
        return `* ${this.say("question_few", { ...names, units, needed, ids: this.#ids(items) })}`;
      }));
    const musts = this.weighed.open.map(({ candidate, requirement }) => `* ${this.say("question_must", {
      candidate: this.#nameOf(candidate), requirement: plain(requirements.find(({ id }) => id === requirement).label),
    })}`);
    const all = [...musts, ...few];
    return [`### ${this.say("questions")}`, "", ...(all.length ? all : [this.say("no_questions")]), ""];
  }

  #bibliography() {
    const line = ([source, number]) => {
      const [title, publisher, author, date, url, accessed] = this.found.sources[source];
      const told = [author, title, publisher, date].filter(Boolean).map(plain).join(". ");
      return `* [${number}] ${told}. ${link(url)}${accessed ? ` (${this.say("accessed", { date: accessed })})` : ""}`;
    };
    return [`### ${this.say("bibliography")}`, "", ...[...this.sources].map(line), ""];
  }
}
