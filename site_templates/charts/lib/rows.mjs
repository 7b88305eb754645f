/*
  Named rows from top to bottom: names stand beside the marks where there is room, above them on a phone. A row is {code, name} and may
  have `more`, words in a column of their own, `below`, lines that stand under its marks on a phone, and `apart`, which sets it off from
  the row before.
*/
import * as vl from "vega-lite-api";
import { pixel } from "./parts.mjs";
import { LEADING as LINE, SIZE, widthOf, wrapped } from "./text.mjs";

const GAP = 10; // between a name and its marks
const ROOM = 290; // for names beside marks, at most
const APART = 14;
const BAR = 18;
const EDGE = 4; // that the frame needs
const AREA = "ref_area"; // by which the page's script knows a country

/* A pixel row of its own, not a scale. */
export const placed = (field = "y") => pixel(vl.y(), field);

const widest = (texts) => Math.max(0, ...texts.map((text) => widthOf(text, SIZE)));

const beside = (rows, room) => {
  const left = Math.min(room, widest(rows.map(({ name }) => name))) + GAP;
  let top = 0;
  const laid = rows.map((row) => {
    const lines = wrapped(row.name, left - GAP, SIZE);
    const height = Math.max(BAR, lines.length * LINE) + 10;
    top += row.apart ? APART : 0;
    const y = top + height / 2;
    top += height;
    return { ...row, y, words: lines.join("\n"), foot: y - ((lines.length - 1) * LINE) / 2 };
  });
  return { rows: laid, left, height: top };
};

/* Further words that leave a name too little room stand under the marks. */
const lowered = (row, width) => {
  const taken = row.more ? widthOf(row.more, SIZE) + GAP : 0;
  return taken > width / 3 && widthOf(row.name, SIZE) + taken > width ? { ...row, more: "", below: [...wrapped(row.more, width), ...(row.below ?? [])] } : row;
};

const above = (rows, width) => {
  let top = 0;
  const laid = rows.map((each) => {
    const row = lowered(each, width);
    const lines = wrapped(row.name, width - (row.more ? widthOf(row.more, SIZE) + GAP : 0), SIZE);
    top += row.apart ? APART : 0;
    const head = top + LINE / 2;
    const y = top + lines.length * LINE + 3 + BAR / 2;
    const under = row.below ? row.below.length * LINE + 2 : 0;
    top = y + BAR / 2 + under + 9;
    return { ...row, y, words: lines.join("\n"), foot: head, under: y + BAR / 2 + 2 + LINE / 2 };
  });
  return { rows: laid, left: 0, height: top - 4 };
};

/*
  Places for rows in a width: {rows, left, right, width, height}, each row with `y`, the middle of its marks. Marks go from `left` to
  `right`, which leaves room for `values`, texts that stand at the end of the longest mark. `stacked` rows have their names above them.
*/
export const layout = (rows, { narrow, width, values = [], room = ROOM, stacked = narrow }) => {
  const inner = width - EDGE;
  const own = stacked ? above(rows, inner) : beside(rows, room);
  const more = stacked ? 0 : widest(rows.map((row) => row.more ?? ""));
  const right = inner - (more ? more + 2 * GAP : 0) - (values.length ? widest(values) + GAP : 0);
  return { ...own, right, width: inner, stacked, bar: BAR };
};

/* The names of the rows, and their further words at the right. */
export const heads = ({ rows, width, stacked }) => {
  const text = (align, field) => vl.markText({ align, baseline: "middle", lineBreak: "\n", lineHeight: LINE }).encode(placed(field));
  const lower = stacked ? rows.filter(({ below }) => below).map(({ below, under }) => ({ below: below.join("\n"), under })) : [];
  const names = text("left", "foot").data(rows.map(({ words, foot }) => ({ words, foot })));
  const further = rows.filter(({ more }) => more).map(({ more, y, foot }) => ({ more, at: stacked ? foot : y }));
  const layers = [names.encode(vl.x().value(0), placed("foot"), vl.text().fieldN("words"))];
  if (further.length) {
    layers.push(text("right", "at").data(further).encode(vl.x().value(width), placed("at"), vl.text().fieldN("more"), vl.color().value("@muted")));
  }
  if (lower.length) {
    layers.push(text("left", "under").data(lower).encode(vl.x().value(0), placed("under"), vl.text().fieldN("below"), vl.color().value("@muted")));
  }
  return layers;
};

/* A quantity across the rows, from `left` to `right`. */
export const across = ({ left, right }, domain, field = "obs_value") => vl.x().fieldQ(field).scale({ domain, range: [left, right], nice: false, zero: true });

/* What is pale needs an edge to be seen as a bar. */
const EDGES = { "@pattern-none": "@none-line", "@bar-2": "@bar" };
const edgeOf = (fill) => EDGES[fill] ?? null;

/*
  A chart of one bar a row with its value at its end. `rows` are {code, name, obs_value, value, label}, with `blank` in words where there
  is no value, `fill` where it has a colour of its own, `more` and `apart`.
*/
export const barRows = ({ rows, narrow, width, room }) => {
  const place = layout(rows, { narrow, width, room, values: rows.map(({ value }) => value ?? "") });
  const most = Math.max(1, ...rows.map(({ obs_value }) => obs_value ?? 0));
  const held = place.rows.filter(({ obs_value }) => obs_value !== null);
  const x = (field) => across(place, [0, most], field).axis(null);
  const bars = vl.markRect()
    .data(held.map(({ obs_value, y, label, fill, code, column }) => ({ obs_value, label, ...(column === AREA ? { [AREA]: code } : {}), fill: fill ?? "@bar", edge: edgeOf(fill), zero: 0, top: y - BAR / 2, end: y + BAR / 2 })))
    .encode(x("zero"), vl.x2().field("obs_value"), placed("top"), vl.y2().field("end"), vl.fill().fieldN("fill").scale(null), vl.stroke().fieldN("edge").scale(null), vl.tooltip().fieldN("label"));
  const values = vl.markText({ align: "left", baseline: "middle", dx: 6 })
    .data(held.map(({ obs_value, y, value }) => ({ obs_value, y, value })))
    .encode(x("obs_value"), placed(), vl.text().fieldN("value"));
  const gaps = place.rows.filter(({ obs_value }) => obs_value === null).map(({ y, blank }) => ({ y, blank, zero: 0 }));
  const blanks = vl.markText({ align: "left", baseline: "middle", dx: narrow ? 0 : 6 }).data(gaps)
    .encode(x("zero"), placed(), vl.text().fieldN("blank"), vl.color().value("@muted"));
  const base = vl.markRule({ strokeWidth: 1, stroke: "@rule-strong" }).data([{ zero: 0, top: 0, end: place.height }])
    .encode(x("zero"), placed("top"), vl.y2().field("end"));
  return vl.layer(bars, ...(narrow ? [] : [base]), values, ...(gaps.length ? [blanks] : []), ...heads(place))
    .resolve({ scale: { color: "independent" } }).width(place.width).height(place.height);
};

/*
  The same for a chart whose rows are named by a column and its label. `options` has by code `values` and `more` and, where the label is
  not the whole name, `names`, and where they differ `fills`; `blank`, the words of a gap; `apart`, the codes of rows that are set off.
*/
export const barsOf = (column) => ({ rows, options, narrow, width }) => barRows({
  narrow, width, rows: rows.map((row) => {
    const code = row[column];
    return {
      code, column, name: options.names?.[code] ?? row[`${column}_label`], obs_value: row.obs_value, label: row.label,
      value: options.values[code], more: options.more?.[code], fill: options.fills?.[code], blank: options.blank, apart: options.apart?.includes(code),
    };
  }),
});

/* The axis of a scale from nothing to all. `percents` gives the words of each tick. */
export const shareAxis = (percents, grid) => ({
  title: null, orient: "bottom", values: Object.keys(percents).map(Number), labelExpr: `(${JSON.stringify(percents)})[datum.value]`,
  grid, gridDash: [2, 2], domain: false, ticks: false,
});

const END = 10; // that the last words of the scale take beyond its end

/*
  A chart of shares: one row each, a dot at `obs_value` and a line from `low` to `high`, either of which may be missing. Values stand in
  a column of their own. `hollow` marks a dot that should be read with care.
*/
export const dots = ({ rows, narrow, width, percents }) => {
  const told = rows.map((row) => ({ ...row, more: [row.value, row.more].filter(Boolean).join(" ") }));
  const stacked = narrow || widest(told.map(({ more }) => more)) > width / 3;
  const place = layout(told, { narrow, stacked, width: stacked ? width - END : width });
  const x = (field) => across(place, [0, 1], field).axis(shareAxis(percents, !stacked));
  const of = (test) => place.rows.filter(test);
  const layers = [];
  if (stacked) { // lines through the whole height would cross the names
    layers.push(vl.markRule({ stroke: "@rule" }).data(place.rows.map(({ y }) => ({ y, zero: 0, whole: 1 }))).encode(x("zero"), vl.x2().field("whole"), placed()));
  }
  const ranged = of(({ low, high }) => low !== null && high !== null);
  if (ranged.length) {
    layers.push(vl.markRect({ stroke: "@bar", strokeWidth: 0.8 }).data(ranged.map(({ low, high, y, label }) => ({ low, high, label, top: y - 5, end: y + 5 })))
      .encode(x("low"), vl.x2().field("high"), placed("top"), vl.y2().field("end"), vl.color().value("@step-2"), vl.tooltip().fieldN("label")));
  }
  const known = of(({ obs_value }) => obs_value !== null);
  if (known.length) {
    layers.push(vl.markPoint({ shape: "circle", size: 95, strokeWidth: 2, opacity: 1 })
      .data(known.map(({ obs_value, y, label, hollow }) => ({ obs_value, y, label, inside: hollow ? "@paper" : "@bar" })))
      .encode(x("obs_value"), placed(), vl.fill().fieldN("inside").scale(null), vl.stroke().value("@bar"), vl.tooltip().fieldN("label")));
  }
  const gaps = of(({ obs_value, low }) => obs_value === null && low === null).map(({ y, blank }) => ({ y, blank }));
  if (gaps.length) {
    layers.push(vl.markText({ align: "left", baseline: "middle", dx: 6 }).data(gaps)
      .encode(vl.x().value(place.left), placed(), vl.text().fieldN("blank"), vl.color().value("@muted")));
  }
  return vl.layer(...layers, ...heads(place)).resolve({ scale: { color: "independent" } }).width(place.width).height(place.height);
};
