// Folds strings as the engine does: {"rules", "groups", "strings"} on standard input.

import { text } from "node:stream/consumers";

import { Keys } from "../../docs/theme/assets/search/keys.js";

const { rules, groups, strings } = JSON.parse(await text(process.stdin));
const keys = new Keys(rules);
const words = groups.flatMap(({ words, also = [], asks = [] }) => [...words, ...also, ...asks]);
keys.learnPairs(words.map((word) => keys.canonical(word)));
const byCodePoint = (one, other) => Buffer.compare(Buffer.from(one[0]), Buffer.from(other[0])) || one[1] - other[1];
const answers = strings.map((string) => {
  const form = keys.canonical(string);
  return {
    normalised: keys.normaliser.normalise(string),
    mapped: keys.normaliser.mapped(string).text,
    canonical: form,
    lookups: keys.lookups(form).map(({ key, whole }) => [key, whole]).sort(byCodePoint),
  };
});
process.stdout.write(JSON.stringify(answers));
