// A lifeline: what macros/lifeline.html draws, into the axis that it drew in the template.

import { set } from "./become.js";

const SVG = "http://www.w3.org/2000/svg";
const YEARS = { room: 18, line: 15 }; // pixels for the years under a strip, and where they stand

export class Lifeline {
  #height;

  /** `styles` are the attributes of the parts by their number, `file` is where their marks are. */
  constructor(svg, { styles, file }) {
    Object.assign(this, { svg, styles, file });
    this.ticks = svg.querySelectorAll(".tick");
    this.years = svg.querySelectorAll("text");
    this.parts = [...svg.children].slice(this.ticks.length + this.years.length);
    this.#height = Number(this.ticks[0].getAttribute("y2"));
  }

  /** What those hear who do not see it. */
  set label(text) {
    set(this.svg, "aria-label", text);
  }

  /** Draws [height, [style number, x, x of the end], …]; places in per cent, height in pixels. */
  draw([height, ...parts]) {
    if (height !== this.#height) this.#stretch(height);
    parts.forEach(([number, x, to], at) => {
      const part = this.#part(at, to === undefined ? "use" : "line");
      const style = this.styles[number];
      for (const name in style) set(part, name, name === "href" ? this.file + style[name] : style[name]);
      set(part, to === undefined ? "x" : "x1", `${x}%`);
      if (to !== undefined) set(part, "x2", `${to}%`);
    });
    this.#cut(parts.length);
  }

  /**
   * The element of a part. One of another kind goes with all that follow it: parts come and go at
   * the end alone, since one amidst them would have the browser lay out the whole axis again.
   */
  #part(at, kind) {
    if (this.parts[at]?.localName !== kind) {
      this.#cut(at);
      this.parts.push(document.createElementNS(SVG, kind));
      this.svg.append(this.parts[at]);
    }
    return this.parts[at];
  }

  #cut(count) {
    for (const each of this.parts.splice(count).reverse()) each.remove();
  }

  #stretch(height) {
    this.#height = height;
    set(this.svg, "height", height + (this.years.length ? YEARS.room : 0));
    for (const tick of this.ticks) set(tick, "y2", height);
    for (const year of this.years) set(year, "y", height + YEARS.line);
  }
}
