// Ranks as the page does: node rank.js CASES.json, with query strings on standard input (a list).
// Answers a list with, for each, the order of all rows, their points, and the reasons of each row.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { Model } from "../../docs/theme/assets/match/model.js";
import { format, parse } from "../../docs/theme/assets/match/query.js";
import { rank } from "../../docs/theme/assets/match/ranking.js";

const model = new Model(JSON.parse(await readFile(process.argv[2], "utf8")));
const answers = JSON.parse(await text(process.stdin)).map((search) => {
  const query = parse(new URLSearchParams(search), (name, word) => model.knows(name, word));
  const { order, points, why } = rank(model, query);
  return {
    search: format(query),
    order: [...order],
    points: [...order].map((row) => points[row]),
    reasons: [...order].map((row) =>
      why(row).map(({ field, asked, verdict, has, points: given }) => [field, asked, verdict, has, given])),
  };
});
process.stdout.write(JSON.stringify(answers));
