// Weighs choices as the page does: node weigh.js, with the data file and the choices on standard
// input. Answers a list with the scores, the counts and the decision record of each.

import { text } from "node:stream/consumers";

const ASSETS = new URL("../../docs/theme/assets/", import.meta.url);
const [{ evidenceOf }, { weigh }, { recordOf }, { format, parse }, { wordsIn }] = await Promise.all(
  ["evaluate/data", "evaluate/weighing", "evaluate/record", "evaluate/state", "explorer/words"].map(
    (name) => import(new URL(`${name}.js`, ASSETS)),
  ),
);

const { file, digest, base, path, language, choices } = JSON.parse(await text(process.stdin));
const found = evidenceOf(file);
const words = wordsIn(file.words, language);
const idOf = (candidate) => found.candidates[candidate].id;
const counts = (map) => Object.fromEntries([...map].map(([candidate, count]) => [idOf(candidate), count]));
const pairs = (demands) => demands.map(({ candidate, requirement }) => [candidate, requirement]);

const answers = choices.map((choice) => {
  const started = performance.now();
  const weighed = weigh(found, choice);
  const milliseconds = performance.now() - started;
  const { scores, sensitivity, excluded, open } = weighed;
  return {
    milliseconds,
    scores: scores.map(({ candidate, low, high, known, placed, cells }) => ({
      candidate: idOf(candidate), low, high, known, placed,
      cells: Object.fromEntries(cells.map((cell) => [found.criteria[cell.criterion].id, [cell.low, cell.high]])),
    })),
    tried: sensitivity.tried,
    first: counts(sensitivity.first),
    clear: counts(sensitivity.clear),
    excluded: pairs(excluded),
    open: pairs(open),
    again: parse(format(choice, found), found),
    record: recordOf(weighed, found, choice, words, { base, digest, file: path }),
  };
});
process.stdout.write(JSON.stringify(answers));
