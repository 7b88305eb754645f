/*
  Columns by year beside bars by kind; on a phone one above the other. Each mark has its number, so there is no axis of values. A year
  without a record has no column, and one that is not complete is hatched.
*/
import * as vl from "vega-lite-api";
import { spaced } from "./lib/parts.mjs";
import { widthOf } from "./lib/text.mjs";

const GAP = 40;
const HEAD = 28; // above a panel, for its head
const BAR = 13;
const ROW = 41; // of a bar with its name above it
const OVERHANG = 18; // of the name of a period without a date
const VALUE = 52; // room for a number at the end of a bar

const head = (text) => vl.markText({ align: "left", baseline: "top", fontWeight: 600 }).data([{ text }])
  .encode(vl.x().value(0), vl.y().value(0), vl.text().fieldN("text"));

/* A period without a date is named in words, one a line. */
const namedPeriod = (undated) => {
  const lines = Object.fromEntries(Object.entries(undated).map(([code, text]) => [code, text.split(" ")]));
  return `(${JSON.stringify(lines)})[datum.value] || datum.value`;
};

const columns = (rows, { heads, undated }, room, height) => {
  const domain = rows.map((row) => row.time_period);
  const width = domain.at(-1) in undated ? room - OVERHANG : room;
  const known = rows.filter((row) => row.obs_value !== null);
  const step = width / domain.length;
  const most = Math.max(...known.map((row) => row.obs_value));
  const peak = known.findLast((row) => row.obs_value === most);
  const fits = (row) => row === peak || widthOf(row.obs_value.toLocaleString("en")) + 4 <= step;
  const longest = (period) => (undated[period] ?? period).split(" ").reduce((one, other) => (widthOf(other) > widthOf(one) ? other : one));
  const x = () => vl.x().fieldN("time_period").scale({ domain, paddingInner: 0.15, paddingOuter: 0 })
    .axis({ title: null, labelAngle: 0, values: spaced(domain, step, longest), ticks: false, labelExpr: namedPeriod(undated) });
  const y = () => vl.y().fieldQ("obs_value").scale({ domainMin: 0, nice: false, range: [height, HEAD + 18] }).axis(null);
  const bars = vl.markBar().data(known)
    .encode(x(), y(), vl.fill().if("datum.obs_status === 'P'", vl.value("@pattern-bar")).value("@bar"), vl.tooltip().fieldN("label"));
  const values = vl.markText({ dy: -8 }).data(known.filter(fits)).encode(x(), y(), vl.text().fieldQ("obs_value").format(",d"));
  return vl.layer(bars, values, head(heads.years)).width(width).height(height);
};

const kinds = (rows, { heads }, width) => {
  const height = HEAD + rows.length * ROW - 14;
  const y = () => vl.y().fieldN("what").sort(null).scale({ range: [HEAD - 6, height + 8], paddingInner: 0, paddingOuter: 0 }).axis(null);
  const x = () => vl.x().fieldQ("obs_value").scale({ domainMin: 0, nice: false, range: [0, width - VALUE] }).axis(null);
  const bars = vl.markBar({ color: "@bar", height: BAR, yOffset: 9 }).data(rows).encode(x(), y(), vl.tooltip().fieldN("label"));
  const values = vl.markText({ align: "left", dx: 5, dy: 9 }).data(rows)
    .encode(x(), y(), vl.text().fieldQ("obs_value").format(",d"));
  const names = vl.markText({ align: "left", dy: -7 }).data(rows).encode(vl.x().value(0), y(), vl.text().fieldN("what"));
  return vl.layer(bars, values, names, head(heads.kinds)).width(width).height(height);
};

export const chart = ({ rows, options, narrow, width }) => {
  const years = rows.filter((row) => row.code === "");
  const parts = rows.filter((row) => row.code !== "");
  const inner = width - 6;
  const half = narrow || !parts.length ? inner : Math.round((inner - GAP) * 0.55);
  const left = columns(years, options, half, narrow ? 180 : Math.max(180, HEAD + parts.length * ROW - 14));
  if (!parts.length) return left;
  const right = kinds(parts, options, narrow ? inner : inner - GAP - half);
  return narrow ? vl.vconcat(left, right).spacing(20) : vl.hconcat(left, right).spacing(GAP);
};
