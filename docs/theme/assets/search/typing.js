// Typing that waits for the input method: nothing is asked while a word is being composed.

/** Calls `asked(text)` a moment after a text was typed. */
export function listen(input, asked, wait = 40) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => asked(input.value.trim()), wait);
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
