// Charts that can be asked: the pointer or the arrow keys read one figure after the other from the
// table beneath, and the marks of the key switch series off and on. Without it nothing is missing.

const SVG = "http://www.w3.org/2000/svg";

/** What a row of the table beneath says: its head, and each figure with the name of its column. */
function told(row) {
  const { tHead } = row.closest("table");
  const heads = [...tHead.rows[0].cells].map((cell) => cell.firstChild.textContent.trim());
  const unit = tHead.querySelector(".unit")?.textContent;
  const figures = [...row.cells].slice(1)
    .map((cell, at) => [heads[at + 1], cell])
    .filter(([, cell]) => !cell.querySelector(".none"))
    .map(([head, cell]) => `${head} ${cell.firstChild.textContent.trim()}`);
  const [head] = row.cells;
  const name = head.querySelector(".mesh") ?? head.firstChild;
  const doubts = [...head.querySelectorAll(".doubtful")].map((note) => note.textContent);
  return [name.textContent.trim(), ...figures, unit, ...doubts].filter(Boolean).join(" · ");
}

/** The places of a chart in the order of the rows of its table, in pixels of the chart. */
function places(plot) {
  const { left, top } = plot.getBoundingClientRect();
  const lanes = [...plot.querySelectorAll(".lane")];
  if (lanes.length > 0) {
    return lanes.map((lane) => {
      const box = lane.querySelector(".dot, .limit").getBoundingClientRect();
      return { y: box.top + box.height / 2 - top };
    });
  }
  return [...plot.querySelectorAll(".panel")].flatMap((panel) => {
    const points = [...panel.querySelectorAll("circle")].map((point) => {
      const box = point.getBoundingClientRect();
      return Math.round(box.left + box.width / 2 - left);
    });
    return [...new Set(points)].sort((one, other) => one - other).map((x) => ({ x }));
  });
}

function drawGuide(plot, { x, y }) {
  plot.querySelector(":scope > .guide")?.remove();
  const guide = document.createElementNS(SVG, "line");
  const ends = y === undefined ? { x1: x, x2: x, y1: 0, y2: "100%" } : { x1: 0, x2: "100%", y1: y, y2: y };
  for (const [name, value] of Object.entries({ class: "guide", ...ends })) guide.setAttribute(name, value);
  plot.prepend(guide);
}

function setUpReading(frame) {
  const canvas = frame.querySelector(".canvas");
  const plot = canvas.querySelector(".plot");
  const rows = [...frame.querySelectorAll("tbody tr")];
  const readout = document.createElement("p");
  readout.className = "readout";
  readout.setAttribute("role", "status");
  canvas.after(readout);
  let at = -1;
  const show = (next) => {
    const known = places(plot);
    if (next === at || !known[next] || !rows[next]) return;
    at = next;
    drawGuide(plot, known[at]);
    readout.textContent = told(rows[at]);
  };
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", frame.querySelector(".marks").dataset.hint);
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(Math.min(Math.max(at + step, 0), rows.length - 1));
  });
  canvas.addEventListener("pointermove", (event) => {
    const { left, top } = plot.getBoundingClientRect();
    const far = places(plot).map(({ x, y }) => Math.abs(y === undefined ? event.clientX - left - x : event.clientY - top - y));
    show(far.indexOf(Math.min(...far)));
  });
}

function setUpSwitches(frame) {
  const items = [...frame.querySelectorAll("[data-series]")];
  if (items.length < 2) return;
  for (const item of items) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(...item.childNodes);
    item.append(button);
    button.addEventListener("click", () => {
      const isShown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isShown));
      for (const mark of frame.querySelectorAll(`.plot .${item.dataset.series}`)) mark.classList.toggle("off", !isShown);
    });
  }
}

for (const frame of document.querySelectorAll(".frame")) {
  setUpReading(frame);
  setUpSwitches(frame);
}
