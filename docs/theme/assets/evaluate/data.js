// The evidence as the worksheet weighs it, from the file evaluate/<language>.json.

import { Cell } from "./cell.js";

const KEYS = [
  "candidate", "criterion", "direction", "units", "grade", "vendor", "from", "claim", "words", "who",
  "sources", "language",
];

/** The evidence of a file; all items are in `cells`, by candidate and criterion. */
export function evidenceOf(file) {
  const candidates = file.candidates.map(([id, name, family, ended]) => ({ id, name, family, ended }));
  const criteria = named(file.criteria);
  const requirements = named(file.requirements);
  const cells = candidates.map(() => criteria.map((_, criterion) => new Cell(criterion, file.needed)));
  file.items.forEach((values, number) => {
    const item = Object.fromEntries(KEYS.map((key, at) => [key, values[at]]));
    // Facts on record count one by one, however many a page holds.
    item.origin = item.grade ? item.from : file.origins.length + number;
    item.address = item.claim.includes("#") ? item.claim : `${file.origins[item.from]}#${item.claim}`;
    item.who = file.who[item.who];
    cells[item.candidate][item.criterion].add(item);
  });
  const demands = file.demands.map(([candidate, requirement, answer, address]) =>
    ({ candidate: candidates[candidate].id, requirement: requirements[requirement].id, answer, address }));
  const grades = named(file.grades);
  const { needed, enough, all_up_to: allUpTo, sample, defaults, sources, today } = file;
  return {
    candidates, criteria, requirements, grades, cells, demands,
    needed, enough, allUpTo, sample, defaults, sources, today,
  };
}

function named(pairs) {
  return pairs.map(([id, label]) => ({ id, label }));
}
