// The page's own words: the script has none.

/** Reads `data-say-*` of an element; `say("countSome", {shown: 1})` fills the braces. */
export function wordsOf(element, language) {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat("en");
  const say = (name, values = {}) => {
    const text = element.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`];
    return text.replace(/\{(\w+)\}/g, (_, key) =>
      typeof values[key] === "number" ? number.format(values[key]) : values[key],
    );
  };
  /** The singular or the plural of a word, by `values.count`. */
  const sayMany = (name, values) =>
    say(`${name}${plural.select(values.count) === "one" ? "One" : "Other"}`, values);
  return { say, sayMany, number: (value) => number.format(value) };
}
