// The bar of a score: from worst to best on an axis from -1 to 1, a dot where the two meet.

/** Draws a range into the bar of the page; one that cannot be placed is broken. */
export function draw(bar, { low, high, placed }) {
  const range = bar.querySelector(".range");
  const dot = bar.querySelector("circle");
  const at = (value) => `${((value + 1) / 2) * 100}%`;
  const isPoint = high - low < 0.02;
  range.setAttribute("x1", at(low));
  range.setAttribute("x2", at(high));
  range.classList.toggle("broken", !placed);
  dot.setAttribute("cx", at((low + high) / 2));
  dot.classList.toggle("away", !isPoint);
}
