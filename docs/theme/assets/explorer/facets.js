// Exact facet counts on bit sets: one bit a case, one Uint32Array a facet value.

/** The bit set of the given row numbers. */
export function bitsOf(rows, count) {
  const bits = new Uint32Array((count + 31) >>> 5);
  for (const row of rows) bits[row >>> 5] |= 1 << (row & 31);
  return bits;
}

/** How many bits are set in both; the second may be left out. */
export function size(bits, other = bits) {
  let total = 0;
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word] & other[word];
    rest -= (rest >>> 1) & 0x55555555;
    rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
    total += (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return total;
}

/** The row numbers in `order` (all rows, any order) whose bit is set. */
export function members(bits, order) {
  return order.filter((row) => (bits[row >>> 5] >>> (row & 31)) & 1);
}

export class Facets {
  /**
   * `columns` maps a facet to {values: ids, rows: for each case a value number or a list of them}.
   */
  constructor(columns, count) {
    this.count = count;
    this.all = bitsOf(Array(count).keys(), count);
    this.columns = new Map(Object.entries(columns).map(([name, column]) => [name, postings(column, count)]));
  }

  /** The facets in their order. */
  get names() {
    return [...this.columns.keys()];
  }

  /**
   * The matches of a selection: values are OR inside a facet and AND across facets and text.
   *
   * `selection` maps a facet to the chosen values; `text` is the bit set of a text search or null.
   * Returns {matches, total, counts}; counts.get(facet).get(value) is what that value has among
   * the cases that all the other facets leave.
   */
  select(selection, text = null) {
    const unions = new Map();
    for (const [name, values] of selection) {
      if (values.length) unions.set(name, this.#union(name, values));
    }
    const matches = this.#intersection(unions, text);
    const counts = new Map();
    for (const [name, column] of this.columns) {
      const rest = unions.has(name) ? this.#intersection(unions, text, name) : matches;
      counts.set(name, new Map([...column].map(([value, bits]) => [value, size(bits, rest)])));
    }
    return { matches, total: size(matches), counts };
  }

  /** How many cases a selection has, without the counts of the values. */
  total(selection, text = null) {
    const chosen = [...selection].filter(([, values]) => values.length);
    return size(this.#intersection(new Map(chosen.map(([name, values]) => [name, this.#union(name, values)])), text));
  }

  #union(name, values) {
    const union = new Uint32Array(this.all.length);
    for (const value of values) {
      const bits = this.columns.get(name)?.get(value);
      if (bits) for (let word = 0; word < union.length; word++) union[word] |= bits[word];
    }
    return union;
  }

  #intersection(unions, text, without = null) {
    const result = (text ?? this.all).slice();
    for (const [name, bits] of unions) {
      if (name === without) continue;
      for (let word = 0; word < result.length; word++) result[word] &= bits[word];
    }
    return result;
  }
}

function postings(column, count) {
  const sets = column.values.map(() => new Uint32Array((count + 31) >>> 5));
  column.rows.forEach((numbers, row) => {
    for (const number of [numbers].flat()) sets[number][row >>> 5] |= 1 << (row & 31);
  });
  return new Map(column.values.map((value, number) => [value, sets[number]]));
}
