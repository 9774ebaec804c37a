// Scores from evidence and a reader's weights: the same numbers as analysis/weighing.py gives.
//
// The operations and their order are equal there and here, so that not a bit differs.

const MULTIPLIER = 48271; // the minimal standard generator of Park and Miller
const MODULUS = 2147483647;

/**
 * What the evidence supports for a choice {candidates, weights, musts, vendor, weakest}.
 *
 * Gives {scores, sensitivity, excluded, open}. A score is {candidate, low, high, cells, known,
 * placed}, highest middle first; its cells, in the order of the criteria that matter, are
 * {criterion, low, high, units, items, hidden}. `excluded` and `open` are demands.
 */
export function weigh(found, choice) {
  const asked = found.demands.filter(({ candidate, requirement }) =>
    choice.musts.includes(requirement) && choice.candidates.includes(candidate));
  const excluded = asked.filter(({ answer }) => answer === "no");
  const out = new Set(excluded.map(({ candidate }) => candidate));
  const open = asked.filter(({ answer, candidate }) => answer === "unknown" && !out.has(candidate));
  const matter = [...found.criteria.keys()].filter((at) => choice.weights[found.criteria[at].id]);
  const weights = matter.map((at) => choice.weights[found.criteria[at].id]);
  const scores = [...found.candidates.keys()]
    .filter((at) => choice.candidates.includes(found.candidates[at].id) && !out.has(found.candidates[at].id))
    .map((at) => scoreOf(found, choice, at, matter, weights));
  const sensitivity = sensitivityOf(scores, weights, found);
  scores.sort((one, other) => other.low + other.high - (one.low + one.high));
  return { scores, sensitivity, excluded, open };
}

function scoreOf(found, choice, candidate, matter, weights) {
  const cells = matter.map((criterion) => found.cells[candidate][criterion].of(choice));
  const score = { candidate, low: -1, high: 1, cells, known: 0, placed: false };
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (!whole) return score;
  const [low, high] = weighted(cells, weights);
  score.low = low / whole;
  score.high = high / whole;
  score.known = weights.reduce((sum, weight, at) => sum + (cells[at].units ? weight : 0), 0) / whole;
  score.placed = score.known >= found.enough;
  return score;
}

/** Every weight one step up, one down or as it is, in all combinations or a fixed sample. */
function sensitivityOf(scores, weights, { allUpTo, sample }) {
  const placed = scores.filter((score) => score.placed);
  const first = new Map(placed.map(({ candidate }) => [candidate, 0]));
  const clear = new Map(first);
  const add = (counts, { candidate }) => counts.set(candidate, counts.get(candidate) + 1);
  let tried = 0;
  for (const steps of stepsOf(weights.length, allUpTo, sample)) {
    const changed = weights.map((weight, at) => weight + steps[at]);
    if (!changed.some(Boolean)) continue;
    tried += 1;
    const ranges = placed.map(({ cells }) => weighted(cells, changed));
    const middles = leaders(ranges.map(([low, high]) => low + high));
    const highs = leaders(ranges.map(([, high]) => high));
    if (middles.best > middles.next) add(first, placed[middles.at]);
    ranges.forEach(([low], at) => {
      if (low > (at === highs.at ? highs.next : highs.best)) add(clear, placed[at]);
    });
  }
  return { tried, first, clear };
}

/** The greatest value, where it stands, and the greatest of all others. */
function leaders(values) {
  let at = -1;
  let best = -Infinity;
  let next = -Infinity;
  for (let each = 0; each < values.length; each += 1) {
    const value = values[each];
    if (value > best) {
      next = best;
      best = value;
      at = each;
    } else if (value > next) {
      next = value;
    }
  }
  return { at, best, next };
}

function weighted(cells, weights) {
  let low = 0;
  let high = 0;
  for (let at = 0; at < weights.length; at += 1) {
    low += weights[at] * cells[at].low;
    high += weights[at] * cells[at].high;
  }
  return [low, high];
}

const series = new Map(); // the combinations of steps, by how many weights there are

function stepsOf(count, allUpTo, sample) {
  if (!series.has(count)) series.set(count, count > allUpTo ? sampleOf(count, sample) : allOf(count));
  return series.get(count);
}

function allOf(count) {
  return Array.from({ length: 3 ** count }, (_, number) =>
    Array.from({ length: count }, (_, at) => (Math.floor(number / 3 ** at) % 3) - 1));
}

/** The weights as they are, then combinations of a fixed series. */
function sampleOf(count, sample) {
  let seed = 1;
  const next = () => (seed = (seed * MULTIPLIER) % MODULUS) % 3 - 1;
  return Array.from({ length: sample }, (_, number) => Array.from({ length: count }, () => (number ? next() : 0)));
}
