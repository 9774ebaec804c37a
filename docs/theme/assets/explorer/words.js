// The page's own words: the script has none.

const SAID = 4000; // milliseconds that "copied" stands

/** The words in `data-say-*` of an element: `say("countSome", {shown: 1})` fills the braces. */
export function wordsOf(element, language) {
  return sayer((name) => element.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`], "One", "Other", language);
}

/** The words of a file, by their names there. */
export function wordsIn(texts, language) {
  return sayer((name) => texts[name], "_one", "_other", language);
}

function sayer(textOf, one, other, language) {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat("en");
  const say = (name, values = {}) =>
    textOf(name).replace(/\{(\w+)\}/g, (_, key) =>
      typeof values[key] === "number" ? number.format(values[key]) : values[key],
    );
  /** The singular or the plural of a word, by `values.count`. */
  const sayMany = (name, values) => say(`${name}${plural.select(values.count) === "one" ? one : other}`, values);
  /** Says for a while that something was copied. */
  const tellCopied = (page) => {
    const told = page.querySelector("#copied");
    told.textContent = say("copied");
    setTimeout(() => (told.textContent = ""), SAID);
  };
  return { say, sayMany, tellCopied, number: (value) => number.format(value) };
}
