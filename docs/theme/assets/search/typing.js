// Typing that waits for the input method: nothing is asked while a word is being composed.

const WAIT = 30; // milliseconds: keys that come faster are one question

/** Calls `asked(text)` a moment after a text was typed. */
export function listen(input, asked) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => asked(input.value.trim()), WAIT);
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
