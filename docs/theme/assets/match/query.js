// What is asked for, and its spelling in the address: ?industry=banking&country=JP&motive=mtls,cost.

const ONE = ["industry", "size", "country"];
const SEVERAL = ["motive", "mesh", "mode", "wish"];
const NUMBERS = ["clusters", "services"];

/** The wish that asks for those that left; it is a field of its own in the ranking. */
const LEFT = "left";

/** The names that a query may have in the address and in the form, in their order. */
const NAMES = [...ONE, "environment", ...NUMBERS, ...SEVERAL];

/** The largest number that may be asked for. */
const MOST = 999_999_999;

/**
 * The query of an address or of a form's data: the words asked, by name, a number for numbers.
 * `knows(name, word)` says which words there are; what it does not know is left out.
 */
export function parse(parameters, knows) {
  const query = new Map();
  for (const name of NAMES) {
    const asked = parameters.getAll(name).flatMap((text) => text.split(",")).map((text) => text.trim());
    if (NUMBERS.includes(name)) {
      const number = Number(asked[0]);
      if (Number.isInteger(number) && number >= 1 && number <= MOST) query.set(name, number);
      continue;
    }
    const words = [...new Set(asked)].filter((word) => (name === "wish" && word === LEFT) || knows(name, word));
    if (words.length) query.set(name, ONE.includes(name) ? words.slice(0, 1) : words);
  }
  return query;
}

/** The query string of a query, with its question mark; nothing where nothing is asked. */
export function format(query) {
  const parts = [...query].map(([name, asked]) => `${name}=${[asked].flat().map(encodeURIComponent).join(",")}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** What a query asks of each field of the ranking, as `rules` have them. */
export function asked(query, rules, fields) {
  const words = (name) => query.get(name) ?? [];
  const places = words("environment").concat(words("environment").map((word) => rules.on[word]).filter(Boolean));
  const of = new Map([...ONE, ...NUMBERS, ...SEVERAL].map((name) => [name, [words(name)].flat()]));
  for (const place of rules.places) of.set(place, [...new Set(places)].filter((word) => fields.get(place).has(word)));
  if (words("wish").includes(LEFT)) {
    of.set("left", words("mesh").length ? words("mesh") : [rules.any]);
    of.set("wish", words("wish").filter((word) => word !== LEFT));
  }
  return of;
}
