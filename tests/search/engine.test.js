// The engine by itself: node --test tests/search (the index is made here, a few keys by hand).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { open } from "../../docs/theme/assets/search/engine.js";
import { editDistance } from "../../docs/theme/assets/search/query.js";
import { eachDocument } from "../../docs/theme/assets/search/table.js";

const folder = process.env.SEARCH_INDEX;
assert.ok(folder, "SEARCH_INDEX is not set: test_engine.py builds an index and names its folder");

function counted() {
  const asked = [];
  const fetchJson = async (path) => {
    asked.push(path.slice(folder.length + 1));
    return JSON.parse(readFileSync(path, "utf8"));
  };
  return { asked, open: (language) => open(`${folder}/`, language, fetchJson) };
}

test("a query reads a few small files, and none before it is asked", async () => {
  const files = counted();
  const engine = await files.open("ja");
  assert.deepEqual(files.asked, ["search/ja/manifest.json"]);
  await engine.search("証明書 ローテーション");
  assert.ok(files.asked.length > 1 && files.asked.length < 10, String(files.asked));
});

test("a file is fetched once, however many queries want it at a time", async () => {
  const files = counted();
  const engine = await files.open("ja");
  await Promise.all([engine.search("証明書"), engine.search("証明書"), engine.search("証明")]);
  await engine.search("証明書");
  assert.equal(new Set(files.asked).size, files.asked.length);
});

test("a fetch that failed is tried again", async () => {
  const files = counted();
  let broken = false;
  const engine = await open(`${folder}/`, "ja", async (path) => {
    if (broken) throw new Error("offline");
    return JSON.parse(readFileSync(path, "utf8"));
  });
  broken = true;
  await assert.rejects(engine.search("証明書"), /offline/);
  broken = false;
  assert.ok((await engine.search("証明書")).hits.length > 0);
  assert.deepEqual(files.asked, []);
});

test("names are those of the documents, in the order asked for", async () => {
  const engine = await counted().open("en");
  const all = await engine.names([1, 0, engine.documents - 1]);
  const [first] = await engine.names([0]);
  assert.deepEqual(all[1], first);
  assert.deepEqual(Object.keys(first), ["url", "title", "kind"]);
  assert.notEqual(all[0].url, all[2].url);
});

test("a misspelt product is put right and told so", async () => {
  const engine = await counted().open("en");
  const right = await engine.search("linkerd");
  for (const typed of ["linkered", "linkrd", "lnikerd", "ｌｉｎｋｅｒｅｄ"]) {
    const found = await engine.search(typed);
    assert.deepEqual(found.hits, right.hits, typed);
    assert.equal(found.forms[0].kind, "typo");
    assert.deepEqual(marked(engine, "with Linkerd", typed), ["Linkerd"]);
  }
});

test("two words of which one is misspelt are still a phrase", async () => {
  const engine = await counted().open("en");
  assert.deepEqual((await engine.search("app mehs")).hits, (await engine.search("app mesh")).hits);
});

test("a query that finds nothing tells what less would find", async () => {
  const engine = await counted().open("en");
  const { hits, suggestions } = await engine.search("linkerd xyzzyq");
  assert.deepEqual(hits, []);
  assert.deepEqual(suggestions.map(({ dropped, query }) => [dropped, query]), [["xyzzyq", "linkerd"]]);
  assert.equal(suggestions[0].count, (await engine.search("linkerd")).hits.length);
});

test("words that stand apart are told from words that stand nowhere", async () => {
  const engine = await counted().open("en");
  const together = await engine.search("linkerd japan");
  assert.deepEqual(together.hits, []);
  assert.equal(together.apart, true);
  assert.equal((await engine.search("linkerd xyzzyq")).apart, false);
  assert.equal((await engine.search("xyzzyq")).apart, false);
  for (const { query, hits, count } of together.suggestions) {
    assert.deepEqual(hits, (await engine.search(query)).hits);
    assert.equal(count, hits.length);
  }
});

test("only the first documents are found where no others are wanted", async () => {
  const engine = await counted().open("en");
  const all = (await engine.search("linkerd")).hits;
  assert.deepEqual((await engine.search("linkerd", 20)).hits, all.filter((hit) => hit < 20));
});

test("a synonym is told where it found what the typed word had not", async () => {
  const engine = await counted().open("ja");
  const alone = async (query) => (await engine.search(query)).forms.filter((form) => form.alone);
  assert.ok((await alone("リンカード")).some(({ matched }) => matched.includes("Linkerd")));
  assert.deepEqual(await alone("linkerd"), []);
});

test("Japan is asked for in any way of saying it", async () => {
  const engine = await counted().open("en");
  for (const query of ["linkerd japan", "国内", "Japanese companies", "日本 istio"]) assert.ok(engine.asksFor(query, "Japan"), query);
  for (const query of ["linkerd", "日本語"]) assert.ok(!engine.asksFor(query, "Japan"), query);
});

test("a typed sentence of separators asks nothing", async () => {
  const engine = await counted().open("ja");
  for (const query of ["", " \u3000", "、。", "・"]) {
    assert.deepEqual(await engine.search(query), { hits: [], forms: [], suggestions: [], apart: false });
  }
});

const marked = (engine, text, query) => engine.highlight(text, query).map(([start, end]) => text.slice(start, end));

test("what is marked is the text as it is written, whatever was typed", async () => {
  const engine = await counted().open("ja");
  const cases = [
    ["ｻｰﾋﾞｽﾒｯｼｭを使う", "サービスメッシュ", ["ｻｰﾋﾞｽﾒｯｼｭ"]],
    ["サービス・メッシュと Ｉｓｔｉｏ", "ｻｰﾋﾞｽﾒｯｼｭ istio", ["サービス・メッシュ", "Ｉｓｔｉｏ"]],
    ["レイテンシーが低い", "レイテンシ", ["レイテンシー"]],
    ["二人で始めた", "2人", ["二人"]],
    ["wasm と ASM", "asm", ["ASM"]],
    ["オブザーバビリティ（可観測性）", "o11y", ["オブザーバビリティ", "可観測性"]],
    ["か\u3099す会社", "がす", ["か\u3099す"]],
    ["Linkerd を使う", "りんかーど", ["Linkerd"]],
    ["何もない", "istio", []],
  ];
  for (const [text, query, expected] of cases) assert.deepEqual(marked(engine, text, query), expected, query);
});

test("marks are in order, apart and within the text", async () => {
  const engine = await counted().open("ja");
  const text = "サービスメッシュのメッシュをIstioとistio-cniで。𠮷野家も証明書のローテーション";
  const ranges = engine.highlight(text, "メッシュ サービスメッシュ istio 証明書 ローテーション 𠮷野家");
  assert.ok(ranges.length >= 6);
  ranges.reduce((before, [start, end]) => {
    assert.ok(before <= start && start < end && end <= text.length);
    return end;
  }, 0);
});

test("the excerpt shows the words close together, with ranges within it", async () => {
  const engine = await counted().open("ja");
  const text = `${"前置きです。".repeat(40)}証明書を${"間の文です。".repeat(40)}証明書のローテーションを自動にした。${"後書きです。".repeat(40)}`;
  const shown = engine.excerpt(text, "証明書 ローテーション", 80);
  assert.ok(shown.text.length <= 80);
  assert.equal(text.slice(shown.start, shown.start + shown.text.length), shown.text);
  const words = shown.ranges.map(([start, end]) => shown.text.slice(start, end));
  assert.deepEqual(words, ["証明書のローテーション"]);
  const whole = engine.excerpt("短い文", "何か", 80);
  assert.deepEqual(whole, { text: "短い文", start: 0, ranges: [] });
});

test("the distance of two words counts letters put in, left out, changed or swapped", () => {
  for (const other of ["itsio", "isto", "istioo", "istia", "xistio"]) assert.equal(editDistance("istio", other, 1), 1, other);
  assert.equal(editDistance("istio", "istio", 1), 0);
  assert.equal(editDistance("istio", "iitso", 2), 2);
  for (const other of ["osti", "istioxx"]) assert.equal(editDistance("istio", other, 1), Infinity, other);
});

test("postings are read as they were written", () => {
  const documents = [];
  eachDocument("!!#", (document) => documents.push(document));
  assert.deepEqual(documents, [0, 1, 3]);
});

test("the kind of a document is known without its name", async () => {
  const files = counted();
  const engine = await files.open("en");
  engine.manifest.kinds = [["case", 2], ["page", 1]];
  assert.deepEqual([0, 1, 2, 3].map((each) => engine.kind(each)), ["case", "case", "page", undefined]);
  assert.deepEqual(files.asked, ["search/en/manifest.json"]);
});
