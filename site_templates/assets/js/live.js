/*
  The live chart: tooltips, arrow keys, and the numbers one key away. Loaded when a reader asks for it, and the chart library with it.
  The specification is compiled Vega; its expressions are interpreted, so the page's policy needs no exception.
*/
"use strict";

const NARROW = 480;

/* The library empties its box by writing no HTML into it. It may write no other. */
window.trustedTypes?.createPolicy("default", { createHTML: (text) => (text === "" ? text : null) });

let library;
const loaded = (load) => (library ??= Promise.all([
  load("vega.min.js").then(() => load("vega-embed.min.js")), load("../css/live.css"),
]).then(() => window.vegaEmbed));

const made = (tag, name, attributes = {}) => {
  const element = document.createElement(tag);
  element.className = name;
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
};

/* The marks that say something: areas of a map by name, all others in the order of the numbers. */
const marks = (view) => {
  const found = [];
  const walk = (item) => {
    if (item.tooltip !== undefined && item.tooltip !== null && item._svg) found.push(item);
    (item.items ?? []).forEach(walk);
  };
  walk(view.scenegraph().root);
  if (!found.some(({ mark }) => mark.marktype === "shape")) return found;
  const { compare } = new Intl.Collator(document.documentElement.lang);
  return found.sort((left, right) => compare(left.tooltip, right.tooltip));
};

/* Where a box of the page stands within the drawing, in its pixels. */
const within = (frame, box) => {
  const outer = frame.getBoundingClientRect();
  return { x: box.left - outer.left + box.width / 2, top: box.top - outer.top, left: box.left - outer.left, width: box.width, height: box.height };
};

class Live {
  constructor(figure, load) {
    this.figure = figure;
    this.load = load;
    this.button = figure.querySelector(".chart__live");
    this.drawing = figure.querySelector(".chart__drawing");
    this.at = -1;
  }

  async open() {
    this.button.setAttribute("aria-busy", "true");
    try {
      await this.draw();
    } catch (fault) {
      this.close();
      this.tell(this.button.dataset.failed);
      throw fault;
    } finally {
      this.button.removeAttribute("aria-busy");
    }
  }

  async draw() {
    const narrow = this.drawing.clientWidth < NARROW;
    const folder = new URL(this.figure.dataset.chart, document.baseURI);
    const [embed, answer] = await Promise.all([loaded(this.load), fetch(new URL(narrow ? "narrow.vg.json" : "wide.vg.json", folder))]);
    if (!answer.ok) throw new Error(answer.url);
    const specification = await answer.json();
    this.frame = made("div", "chart__view", {
      tabindex: "0", role: "application", "aria-roledescription": this.button.dataset.kind,
      "aria-labelledby": `${this.figure.id}-title`, "aria-describedby": `${this.figure.id}-hint`,
    });
    this.canvas = made("div", "chart__canvas");
    this.ring = made("div", "chart__ring", { hidden: "" });
    this.tip = made("div", "chart__tip", { hidden: "", "aria-hidden": "true" });
    this.hint = made("p", "chart__hint", { id: `${this.figure.id}-hint` });
    this.hint.textContent = this.button.dataset.hint;
    this.frame.append(this.canvas, this.ring, this.tip);
    this.result = await embed(this.canvas, specification, {
      mode: "vega", renderer: "svg", ast: true, actions: false, defaultStyle: false, loader: { baseURL: String(new URL("..", folder)) },
      tooltip: (_handler, _event, item, text) => this.point(item, text),
    });
    this.follow();
    this.drawing.querySelector("picture").hidden = true;
    this.drawing.append(this.frame, this.hint);
    this.button.setAttribute("aria-pressed", "true");
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("blur", () => this.leave());
    this.frame.focus({ preventScroll: true });
  }

  /* The finding, files and numbers state one year; where a reader has chosen another, the title says which. */
  follow() {
    const { view } = this.result;
    if (!("year" in view.getState({ signals: (name) => name === "year", data: () => false }).signals)) return;
    const stated = view.signal("year");
    view.addSignalListener("year", (_name, year) => {
      const moved = this.button.dataset.moved.replace("{year}", year).replace("{stated}", stated);
      this.title(year === stated ? "" : moved);
    });
  }

  /* What stands above the drawing while it shows another year than the finding; '' for the finding itself. */
  title(moved) {
    const head = this.figure.querySelector(".chart__head");
    const said = head.querySelector("[data-moved-title]") ?? made("p", "chart__title", { "data-moved-title": "", "aria-live": "polite" });
    said.textContent = moved;
    if (moved) head.prepend(said);
    else said.remove();
    for (const part of head.querySelectorAll(".chart__title:not([data-moved-title]), .chart__subtitle")) part.hidden = moved !== "";
  }

  close() {
    this.title("");
    const focused = this.frame?.contains(document.activeElement);
    this.result?.finalize();
    this.frame?.remove();
    this.hint?.remove();
    this.result = undefined;
    this.drawing.querySelector("picture").hidden = false;
    this.button.setAttribute("aria-pressed", "false");
    if (focused) this.button.focus();
  }

  toggle() {
    return this.result ? this.close() : this.open();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.frame) return;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in steps) this.step(steps[event.key]);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "End") this.go(-1);
    else if (event.key === "Escape") this.close();
    else if (event.key.toLowerCase() === "t") this.numbers();
    else return;
    event.preventDefault();
  }

  step(by) {
    const all = marks(this.result.view).length;
    if (all) this.go(this.at < 0 && by < 0 ? all - 1 : Math.min(Math.max(this.at + by, 0), all - 1));
  }

  go(place) {
    const all = marks(this.result.view);
    this.at = place < 0 ? all.length - 1 : place;
    const item = all[this.at];
    if (!item) return;
    this.show(item, item.tooltip);
    this.tell(item.tooltip);
  }

  /* What the pointer is on; nothing when it is on no mark. */
  point(item, text) {
    if (text === null || text === undefined || text === "" || !item?._svg) this.leave();
    else this.show(item, text);
  }

  show(item, text) {
    const box = within(this.frame, item._svg.getBoundingClientRect());
    this.tip.textContent = text;
    this.tip.hidden = this.ring.hidden = false;
    Object.assign(this.ring.style, {
      left: `${box.left - 2}px`, top: `${box.top - 2}px`, width: `${box.width + 4}px`, height: `${box.height + 4}px`,
    });
    const half = this.tip.offsetWidth / 2;
    const x = Math.min(Math.max(box.x, half), Math.max(this.frame.clientWidth - half, half));
    Object.assign(this.tip.style, { left: `${x - half}px`, top: `${Math.max(box.top - this.tip.offsetHeight - 6, 0)}px` });
  }

  leave() {
    if (this.tip) this.tip.hidden = this.ring.hidden = true;
  }

  tell(text) {
    this.status ??= this.figure.appendChild(made("p", "visually-hidden", { role: "status" }));
    this.status.textContent = text;
  }

  /* The table of the same numbers: in this page, or on the chart's own. */
  numbers() {
    const link = this.figure.querySelector("[data-numbers]");
    const table = document.getElementById(link?.hash.slice(1) ?? "");
    if (!table || link.pathname !== location.pathname) {
      if (link) location.assign(link.href);
      return;
    }
    const folded = table.closest("details") ?? table.querySelector("details");
    if (folded) folded.open = true;
    const region = table.closest("[tabindex]") ?? table.querySelector("[tabindex]") ?? table;
    region.scrollIntoView({ block: "center" });
    region.focus();
  }
}

const charts = new WeakMap();

/* Open or close the live chart of a figure. `load` loads a script or a style sheet by name. */
export const toggle = (figure, load) => {
  if (!charts.has(figure)) charts.set(figure, new Live(figure, load));
  return charts.get(figure).toggle();
};
