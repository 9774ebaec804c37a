// Typing that waits for the input method: nothing is asked while a word is being composed.

const WHOLE = 40; // milliseconds after a word that came at once: pasted, taken from a list, composed
const LETTER = 120; // after one letter, which the next one mostly makes useless

/** Calls `asked(text)` a moment after a text was typed. */
export function listen(input, asked) {
  let timer;
  let before = input.value;
  const later = () => {
    const letter = Math.abs(input.value.length - before.length) === 1;
    before = input.value;
    clearTimeout(timer);
    timer = setTimeout(() => asked(input.value.trim()), letter ? LETTER : WHOLE);
  };
  input.addEventListener("input", (event) => {
    if (!event.isComposing) later();
  });
  input.addEventListener("compositionstart", () => clearTimeout(timer));
  input.addEventListener("compositionend", later);
}

/** Whether a key belongs to the input method: Enter then takes a word, it submits nothing. */
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}
