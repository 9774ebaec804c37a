// The facet engine, the address and the exports, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";

const ASSETS = new URL("../../docs/theme/assets/explorer/", import.meta.url);
const { Facets, bitsOf, members, size } = await import(new URL("facets.js", ASSETS));
const { format, parse, withoutAny, withText, withValue } = await import(new URL("state.js", ASSETS));
const { toCsv } = await import(new URL("exports.js", ASSETS));

const COUNT = 1003; // no multiple of 32
let seed = 11;
const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
const VALUES = { mesh: ["a", "b", "c", "d"], country: ["JP", "NO", "US"], year: ["2020", "2021"] };
const rowsOf = (values) =>
  Array.from({ length: COUNT }, () =>
    [random(values.length), [], [random(values.length), (random(values.length - 1) + 1) % values.length]][random(3)]);
const columns = Object.fromEntries(
  Object.entries(VALUES).map(([name, values]) => [name, { values, rows: rowsOf(values) }]));
const has = (name, row, value) =>
  [columns[name].rows[row]].flat().includes(VALUES[name].indexOf(value));
const rows = [...Array(COUNT).keys()];
const matching = (selection, text, without) =>
  rows.filter((row) => (!text || text.includes(row)) && [...selection].every(([name, values]) =>
    name === without || values.some((value) => has(name, row, value))));

test("counts are exact for every selection", () => {
  const facets = new Facets(columns, COUNT);
  const text = rows.filter((row) => row % 3 === 0);
  for (const chosen of [{}, { mesh: ["a"] }, { mesh: ["a", "c"], country: ["JP"] }, { year: ["2021"], mesh: ["d"] }]) {
    for (const words of [null, text]) {
      const selection = new Map(Object.entries(chosen));
      const bits = words && bitsOf(words, COUNT);
      const { matches, total, counts } = facets.select(selection, bits);
      const expected = matching(selection, words);
      assert.deepEqual([...members(matches, rows)], expected);
      assert.equal(total, expected.length);
      assert.equal(facets.total(selection, bits), expected.length);
      for (const [name, values] of Object.entries(VALUES)) {
        const others = matching(selection, words, name);
        for (const value of values) {
          assert.equal(counts.get(name).get(value), others.filter((row) => has(name, row, value)).length);
        }
      }
    }
  }
});

test("the size of a set counts every bit of a word", () => {
  for (const count of [0, 1, 31, 32, 33, 64]) assert.equal(size(bitsOf(Array(count).keys(), count)), count);
});

test("members come in the order asked for", () => {
  assert.deepEqual([...members(bitsOf([1, 5, 9], 10), [9, 8, 5, 1])], [9, 5, 1]);
});

const NAMES = ["mesh", "country"];
const known = (name, value) => (VALUES[name] ?? []).includes(value);

test("the address is read back as it was written", () => {
  for (const address of ["", "?q=%E3%83%AA%E3%83%B3%26&mesh=a,b&country=JP&sort=name&view=table", "?q=x&sort=evidence"]) {
    assert.equal(format(parse(address, NAMES, known), NAMES), address);
  }
});

test("what the address does not know is left out", () => {
  const state = parse("?mesh=a&mesh=b,zzz,a&colour=red&sort=match&view=globe", NAMES, known);
  assert.equal(format(state, NAMES), "?mesh=a,b");
});

test("who asks for nothing any more keeps the view and a chosen sort", () => {
  const state = parse("?q=x&mesh=a&sort=name&view=table", NAMES, known);
  assert.equal(format(withoutAny(state), NAMES), "?sort=name&view=table");
  assert.equal(withoutAny(parse("?q=x", NAMES, known)).sort, "evidence");
});

test("a search sorts by match until the reader sorts otherwise", () => {
  const plain = parse("", NAMES, known);
  const searched = withText(plain, "mtls");
  assert.equal(searched.sort, "match");
  assert.equal(withText(searched, "").sort, "evidence");
  assert.equal(withText({ ...searched, sort: "name" }, "").sort, "name");
  assert.equal(withValue(plain, "mesh", "a", true).selection.get("mesh")[0], "a");
});

test("no cell of the CSV can be run by a spreadsheet", () => {
  const starts = ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"];
  for (const name of starts) {
    const [, line] = toCsv([{ slug: "x", name }]).split(/\r\n(?=x,)/);
    assert.match(line, /^x,"?'/, JSON.stringify(name));
  }
});

test("quotes, commas and lists survive the CSV", () => {
  const text = toCsv([{ slug: "x", name: 'A "b", c', mesh: ["istio", "linkerd"] }]);
  assert.match(text, /\r\nx,"A ""b"", c",.*,istio; linkerd,/);
});
