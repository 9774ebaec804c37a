// The ranking: the same whole numbers, order and reasons as `meshbook.analysis.matching` has.

import { asked } from "./query.js";

/** One thing that is asked: what each case gets for it, and why. */
class Criterion {
  constructor(model, field, what, count) {
    const { rules } = model;
    this.field = field;
    this.asked = what;
    this.share = rules.weights[field] * Math.floor(rules.pool / (count + 1));
    this.against = -this.share * rules.against;
    this.silence = rules.all_told.includes(field) ? this.against : 0;
  }

  points(value) {
    return value ? this.share * value : this.against;
  }

  reason(verdict, has, points) {
    return { field: this.field, asked: this.asked, verdict, has, points };
  }
}

class WordCriterion extends Criterion {
  constructor(model, field, word, count) {
    super(model, field, word, count);
    this.of = model.fields.get(field);
    this.values = this.of.words.map((_, number) => this.#value(model.rules, number));
    this.best = Math.max(...this.values);
  }

  /** Adds what each case gets. */
  add(points) {
    const { of, values, silence } = this;
    const gained = values.map((value) => this.points(value));
    for (let row = 0; row < points.length; row++) {
      const end = of.starts[row + 1];
      let at = of.starts[row];
      let most = at === end ? silence : this.against;
      for (; at < end; at++) most = Math.max(most, gained[of.all[at]]);
      points[row] += most;
    }
  }

  why(row) {
    const words = this.of.wordsOf(row);
    if (!words.length) return this.reason(this.silence ? "differs" : "unknown", [], this.silence);
    const value = Math.max(...words.map((word) => this.values[word]));
    const has = words.filter((word) => this.values[word] === value).map((word) => this.of.words[word]);
    const verdict = !value ? "differs" : value === this.best ? "agrees" : "close";
    return this.reason(verdict, has, this.points(value));
  }

  /** Likeness times worth of a word, by its number. */
  #value(rules, number) {
    const { field, asked: word, of } = this;
    if (word === rules.any) return rules.full * rules.middling;
    const own = of.numbers.get(word);
    if (field === "size") return rules.middling * (rules.bands[Math.abs(own - number)] ?? 0);
    const [ours, theirs] = [of.ladders[own], of.ladders[number]];
    const rung = ours.findIndex((each, at) => each === theirs[at]);
    return rung < 0 ? 0 : rules.near[rung] * of.worth[own][rung];
  }
}

class NumberCriterion extends Criterion {
  constructor(model, field, number, count) {
    super(model, field, number, count);
    this.of = model.scales.get(field);
    this.step = model.rules.starts.filter((start) => start <= number).length - 1;
    this.values = model.rules.steps.map((near) => model.rules.middling * near);
  }

  add(points) {
    for (let row = 0; row < points.length; row++) {
      if (this.of.knows(row)) points[row] += this.points(this.#value(row));
    }
  }

  why(row) {
    if (!this.of.knows(row)) return this.reason("unknown", [], 0);
    const value = this.#value(row);
    const verdict = !value ? "differs" : value === this.values[0] ? "agrees" : "close";
    return this.reason(verdict, [], this.points(value));
  }

  #value(row) {
    return this.values[this.of.apart(this.step, row)] ?? 0;
  }
}

/**
 * All cases by what they have in common with a query: {order: rows, those most alike first,
 * points: of each row, why(row): the reasons in the order of the fields}.
 */
export function rank(model, query) {
  const { rules, fields, count } = model;
  const of = asked(query, rules, fields);
  const criteria = Object.keys(rules.weights).flatMap((field) => {
    const all = of.get(field) ?? [];
    const Kind = fields.has(field) ? WordCriterion : NumberCriterion;
    return all.map((what) => new Kind(model, field, what, all.length));
  });
  const points = new Int32Array(count);
  for (const criterion of criteria) criterion.add(points);
  const order = Uint32Array.from(points.keys()).sort((one, other) => points[other] - points[one] || one - other);
  return { order, points, why: (row) => criteria.map((criterion) => criterion.why(row)) };
}
