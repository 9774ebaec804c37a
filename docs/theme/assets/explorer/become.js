// Making one element like another by changing no more than what differs.
//
// What stays needs no new style, layout or paint; for a mark that is drawn from a file with <use>
// this saves most.

/** Makes the attributes and the content of `element` those of `model`, of which it keeps nothing. */
export function become(element, model) {
  for (const { name } of [...element.attributes]) {
    if (!model.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of model.attributes) set(element, name, value);
  contain(element, model.childNodes);
}

/** Makes the content of `element` like these nodes. */
export function contain(element, nodes) {
  const own = [...element.childNodes];
  for (const each of own.splice(nodes.length)) each.remove();
  [...nodes].forEach((node, at) => {
    const old = own[at];
    if (!old) element.append(node.cloneNode(true));
    else if (old.nodeName !== node.nodeName) old.replaceWith(node.cloneNode(true));
    else if (node.nodeType === Node.TEXT_NODE) write(old, node.data);
    else become(old, node);
  });
}

/** Makes `text` all that `element` contains. */
export function say(element, text) {
  const { firstChild } = element;
  if (firstChild?.nodeType === Node.TEXT_NODE && !firstChild.nextSibling) write(firstChild, text);
  else element.textContent = text;
}

/** Sets an attribute unless it has this value. */
export function set(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

function write(node, text) {
  if (node.data !== text) node.data = text;
}
