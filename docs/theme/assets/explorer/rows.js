// The rows of all cases: loaded once, sorted in every order, their passages read when shown.

export class Rows {
  /** Reads the rows and the names in `language` from below `root`. Throws where one is missing. */
  static async load(root, language, fetchJson = json) {
    const folder = new URL("data/explorer/", root);
    const [rows, names] = await Promise.all([
      fetchJson(new URL("rows.json", folder)),
      fetchJson(new URL(`${language}/names.json`, folder)),
    ]);
    return new Rows(rows, names, (number) => fetchJson(new URL(`${language}/${number}.json`, folder)));
  }

  #orders = new Map();
  #passages = new Map();

  constructor(rows, names, loadPassages) {
    Object.assign(this, rows);
    this.names = names.names;
    this.nameOrder = names.order;
    this.loadPassages = loadPassages;
  }

  /** The values that a case has in a facet. */
  values(row, facet) {
    const { values, rows } = this.facets[facet];
    return [rows[row]].flat().map((number) => values[number]);
  }

  /** All row numbers in the order of a sort; `hits` is the ranking of a text search. */
  order(sort, hits) {
    if (sort === "match" && hits) return hits;
    if (!this.#orders.has(sort)) this.#orders.set(sort, this.#sorted(sort));
    return this.#orders.get(sort);
  }

  #sorted(sort) {
    const all = [...Array(this.count).keys()];
    if (sort === "name") return this.nameOrder;
    if (sort === "added") return all.sort((a, b) => descending(this.added[a], this.added[b]) || a - b);
    if (sort === "sources") return all.sort((a, b) => this.sources[b] - this.sources[a] || a - b);
    if (sort === "year") {
      const years = all.map((row) => this.values(row, "year")[0] ?? "");
      return all.sort((a, b) => descending(years[a], years[b]) || a - b);
    }
    return all; // rows stand in the order of their newest evidence
  }

  /** The passage of a case if its file was read, else undefined. */
  passage(row) {
    const chunk = this.#passages.get(Math.floor(row / this.chunk));
    return Array.isArray(chunk) ? chunk[row % this.chunk] : undefined;
  }

  /** Reads the passages of these rows. */
  async readPassages(rows) {
    const chunks = new Set(rows.map((row) => Math.floor(row / this.chunk)));
    await Promise.all([...chunks].map((number) => this.#readChunk(number)));
  }

  #readChunk(number) {
    if (!this.#passages.has(number)) {
      const reading = this.loadPassages(number).then(
        (passages) => this.#passages.set(number, passages),
        () => this.#passages.delete(number), // shown without its passage; the next showing asks again
      );
      this.#passages.set(number, reading);
    }
    return this.#passages.get(number);
  }

  /** A case as the exports give it; `base` is the address that its page is relative to. */
  record(row, base) {
    const one = (facet) => this.values(row, facet)[0] ?? "";
    return {
      slug: this.slugs[row],
      name: this.names[row],
      url: new URL(`${this.slugs[row]}/`, base).href,
      country: this.values(row, "country"),
      industry: one("industry"),
      size: one("size"),
      mesh: this.values(row, "mesh"),
      mode: this.values(row, "mode"),
      stage: one("stage"),
      last_evidence: this.last[row],
      evidence: one("evidence"),
      sources: this.sources[row],
      year: one("year"),
      motive: this.values(row, "motive"),
      outcome: this.values(row, "outcome"),
      language: one("language"),
      added: this.added[row],
    };
  }
}

function descending(one, other) {
  return one < other ? 1 : one > other ? -1 : 0;
}

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
