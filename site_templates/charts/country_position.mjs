/*
  One row an indicator. Under a policy each state of the region is a mark, in the order yes, partial, no, not assessed, and a ring shows
  which one is the country. Elsewhere a bar shows of how many states there is a figure. On a phone the words stand above the marks.
*/
import * as vl from "vega-lite-api";
import { columnsFor, legend, ORDER, pixel } from "./lib/parts.mjs";
import { OWN_RING, SHAPE_FILLS, STATUS_SHAPES } from "./lib/marks.mjs";
import { wrapped } from "./lib/text.mjs";

const MOST = 24; // marks in a line, of which all have the same number
const LINE = 13; // from a line of marks to the next
const TEXT = 17; // from a line of words to the next
const ROW = 42;
const BAR = 7;
const SIZES = {
  wide: { left: 280, strip: 360, words: 664, label: 270, side: 240 },
  narrow: { left: 0, strip: 330, words: 0, label: 330, side: 330 },
};

/* Where each row stands: the top of its words and the middle of its marks. */
const layout = (rows, policies, lines, size, narrow) => {
  let top = 0;
  const found = new Map();
  for (const row of rows) {
    const { indicator } = row;
    const marks = policies.has(indicator) ? lines * LINE : LINE;
    const words = wordsOf(row, { top: 0, middle: 0 }, size, narrow).filter(({ x }) => x === 0).length * TEXT;
    const height = narrow ? words + marks + 16 : Math.max(ROW, marks + 14, words + 8, sideOf(row, size).length * TEXT + 8);
    found.set(indicator, { top: top + TEXT / 2, middle: narrow ? top + words + 4 + marks / 2 : top + height / 2 });
    top += height;
  }
  return { places: found, height: top };
};

/* The value and its coverage as lines beside the marks. */
const sideOf = (row, { side }) => [
  ...wrapped(row.value, side).map((text) => ({ text, look: "name" })), ...wrapped(row.coverage, side).map((text) => ({ text, look: "cover" })),
];

const wordsOf = (row, { top, middle }, size, narrow) => {
  if (narrow) {
    const names = wrapped(row.label, size.label).map((text) => ({ text, look: "name" }));
    const told = wrapped(`${row.value} · ${row.coverage}`, size.label).map((text) => ({ text, look: "cover" }));
    return [...names, ...told].map((each, n) => ({ ...each, x: 0, y: top + n * TEXT }));
  }
  const lines = wrapped(row.label, size.label);
  return [
    ...lines.map((text, n) => ({ text, x: 0, y: middle + (n - (lines.length - 1) / 2) * TEXT, look: "name" })),
    ...sideOf(row, size).map((each, n, all) => ({ ...each, x: size.words, y: middle + (n - (all.length - 1) / 2) * TEXT })),
  ];
};

export const chart = ({ rows, options, narrow, width }) => {
  const size = SIZES[narrow ? "narrow" : "wide"];
  const members = rows.find((row) => row.code === "members").obs_value;
  const lines = Math.ceil(members / MOST);
  const across = Math.ceil(members / lines);
  const step = Math.min(size.strip / across, 22);
  const whole = step * across;
  const states = rows.filter((row) => ORDER.includes(row.code));
  const policies = new Set(states.map((row) => row.indicator));
  const { places, height } = layout(options.rows, policies, lines, size, narrow);
  const ranks = new Map();
  const marks = states.map(({ indicator, ref_area, code, label }) => {
    const rank = ranks.get(indicator) ?? 0;
    ranks.set(indicator, rank + 1);
    const line = Math.floor(rank / across) - (lines - 1) / 2;
    const x = Math.round((size.left + step * ((rank % across) + 0.5)) * 10) / 10;
    return { code, label, ref_area, own: ref_area === options.own, x, y: places.get(indicator).middle + line * LINE };
  });
  const bars = rows.filter((row) => row.code === "known" && !policies.has(row.indicator)).flatMap(({ indicator, obs_value, label }) => {
    const end = size.left + (whole * obs_value) / members;
    const y = places.get(indicator).middle;
    const parts = [{ code: "known", from: size.left, to: end, y, label }, { code: "rest", from: end, to: size.left + whole, y, label }];
    return parts.filter(({ from, to }) => to > from);
  });
  const words = options.rows.flatMap((row, n) => {
    const [head, ...others] = wordsOf(row, places.get(row.indicator), size, narrow);
    const said = rows.filter(({ code, indicator }) => !ORDER.includes(code) && (indicator === row.indicator || (n === 0 && !indicator)));
    const labels = said.map(({ label }) => label);
    const told = said.filter(({ code }) => code !== "figure").map(({ label }) => label).join("; ");
    return [{ ...head, labels, told }, ...others];
  });
  const codes = ["own", ...ORDER, "known"].filter((code) => [...marks, ...bars].some((mark) => mark.code === code || (code === "own" && mark.own)));
  const names = { ...options.names, known: options.known, own: options.here };
  const key = { ...legend(names, narrow, columnsFor(names, narrow, 0)), symbolType: undefined, symbolStrokeWidth: 0, symbolSize: 110 };
  const scale = (values) => ({ domain: codes, range: codes.map((code) => values[code]) });
  const area = Math.min(step, LINE) ** 2 * 0.6;
  const x = (field) => pixel(vl.x(), field);
  const y = () => pixel(vl.y(), "y");
  return vl.layer(
    vl.markRect({ height: BAR }).data(bars)
      .encode(x("from"), vl.x2().field("to"), y(), vl.fill().if("datum.code === 'known'", vl.value("@bar")).value("@pattern-none"), vl.tooltip().fieldN("label")),
    vl.markPoint({ filled: true, opacity: 1, size: area }).data(marks).encode(
      x("x"), y(),
      vl.shape().fieldN("code").scale(scale({ ...STATUS_SHAPES, own: OWN_RING })).legend(key),
      vl.fill().fieldN("code").scale(scale({ ...SHAPE_FILLS, own: "@accent" })).legend(key),
      vl.tooltip().fieldN("label"),
    ),
    vl.markPoint({ shape: OWN_RING, fill: "@accent", filled: true, size: area * 3, opacity: 1 }).data(marks.filter(({ own }) => own)).encode(x("x"), y()),
    vl.markText({ align: "left", baseline: "middle" }).data(words)
      .encode(x("x"), y(), vl.text().fieldN("text"), vl.fill().if("datum.look === 'cover'", vl.value("@muted")).value("@text"), vl.tooltip().fieldN("told")),
  ).width(width - 6).height(height);
};
