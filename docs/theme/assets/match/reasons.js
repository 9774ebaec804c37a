// The reasons of the ranking in words: for each verdict what is listed under it.

const VERDICTS = ["agrees", "close", "differs", "unknown"];

/**
 * {agrees, close, differs, unknown}: lists of texts. `shown` holds the labels of words by field and
 * the numbers as they are told, `words` is what the page says, `any` what is asked of any mesh left.
 */
export function inWords(reasons, row, { shown, words, any }) {
  const groups = new Map();
  for (const reason of reasons) {
    const key = `${reason.verdict} ${reason.field}`;
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  const texts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, []]));
  for (const group of groups.values()) texts[group[0].verdict].push(...told(group, row, { shown, words, any }));
  return texts;
}

/** The reasons of one field with one verdict. */
function told(group, row, { shown, words, any }) {
  const [{ field, verdict, asked }] = group;
  const name = words.say(fieldWord(field));
  if (verdict === "unknown") return [name];
  const label = (word) => (typeof word === "number" ? words.number(word) : shown.labels[field][word]);
  const wanted = group.map((reason) => reason.asked);
  if (field === "wish") return wanted.map(label);
  const had = shown.told[field] ? [shown.told[field][row]] : unique(group.flatMap(({ has }) => has)).map(label);
  const join = (labels) => labels.join(words.say("join"));
  if (asked === any) return [had.length ? words.say("whole", { field: name, has: join(had) }) : name];
  const values = { field: name, has: join(had), asked: join(wanted.map(label)) };
  if (!had.length) return [words.say("absent", values)];
  return [words.say(verdict === "agrees" ? "whole" : "part", values)];
}

function fieldWord(field) {
  return `field${field[0].toUpperCase()}${field.slice(1)}`;
}

function unique(list) {
  return [...new Set(list)];
}
