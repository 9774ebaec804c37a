// The citation of the claim whose permalink was followed: a button behind it copies the text that
// the page's own citation is made of, with the id of the claim in it.

let button = null;

/** Shows the button behind `permalink`, where the page has claims to cite and a clipboard. */
export function offer(permalink) {
  button?.remove();
  const text = textOf(permalink.hash.slice(1));
  if (!text || !navigator.clipboard) return;
  const { copy, done } = document.getElementById("claim-citation").dataset;
  button = document.createElement("button");
  button.type = "button";
  button.className = "cite-claim";
  button.textContent = copy;
  button.addEventListener("click", async ({ currentTarget }) => {
    await navigator.clipboard.writeText(text);
    currentTarget.textContent = done;
  });
  (permalink.closest(".nb") ?? permalink).after(button); // its line may break before the button
}

/** The citation of the claim with this id, or null where the page has none. */
export function textOf(id) {
  const words = document.getElementById("claim-citation")?.content.cloneNode(true);
  words?.querySelectorAll("b").forEach((slot) => { slot.textContent = id; });
  return words?.textContent ?? null;
}
