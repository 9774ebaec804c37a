/** A text as nodes, the ranges [start, end] in <mark>. */
export function marked(text, ranges) {
  const nodes = [];
  let done = 0;
  for (const [start, end] of ranges) {
    if (start > done) nodes.push(text.slice(done, start));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(mark);
    done = end;
  }
  if (done < text.length) nodes.push(text.slice(done));
  return nodes;
}
