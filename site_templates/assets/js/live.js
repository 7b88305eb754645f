/*
  The live chart: tooltips, arrow keys, the year and the countries that a reader chooses, zoom, full screen; what is chosen stands in the
  address. Loaded when a reader asks for it, and the chart library with it. The specification is compiled Vega; its expressions are
  interpreted, so the page's policy needs no exception. Words, names and addresses are those of charts/live.json.

  What a specification says of itself stands in its `usermeta.live`:
    map      it is a map, with the signals `zoom`, `left` and `top`
    years    it has the signal `year`: {first, last, titles, subtitles, classes}
    areas    the map whose data set `areas` has the countries year by year, for the data set `chosen` of this chart
*/
"use strict";

import { json, unpacked } from "./asked.js";
import { read, write } from "./live-address.js";
import { Box } from "./finder.js";
import { Zoom } from "./live-map.js";
import { Screen } from "./live-screen.js";

const PAUSE = 1000; /* Milliseconds within which one step of the slider follows another: they are one step of the history. */
const FINER = 2; /* Times from which an enlarged map has all its corners. */
const SMALL = 9; /* Pixels below which a mark has a ring. */
const SVG = "http://www.w3.org/2000/svg";
const PAN = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };

/* The library empties its box by writing no HTML into it. It may write no other. */
window.trustedTypes?.createPolicy("default", { createHTML: (text) => (text === "" ? text : null) });

let library;
const loaded = (load) => (library ??= Promise.all([
  load("vega.min.js").then(() => load("vega-embed.min.js")), load("../css/live.css"), load("../css/finder.css"),
]).then(() => window.vegaEmbed).catch((fault) => {
  library = undefined;
  throw fault;
}));

const specifications = (folder) => unpacked(new URL("live.zlib", folder));

const made = (tag, name, attributes = {}, ...content) => {
  const element = document.createElement(tag);
  element.className = name;
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...content);
  return element;
};

const button = (text, act, attributes = {}) => {
  const found = made("button", "chart__button", { type: "button", ...attributes }, text);
  found.addEventListener("click", act);
  return found;
};

const { compare } = new Intl.Collator(document.documentElement.lang);

/* The marks that say something: areas of a map by name, all others in the order of the numbers. */
const marks = (view) => {
  const found = [];
  const walk = (item) => {
    if (item.tooltip !== undefined && item.tooltip !== null && item._svg) found.push(item);
    (item.items ?? []).forEach(walk);
  };
  walk(view.scenegraph().root);
  if (!found.some(({ mark }) => mark.marktype === "shape")) return found;
  return found.sort((left, right) => compare(left.tooltip, right.tooltip));
};

/* Where a box of the page stands within the drawing, in its pixels. */
const within = (frame, box) => {
  const outer = frame.getBoundingClientRect();
  return { x: box.left - outer.left + box.width / 2, top: box.top - outer.top };
};

const GEOMETRY = ["d", "x1", "x2", "y1", "y2"];

const shape = (tag, attributes) => {
  const drawn = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([key, value]) => drawn.setAttribute(key, value));
  return drawn;
};

/* Gives what marks the edge of a mark, in the overlay's pixels: a ring around a small one, the box around words, else its own line. */
const edgeOf = (overlay, { _svg: own, mark: { marktype } }) => {
  const box = own.getBoundingClientRect();
  const outer = overlay.getBoundingClientRect();
  const [x, y] = [box.left - outer.left, box.top - outer.top];
  const size = Math.max(box.width, box.height);
  if (marktype === "text") return { ring: true, make: (attributes) => shape("rect", { x: x - 3, y: y - 1, width: box.width + 6, height: box.height + 2, ...attributes }) };
  if (size < SMALL || marktype === "symbol") return { ring: true, make: (attributes) => shape("circle", { cx: x + box.width / 2, cy: y + box.height / 2, r: size / 2 + 3, ...attributes }) };
  const { a, b, c, d, e, f } = overlay.getScreenCTM().inverse().multiply(own.getScreenCTM());
  const same = Object.fromEntries(GEOMETRY.filter((key) => own.hasAttribute(key)).map((key) => [key, own.getAttribute(key)]));
  return { ring: false, make: (attributes) => shape(own.tagName, { ...same, transform: `matrix(${[a, b, c, d, e, f].join(" ")})`, ...attributes }) };
};

/* The edge, and under it one in the colour of the paper, so that it is seen on every fill. */
const drawnEdge = (overlay, item, name) => {
  const { ring, make } = edgeOf(overlay, item);
  return [...(ring ? [] : [make({ class: "chart__halo" })]), make({ class: name })];
};

/* Numbers as columns of one scale, of which the last largest of each country keeps its number. What is no number fills its cell. */
const columns = (rows) => {
  const most = Math.max(...rows.map(({ value }) => (typeof value === "number" ? value : 0)));
  const largest = new Map();
  for (const row of rows) {
    row.part = most ? (row.value ?? 0) / most : 1;
    if (most) row.fill = "var(--bar)";
    if (most && row.value && row.value >= (largest.get(row.ref_area)?.value ?? 0)) largest.set(row.ref_area, row);
  }
  for (const row of rows) if (largest.get(row.ref_area) !== row) row.value = null;
};

/* Puts a state into the address, as a step of the history or in the place of the last one. */
const put = (state, step = "pushState") => {
  const search = write(location.search, state);
  if (search !== location.search) history[step](history.state, "", `${location.pathname}${search}${location.hash}`);
};

class Live {
  constructor(figure, load) {
    Object.assign(this, { figure, load, at: -1, areas: [], year: null });
    this.button = figure.querySelector(".chart__live");
    this.drawing = figure.querySelector(".chart__drawing");
    this.status = figure.appendChild(made("p", "visually-hidden", { role: "status" })); // before its first words, or they are not heard
    this.opens = this.button.textContent;
    this.base = new URL("..", new URL(figure.dataset.chart, document.baseURI));
  }

  say(key, values = {}) {
    const text = this.texts.words[key];
    const form = typeof text === "string" ? text : text[new Intl.PluralRules(document.documentElement.lang).select(values.count)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /* Opening and closing */

  async open() {
    this.button.setAttribute("aria-busy", "true");
    try {
      await this.draw();
    } catch (fault) {
      this.end();
      this.tell(this.button.dataset.failed);
      throw fault;
    } finally {
      this.button.removeAttribute("aria-busy");
    }
  }

  /* Show what an address says, opened where it is not. */
  async show({ year, areas }) {
    if (!this.result) {
      this.opening ??= this.open().finally(() => { this.opening = undefined; });
      await this.opening;
    }
    if (this.years) await this.move(year ?? this.years.last);
    if (this.box) await this.highlight(areas);
  }

  async draw() {
    const narrow = matchMedia(this.drawing.querySelector("source").media).matches; // as the picture that it takes the place of
    const folder = new URL(this.figure.dataset.chart, document.baseURI);
    const [embed, texts, specification] = await Promise.all([
      loaded(this.load), json(new URL("live.json", this.base)), specifications(folder).then((all) => all[narrow ? "narrow" : "wide"]),
    ]);
    this.texts = texts;
    this.about = specification.usermeta?.live ?? {};
    this.shapes = specification.data.find(({ url }) => url)?.name;
    this.furnish();
    this.result = await embed(this.canvas, structuredClone(specification), {
      mode: "vega", renderer: "svg", ast: true, actions: false, defaultStyle: false, loader: { baseURL: String(this.base) },
      tooltip: (_handler, event, item, text) => this.point(event, item, text),
    });
    this.view = this.result.view;
    this.drawing.style.setProperty("--shown", `${this.drawing.querySelector("img").getBoundingClientRect().width}px`);
    this.picture.hidden = true;
    this.drawing.append(this.frame);
    this.control();
    this.button.textContent = this.say("live.close");
    this.button.dataset.open = "";
    this.view.addEventListener("click", (event, item) => this.press(event, item));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("blur", () => this.leave());
    this.frame.focus({ preventScroll: true });
  }

  get picture() { return this.drawing.querySelector("picture"); }

  furnish() {
    this.frame = made("div", "chart__view", {
      tabindex: "0", role: "application", "aria-roledescription": this.say("live.kind"),
      "aria-labelledby": `${this.figure.id}-title`, "aria-describedby": `${this.figure.id}-hint`,
    });
    this.canvas = made("div", "chart__canvas", { "aria-hidden": "true" }); // its marks are told one by one
    this.overlay = document.createElementNS(SVG, "svg");
    this.overlay.setAttribute("class", "chart__overlay");
    this.overlay.setAttribute("aria-hidden", "true");
    this.tip = made("div", "chart__tip", { hidden: "", "aria-hidden": "true" });
    this.frame.append(this.canvas, this.overlay, this.tip);
    this.sizes = new ResizeObserver(() => this.outline());
    this.sizes.observe(this.frame);
  }

  /* Everything beside the drawing that a reader can set, as far as this chart has it. */
  control() {
    const { years, map, areas } = this.about;
    const held = this.areasOf(marks(this.view));
    this.controls = made("div", "chart__controls", { role: "group", "aria-label": this.say("live.controls") });
    if (years) this.slide(years);
    if (areas || held.size > 1) this.name(areas ? () => this.history().then((found) => this.paged(found.keys())) : () => held);
    const tools = made("div", "chart__buttons");
    if (map) this.enlarge(tools);
    this.fullness = button(this.say("live.full"), () => this.screen.toggle());
    this.screen ??= new Screen(this.figure, (full) => {
      this.fullness.textContent = this.say(full ? "live.full_end" : "live.full");
      this.outline();
    });
    tools.append(this.fullness);
    this.controls.append(tools, ...(this.box ? [this.chosen] : []));
    const hints = matchMedia("(hover: none)").matches
      ? [held.size ? "live.touch_pages" : "live.touch", ...(map ? ["live.touch_map"] : [])]
      : ["live.hint", ...(held.size ? ["live.hint_pages"] : []), ...(map ? ["live.hint_map"] : [])];
    this.hint = made("p", "chart__hint", { id: `${this.figure.id}-hint` }, hints.map((key) => this.say(key)).join(" "));
    this.controls.append(this.hint);
    this.drawing.append(this.controls);
  }

  slide(years) {
    this.years = years;
    this.year = years.last;
    const id = `${this.figure.id}-year`;
    this.slider = made("input", "chart__years", { id, type: "range", min: years.first, max: years.last, step: 1, value: years.last });
    this.output = made("output", "chart__year", { for: id }, String(years.last));
    this.moved = made("p", "chart__moved", { hidden: "" });
    this.slider.addEventListener("input", () => this.move(Number(this.slider.value)));
    this.slider.addEventListener("change", (event) => this.step(event.timeStamp));
    this.controls.append(made("div", "chart__slider", {}, made("label", "", { for: id }, this.say("live.year")), this.slider, this.output), this.moved);
    this.heads = [".chart__title", ".chart__subtitle"].map((name) => this.figure.querySelector(name)).map((head) => [head, [...head.childNodes]]);
  }

  name(offered) {
    this.chosen = made("ul", "chart__chosen", { hidden: "" });
    this.box = new Box({
      id: this.figure.id, areas: this.texts.areas, names: new URL(this.texts.root + this.texts.names, this.base), offered,
      words: { find: this.say("live.find"), hint: this.say("live.find_hint"), none: this.say("live.none"), found: (count) => this.say("live.found", { count }) },
      choose: (code) => this.choose(code), tell: (text) => this.tell(text),
    });
    this.offered = offered;
    this.controls.append(this.box.root);
  }

  enlarge(tools) {
    this.zoom = new Zoom(this.view, this.canvas, { changed: () => this.enlargedTo(), wheel: () => this.screen.full });
    const act = (how) => () => this.enlarged(how);
    tools.append(
      button("+", act("in"), { "aria-label": this.say("live.zoom_in"), title: this.say("live.zoom_in") }),
      button("−", act("out"), { "aria-label": this.say("live.zoom_out"), title: this.say("live.zoom_out") }),
      button(this.say("live.whole"), act("whole")),
    );
  }

  /* About what the reader is on, or chose last; else about the middle. */
  async enlarged(how) {
    const on = this.held ?? marks(this.view).find((item) => this.areaOf(item) === this.areas.at(-1) && this.areas.length);
    await this.zoom[how](on?.bounds);
    const times = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(this.zoom.times);
    this.tell(this.say("live.zoomed", { times }));
  }

  enlargedTo() {
    if (this.zoom.times >= FINER) this.fine ??= this.refine().catch(() => {});
    this.outline();
  }

  /* The same shapes with all their corners, in the place of those that were simplified for the whole world. */
  async refine() {
    const { view, shapes, texts } = this;
    const whole = await json(new URL(texts.root + texts.map, this.base));
    if (this.view !== view || !this.result) return;
    const known = new Set(view.data(shapes).map(({ id }) => id));
    const corners = window.vega.read(whole, { type: "topojson", feature: "countries" }).filter(({ id }) => known.has(id));
    const at = this.at;
    this.leave();
    await view.data(shapes, corners).runAsync();
    if (at >= 0) this.reveal(marks(view)[at], marks(view)[at].tooltip);
    this.outline();
  }

  /* Back to the picture, and to the button that opened the chart. */
  close() {
    const focused = this.figure.contains(document.activeElement);
    this.end();
    if (focused) this.button.focus();
  }

  end() {
    this.screen?.end();
    this.heads?.forEach(([head, own]) => head.replaceChildren(...own));
    this.sizes?.disconnect();
    this.result?.finalize();
    this.frame?.remove();
    this.controls?.remove();
    this.picture.hidden = false;
    this.button.textContent = this.opens;
    delete this.button.dataset.open;
    Object.assign(this, { result: undefined, years: undefined, heads: undefined, box: undefined, zoom: undefined, areas: [], year: null, at: -1, held: undefined, fine: undefined });
  }

  toggle() {
    if (this.result) {
      this.close();
      put(null);
      return Promise.resolve();
    }
    return this.show({ year: null, areas: [] }).then(() => put(this.state()));
  }

  state() {
    return { chart: this.figure.id, year: this.years && this.year !== this.years.last ? this.year : null, areas: this.areas };
  }

  /* The year */

  /* Steps that follow each other at once are one. */
  step(now) {
    put(this.state(), now - (this.last ?? -PAUSE) < PAUSE ? "replaceState" : "pushState");
    this.last = now;
    this.tell(this.heads[0][0].textContent);
  }

  async move(asked) {
    const { first, last, titles, subtitles } = this.years;
    const year = Math.min(Math.max(asked, first), last);
    if (year === this.year) return;
    this.year = year;
    this.slider.value = year;
    this.output.textContent = year;
    this.heads.forEach(([head, own], n) => head.replaceChildren(...(year === last ? own : [[titles, subtitles][n][year - first]])));
    this.moved.textContent = this.say("live.moved", { year, stated: last });
    this.moved.hidden = year === last;
    await this.view.signal("year", year).runAsync();
    this.list();
    this.outline();
  }

  /* Countries */

  areaOf(item) {
    const code = item?.datum?.ref_area ?? (this.about.map ? item?.datum?.id : undefined);
    return code in this.texts.areas ? code : undefined;
  }

  areasOf(items) { return this.paged(items.map((item) => this.areaOf(item))); }

  paged(codes) { return new Set([...codes].filter((code) => code in this.texts.areas)); }

  /* Of each country of a map its states, and which it has in which year. */
  async history() {
    const { usermeta, data } = (await specifications(new URL(`${this.about.areas}/`, this.base))).wide;
    const { first, classes } = usermeta.live.years;
    const fills = Object.fromEntries(classes.map(({ code, fill }) => [code, fill]));
    return new Map(data.find(({ name }) => name === "areas").values.map(({ ref_area, runs, classes: codes, labels, values }) => [
      ref_area, runs.flatMap((at, n) => (at < 0 ? [] : [{ time_period: String(first + n), fill: fills[codes[at]], label: labels[at], value: values[at] }])),
    ]));
  }

  choose(code) {
    if (this.areas.includes(code)) return this.drop(code);
    return this.highlight([...this.areas, code]).then(() => {
      put(this.state());
      this.tell(this.say("live.chosen", { said: this.saidOf(code) }));
    });
  }

  drop(code) {
    return this.highlight(this.areas.filter((each) => each !== code)).then(() => {
      put(this.state());
      this.tell(this.say("live.dropped", { name: this.texts.areas[code][0] }));
    });
  }

  /* Highlight these countries and no others; those that the chart does not have are passed over. */
  async highlight(codes) {
    const offered = codes.length ? await this.offered() : new Set();
    this.areas = codes.filter((code) => offered.has(code));
    if (this.about.areas) await this.strips();
    this.list();
    this.outline();
  }

  /* A strip a country below a trend, of the years that the trend has. */
  async strips() {
    const history = this.areas.length ? await this.history() : new Map();
    const rows = this.areas.flatMap((ref_area, place) => history.get(ref_area).map((row) => ({
      ...row, ref_area, place, name: this.texts.areas[ref_area][0], label: this.say("live.of_year", { said: row.label, year: row.time_period }),
    })));
    columns(rows);
    await this.view.data("chosen", rows).resize().runAsync();
  }

  /* What the chart says of a country: its words where it has one mark, else its name. */
  saidOf(code) {
    const found = marks(this.view).filter((item) => this.areaOf(item) === code);
    const said = new Set(found.map(({ tooltip }) => tooltip));
    return said.size === 1 && !this.about.areas ? found[0].tooltip : this.texts.areas[code][0];
  }

  list() {
    if (!this.box) return;
    this.chosen.hidden = !this.areas.length;
    this.chosen.replaceChildren(...this.areas.map((code) => {
      const drop = button("×", () => this.drop(code).then(() => this.box?.input.focus()), { "aria-label": this.say("live.drop", { name: this.texts.areas[code][0] }) });
      return made("li", "chart__area", {}, made("span", "", {}, this.saidOf(code)), drop);
    }));
  }

  /* A click or a key on a country leads to its page; the first touch only tells of it. */
  press(event, item) {
    const code = this.areaOf(item);
    if (!code) return;
    if (event.pointerType === "touch" && this.touched !== code) {
      this.touched = code;
      this.reveal(item, this.say("live.tap", { said: item.tooltip }));
      return;
    }
    this.visit(code, event.ctrlKey || event.metaKey);
  }

  visit(code, apart) {
    const link = made("a", "", { href: new URL(this.texts.root + this.texts.areas[code][1], this.base) });
    if (apart) link.target = "_blank";
    else if (window !== window.top) link.target = "_top";
    link.click();
  }

  /* Keys */

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.frame) return;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const now = this.at < 0 ? undefined : this.areaOf(marks(this.view)[this.at]);
    if (event.shiftKey && this.zoom && event.key in PAN) this.zoom.by(...PAN[event.key]);
    else if (event.key in steps) this.walk(steps[event.key]);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "End") this.go(-1);
    else if (event.key === "Escape") this.leaveAll();
    else if (event.key.toLowerCase() === "t") this.numbers();
    else if (event.key === "Enter" && now) this.visit(now);
    else if (event.key === " " && now && this.box) this.choose(now);
    else if (this.zoom && "+=-0".includes(event.key)) this.enlarged({ "-": "out", 0: "whole" }[event.key] ?? "in");
    else return;
    event.preventDefault();
  }

  leaveAll() {
    if (this.screen.filled) this.screen.end();
    else this.toggle();
  }

  walk(by) {
    const all = marks(this.view).length;
    if (all) this.go(this.at < 0 && by < 0 ? all - 1 : Math.min(Math.max(this.at + by, 0), all - 1));
  }

  go(place) {
    const all = marks(this.view);
    this.at = place < 0 ? all.length - 1 : place;
    const item = all[this.at];
    if (!item) return;
    this.zoom?.bring(item.bounds);
    this.reveal(item, item.tooltip);
    this.tell(item.tooltip);
  }

  /* What the pointer is on; nothing when it is on no mark. */
  point(event, item, text) {
    if (event?.pointerType === "touch") return;
    this.canvas.classList.toggle("is-link", Boolean(item && this.areaOf(item)));
    if (text === null || text === undefined || text === "" || !item?._svg) this.leave();
    else this.reveal(item, text);
  }

  reveal(item, text) {
    this.held = item;
    this.tip.textContent = text;
    this.tip.hidden = false;
    this.outline();
  }

  /* The words hang over the mark, within the drawing. */
  hang() {
    const box = within(this.frame, this.held._svg.getBoundingClientRect());
    const half = this.tip.offsetWidth / 2;
    const x = Math.min(Math.max(box.x, half), Math.max(this.frame.clientWidth - half, half));
    Object.assign(this.tip.style, { left: `${x - half}px`, top: `${Math.max(box.top - this.tip.offsetHeight - 6, 0)}px` });
  }

  /* The edges of the countries that are highlighted, and of the mark that the reader is on. */
  outline() {
    if (!this.view || !this.result) return;
    const edges = this.highlighted().map((item) => [item, "chart__edge"]);
    if (this.held?._svg?.isConnected) edges.push([this.held, "chart__edge chart__edge--now"]);
    this.overlay.replaceChildren(...edges.flatMap(([item, name]) => drawnEdge(this.overlay, item, name)));
    if (this.held?._svg?.isConnected && !this.tip.hidden) this.hang();
  }

  /* The marks of what is chosen; of a small state on a map its circle alone. */
  highlighted() {
    if (this.about.areas || !this.areas.length) return [];
    const found = marks(this.view).filter((item) => this.areas.includes(this.areaOf(item)));
    const round = new Set(found.filter(({ mark }) => mark.marktype === "symbol").map((item) => this.areaOf(item)));
    return this.about.map ? found.filter((item) => item.mark.marktype === "symbol" || !round.has(this.areaOf(item))) : found;
  }

  leave() {
    this.held = undefined;
    if (this.tip) this.tip.hidden = true;
    this.outline();
  }

  tell(text) { this.status.textContent = text; }

  /* The table of the same numbers: in this page, or on the chart's own. */
  numbers() {
    const link = this.figure.querySelector("[data-numbers]");
    const table = document.getElementById(link?.hash.slice(1) ?? "");
    if (!table || link.pathname !== location.pathname) {
      if (link) location.assign(link.href);
      return;
    }
    this.screen.end();
    const folded = table.closest("details") ?? table.querySelector("details");
    if (folded) folded.open = true;
    const region = table.closest("[tabindex]") ?? table.querySelector("[tabindex]") ?? table;
    region.scrollIntoView({ block: "center" });
    region.focus();
  }
}

const charts = new Map();

/* The live chart of a figure. `load` loads a script or a style sheet by name. */
const chartOf = (figure, load) => {
  if (!charts.has(figure)) charts.set(figure, new Live(figure, load));
  return charts.get(figure);
};

/* Open or close the live chart of a figure, and say so in the address. */
export const toggle = (figure, load) => chartOf(figure, load).toggle();

/* Show what the address says: that chart, in that year, with those countries, and no other. */
export const follow = async (figures, load) => {
  const said = read(location.search);
  const wanted = said.chart === null ? undefined : figures.find(({ id }) => said.chart === "" || id === said.chart);
  for (const [figure, chart] of charts) if (figure !== wanted && chart.result) chart.close();
  if (!wanted) return;
  const opened = chartOf(wanted, load);
  const fresh = !opened.result;
  for (let fold = wanted.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  await opened.show(said);
  if (fresh && !location.hash) wanted.scrollIntoView({ block: "start" });
};
