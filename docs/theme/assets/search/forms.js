// What a search took a word for, to be told to the reader.

const SHOWN = 4;

/** {asked, used} of each word that was put right. */
export function corrected(forms) {
  return forms.filter(({ kind }) => kind === "typo").map(({ asked, matched }) => ({ asked, used: matched[0] }));
}

/** {asked, others} of each word without whose synonyms there would be less. */
export function synonyms(forms) {
  return forms
    .filter(({ kind, alone, matched }) => kind === "synonym" && alone && matched.length > 1) // one: an ending
    .map(({ asked, matched }) => ({
      asked,
      others: matched.filter((form) => form.toLowerCase() !== asked.toLowerCase()).slice(0, SHOWN),
    }))
    .filter(({ others }) => others.length);
}
