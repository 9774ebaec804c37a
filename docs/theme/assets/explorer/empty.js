// Nothing found: whether that is a finding, what to loosen, and how to add what is missing.

/**
 * The section that stands in place of the results.
 *
 * `chosen` lists {label, without, count} for the text and each value: `without()` takes it away
 * and `count` is what that would give.
 */
export function emptySection({ page, words, labels, text, textHits, total, chosen, japan }) {
  const section = page.querySelector("#part-empty").content.firstElementChild.cloneNode(true);
  const values = labels.join(words.say("emptyAnd"));
  const kind = !text ? "Facets" : labels.length ? "Both" : "Text";
  section.querySelector("h2").textContent = words.say(`empty${kind}`, { values, text });
  const why = !text ? "emptyFinding" : textHits ? "emptyMixed" : "emptyDeadEnd";
  section.querySelector(".x-why").textContent = words.say(why, { total });
  section.querySelector(".call").hidden = !japan;
  const item = page.querySelector("#part-loosen").content;
  section.querySelector(".loosen").append(...chosen.map(({ label, without, count }) => {
    const line = item.cloneNode(true);
    const button = line.querySelector("button");
    button.textContent = words.say("remove", { value: label });
    button.addEventListener("click", without);
    line.querySelector(".n").textContent = words.number(count);
    return line;
  }));
  return section;
}
