// The evidence of one candidate on one criterion, and the range that it gives.

export class Cell {
  #items = [];
  #worst = 0; // the weakest grade of any item
  #told = false; // whether any item is vendor-told
  #known = new Map(); // what was worked out, by what was let count

  constructor(criterion, needed) {
    Object.assign(this, { criterion, needed });
  }

  add(item) {
    this.#items.push(item);
    this.#worst = Math.max(this.#worst, item.grade);
    this.#told ||= Boolean(item.vendor);
  }

  /**
   * {criterion, low, high, units, items, hidden} for a choice: from worst to best, the items that
   * count, and how many do not. The same object as long as the same items count.
   */
  of({ vendor, weakest }) {
    const grade = Math.min(Number(weakest.slice(1)), this.#worst);
    const key = `${vendor || !this.#told}${grade}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#range(vendor, grade));
    return this.#known.get(key);
  }

  /** An origin counts once, by the sum of what it says. */
  #range(vendor, weakest) {
    const items = this.#items.filter((item) => (vendor || !item.vendor) && item.grade <= weakest);
    const directions = new Map();
    const most = new Map();
    for (const { origin, direction, units } of items) {
      directions.set(origin, (directions.get(origin) ?? 0) + (units ? direction : 0));
      most.set(origin, Math.max(most.get(origin) ?? 0, units));
    }
    let units = 0;
    let balance = 0;
    for (const [origin, counted] of most) {
      units += counted;
      balance += counted * Math.sign(directions.get(origin));
    }
    const { criterion, needed } = this;
    const missing = Math.max(0, needed - units);
    const whole = Math.max(needed, units);
    return {
      criterion, units, items,
      low: (balance - missing) / whole,
      high: (balance + missing) / whole,
      hidden: this.#items.length - items.length,
    };
  }
}
