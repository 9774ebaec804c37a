// Where a query stands in a text as the reader sees it, and the passage worth showing.

import { escaped } from "./normalise.js";

/**
 * @param {import("./query.js").QueryReader} reader
 * @returns {[number, number][]} stretches of the original text, in order and apart.
 */
export function highlight(reader, text, query) {
  return found(reader, text, query).map(({ start, end }) => [start, end]);
}

/** @returns {{text: string, start: number, ranges: [number, number][]}} ranges within `text`. */
export function excerpt(reader, text, query, length = 160) {
  const marks = found(reader, text, query);
  const start = bestStart(marks, text, length);
  const end = atCharacter(text, Math.min(start + length, text.length));
  const ranges = marks
    .filter((mark) => mark.start >= start && mark.end <= end)
    .map((mark) => [mark.start - start, mark.end - start]);
  return { text: text.slice(start, end), start, ranges };
}

/** The window that shows most different words, the earliest of equals; a little lead before it. */
function bestStart(marks, text, length) {
  const lead = Math.floor(length / 5);
  let chosen = 0;
  let most = 0;
  for (const { start } of marks) {
    const words = new Set();
    for (const mark of marks) {
      if (mark.start < start || mark.end > start + length - lead) continue;
      for (const word of mark.words) words.add(word);
    }
    if (words.size > most) [most, chosen] = [words.size, start];
  }
  if (text.length <= length || chosen <= lead) return 0;
  return atWord(text, Math.min(chosen - lead, text.length - length));
}

/** Move on to the start of a word where words are parted by spaces, else stay. */
function atWord(text, at) {
  const space = /^\S{0,15}\s/.exec(text.slice(at));
  return space && /\S/.test(text[at - 1] ?? "") ? at + space[0].length : atCharacter(text, at);
}

function atCharacter(text, at) {
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at;
}

function found(reader, text, query) {
  const map = reader.keys.normaliser.mapped(text);
  const marks = reader.words(query).flatMap((word, number) =>
    patterns(reader, word.form).flatMap((pattern) =>
      [...map.text.matchAll(pattern)].map((match) => ({
        start: map.starts[match.index],
        end: map.ends[match.index + match[0].length - 1],
        words: [number],
      })),
    ),
  );
  return apart(marks.sort((one, other) => one.start - other.start || other.end - one.end));
}

function apart(sorted) {
  const result = [];
  for (const mark of sorted) {
    const last = result.at(-1);
    if (last && mark.start < last.end) {
      last.end = Math.max(last.end, mark.end);
      last.words = [...last.words, ...mark.words];
    } else result.push({ ...mark });
  }
  return result;
}

function patterns(reader, form) {
  const right = reader.corrected(form);
  const groups = [...reader.groupsOf(form), ...(right ? reader.groupsOf(reader.keys.canonical(right)) : [])];
  const same = groups.flatMap((group) => reader.groups[group].found).map((word) => reader.keys.canonical(word));
  const forms = [form, ...reader.variants(form), ...same];
  const whole = new Set(forms.filter(Boolean));
  if (!reader.groupsOf(form).length) for (const part of reader.parts(form)) whole.add(part);
  return [...whole].map((each) => pattern(reader, each));
}

/** A form as it is found: Latin from a token's edge, parts with anything but words between. */
function pattern(reader, form) {
  const { latin } = reader.rules.classes;
  const between = `(?:(?!${reader.rules.runs})[^]){1,3}`;
  const body = form.split(" ").map(escaped).join(between);
  const before = new RegExp(`^${latin}`, "u").test(form) ? `(?<!${latin})` : "";
  const short = /^[a-z]{1,2}$|[0-9]$/.test(form) ? `(?!${latin})` : "";
  return new RegExp(before + body + short, "gu");
}
