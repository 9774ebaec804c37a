// When the browser has time: what is not part of an answer waits until the answer is seen.

const SHOWING = 20; // milliseconds from the painting of a frame until it is on the screen

/** Resolves when the next frame has been shown. */
export async function presented() {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, SHOWING));
}

/** Resolves when nothing more pressing is left to do, or a moment later all the same. */
export function idle() {
  const wait = window.requestIdleCallback ?? setTimeout; // WebKit has none
  return new Promise((resolve) => wait(resolve, { timeout: 150 }));
}
