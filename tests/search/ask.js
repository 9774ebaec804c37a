// Asks an index on disk: node ask.js FOLDER, with {"language", "queries"} on standard input.
// Answers a list with, for each query, the result of `search` and the addresses of its hits.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { open } from "../../docs/theme/assets/search/engine.js";

const folder = process.argv[2];
const { language, queries } = JSON.parse(await text(process.stdin));
const engine = await open(`${folder}/`, language, async (path) => JSON.parse(await readFile(path, "utf8")));
const answers = [];
for (const query of queries) {
  const started = performance.now();
  const result = await engine.search(query);
  const milliseconds = performance.now() - started;
  const names = await engine.names(result.hits);
  answers.push({ ...result, urls: names.map(({ url }) => url), milliseconds });
}
process.stdout.write(JSON.stringify(answers));
