// What came out, as sentences: first what the evidence supports, then whom it cannot place.

/** The names, joined as in a sentence. */
export function listed(names, words) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(words.say("join"))}${words.say("last")}${names.at(-1)}`;
}

/** The sentences on what `weigh` gives; `words` are the worksheet's. */
export function sentenceOf(weighed, found, choice, words) {
  const nameOf = (candidate) => found.candidates[candidate].name;
  if (!weighed.scores.length) return words.say("none");
  if (!Object.values(choice.weights).some(Boolean)) return words.say("weightless");
  const unplaced = weighed.scores.filter(({ placed }) => !placed).map(({ candidate }) => nameOf(candidate));
  const told = [leading(weighed, nameOf, words)];
  if (unplaced.length && unplaced.length < weighed.scores.length) {
    told.push(words.say("unplaced", { names: listed(unplaced, words) }));
  }
  return told.join(words.say("stop"));
}

function leading({ scores, sensitivity }, nameOf, words) {
  const { tried, first, clear } = sensitivity;
  const placed = scores.filter((score) => score.placed).map(({ candidate }) => candidate);
  if (!placed.length) return words.say("nobody");
  if (placed.length === 1) return words.say("alone", { name: nameOf(placed[0]) });
  const order = [...placed].sort((one, other) => first.get(other) - first.get(one));
  const name = nameOf(order[0]);
  if (clear.get(order[0]) === tried) {
    return words.say("clear_all", { name, tried, others: listed(order.slice(1).map(nameOf), words) });
  }
  const count = first.get(order[0]);
  if (count === tried) return words.say("first_all", { name, tried });
  const others = order.slice(1).filter((each) => first.get(each));
  const rest = others.map((each) => words.say("rest", { name: nameOf(each), count: first.get(each) }));
  return words.say("first_some", { name, count, tried, rest: rest.length ? listed(rest, words) : words.say("even") });
}

/** A score as it is read: +0.69, −0.54. */
export function signed(value) {
  const shown = Math.abs(value).toFixed(2);
  if (Number(shown) === 0) return "0.00";
  return `${value < 0 ? "−" : "+"}${shown}`;
}

/** A range as it is read; one number where worst and best meet. */
export function ranged({ low, high }, words) {
  return signed(low) === signed(high) ? signed(low) : words.say("score", { low: signed(low), high: signed(high) });
}
