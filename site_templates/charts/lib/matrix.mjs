/* Tables of marks: where rows and columns stand, their heads, the lines between them, the names of the columns below. */
import * as vl from "vega-lite-api";
import { pixel } from "./parts.mjs";
import { SIZE, wrapped } from "./text.mjs";

const SIZES = {
  wide: { names: 270, font: SIZE, line: 16, row: 21, columns: 2 },
  narrow: { names: 116, font: 13, line: 15, row: 20, columns: 1 },
};
const INSET = 12; // of the name of a row that belongs to the one above
const HEAD = 22; // of the numbers of the columns
const KEY = 19; // from a name of a column to the next
const KEYS = 450; // from a column of these names to the next
const GAP = 14; // above the names of the columns

const place = (field) => pixel({ x: vl.x, y: vl.y }[field](), field);

/*
  Give the places of a table: `x(indicator)` and `y(row)` of a cell's middle, `first` of the row that counts, whose name is `first`,
  and the layers that all tables have. `rows` are lists of a code,
  a name, which is broken where it is too long, what a reader is told of it, where there is a number in it, and whether it is set in; `told` is that of `first`.
*/
export const lined = (rows, indicators, { narrow, width, first, told, row }) => {
  const size = SIZES[narrow ? "narrow" : "wide"];
  const step = (width - 6 - size.names) / indicators.length;
  const columns = new Map(indicators.map(({ indicator }, n) => [indicator, size.names + step * (n + 0.5)]));
  const middles = new Map();
  const texts = [];
  const rules = [];
  let top = HEAD;
  for (const [code, name, label, nested] of [["", first, told], ...rows]) {
    const inset = nested ? INSET : 0;
    const lines = wrapped(name, size.names - 8 - inset, size.font);
    const height = (row ?? size.row) + (lines.length - 1) * size.line;
    middles.set(code, top + height / 2);
    lines.forEach((text, n) => texts.push({ text, x: inset, y: top + height / 2 + (n - (lines.length - 1) / 2) * size.line, strong: code === "", ...(n === 0 && label ? { label } : {}) }));
    top += height;
    rules.push({ x: 0, y: top });
  }
  const perColumn = Math.ceil(indicators.length / size.columns);
  const broken = indicators.map(({ label }) => wrapped(label, (size.columns > 1 ? KEYS : width) - 36, narrow ? size.font : SIZE));
  const tall = (from) => broken.slice(from, from + perColumn).reduce((total, lines) => total + KEY + (lines.length - 1) * size.line, 0);
  return {
    x: (indicator) => columns.get(indicator), y: (code) => middles.get(code), first: middles.get(""), step, foot: top, perColumn, broken, line: size.line,
    height: top + GAP + Math.max(...Array.from({ length: size.columns }, (_, n) => tall(n * perColumn))),
    layers: [
      vl.markRule({ stroke: "@rule", strokeWidth: 1 }).data(rules).encode(place("x"), vl.x2().value(width - 6), place("y")),
      vl.markText({ align: "left", baseline: "middle", fontSize: size.font }).data(texts)
        .encode(place("x"), place("y"), vl.text().fieldN("text"), vl.fill().if("datum.strong", vl.value("@muted")).value("@text"), vl.tooltip().fieldN("label")),
    ],
  };
};

/* The numbers of the columns, above them. */
export const heads = (indicators, table, narrow) => [
  vl.markText({ baseline: "middle", fontWeight: 600, fontSize: narrow ? 13 : SIZE })
    .data(indicators.map(({ indicator, number }) => ({ x: table.x(indicator), y: HEAD / 2, text: number })))
    .encode(place("x"), place("y"), vl.text().fieldN("text")),
];

/* The names of the columns, below the table. */
export const keyed = (indicators, table, narrow) => {
  let top = 0;
  const lines = indicators.flatMap(({ number }, n) => {
    const x = Math.floor(n / table.perColumn) * KEYS;
    if (n % table.perColumn === 0) top = table.foot + GAP;
    const y = top + KEY / 2;
    const words = table.broken[n];
    top += KEY + (words.length - 1) * table.line;
    return [{ x: x + 17, y, text: number, align: "right" }, ...words.map((text, at) => ({ x: x + 24, y: y + at * table.line, text, align: "left" }))];
  });
  return ["right", "left"].map((align) => vl.markText({ align, baseline: "middle", fontSize: narrow ? 13 : SIZE, fontWeight: align === "right" ? 600 : 400 })
    .data(lines.filter((line) => line.align === align)).encode(place("x"), place("y"), vl.text().fieldN("text")));
};
