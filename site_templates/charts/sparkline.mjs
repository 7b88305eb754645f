/*
  A headline as a picture of the size of a few words. The same for a wide column and for a phone: it is as small as a phone needs already.
*/
import * as vl from "vega-lite-api";
import { ORDER, pixel } from "./lib/parts.mjs";
import { STATUS_FILLS } from "./lib/theme.mjs";

const WIDTH = 156;
const HEIGHT = 38;
const FOOT = 17; // below the drawing, for the years
const DOT = 9; // from a dot to the next

const years = (rows) => [...new Set(rows.map((row) => row.time_period))].filter((year) => /^\d/.test(year)).sort();
const plain = (channel) => channel.axis(null);
const position = (domain) => plain(vl.x().fieldN("time_period").scale({ domain, paddingInner: 0.12, paddingOuter: 0 }));
const value = (domain) => plain(vl.y().fieldQ("obs_value").scale({ domain, nice: false, range: [HEIGHT, 0] }));
const hint = () => vl.tooltip().fieldN("label");

/* The ends of a scale from 0 to 100 %. */
const ends = () => [[0, "@rule"], [HEIGHT, "@rule-strong"]].map(([y, stroke]) => vl.markRule({ stroke }).data([{}]).encode(vl.y().value(y)));
const inYear = (domain) => plain(vl.x().fieldQ("year").scale({ domain, nice: false }));
const dated = (rows) => rows.map((row) => ({ ...row, year: Number(row.time_period) }));

/* Statuses as bands: one shape each is lighter than a column a year. The last year is as long as the others. */
const bands = (rows) => {
  const all = years(rows).map(Number);
  const after = rows.filter((row) => row.time_period === String(all.at(-1))).map((row) => ({ ...row, time_period: String(all.at(-1) + 1) }));
  const data = dated([...rows, ...after]).map((row) => ({ ...row, rank: ORDER.indexOf(row.measure) }));
  const present = ORDER.filter((code) => rows.some((row) => row.measure === code && row.obs_value));
  return [vl.markArea({ interpolate: "step-after" }).data(data.filter((row) => present.includes(row.measure))).encode(
    inYear([all[0], all.at(-1) + 1]),
    plain(vl.y().fieldQ("obs_value").stack("zero").scale({ nice: false, range: [HEIGHT, 0] })),
    vl.color().fieldN("measure").scale({ domain: present, range: present.map((code) => STATUS_FILLS[code]) }).legend(null),
    vl.order().fieldQ("rank"),
  )];
};

const columns = (rows) => [vl.markBar().data(rows).encode(
  position(years(rows)), value({ unionWith: [0] }), vl.fill().if("datum.obs_status === 'P'", vl.value("@pattern-bar")).value("@bar"), hint(),
)];

const line = (rows) => {
  const all = years(rows).map(Number);
  return [
    vl.markArea({ fill: "@bar-2", line: { color: "@bar", strokeWidth: 2 } }).data(dated(rows)).encode(inYear([all[0], all.at(-1)]), value([0, 1])),
    ...ends(),
  ];
};

/* One dot a figure: by year and share; or side by side, where figures cannot be compared. */
const shares = (rows) => {
  const all = years(rows).map(Number);
  return [...ends(), vl.markCircle({ fill: "@bar", size: 34, opacity: 1 }).data(dated(rows)).encode(inYear([all[0] - 0.4, all.at(-1) + 0.4]), value([0, 1]), hint())];
};

const cases = (rows) => {
  const across = Math.floor(WIDTH / DOT);
  const data = rows.map(({ label }, n) => ({ label, x: ((n % across) + 0.5) * DOT, y: HEIGHT - (Math.floor(n / across) + 0.5) * DOT }));
  return [vl.markCircle({ fill: "@bar", size: 44, opacity: 1 }).data(data)
    .encode(pixel(vl.x(), "x"), pixel(vl.y(), "y"), hint())];
};

const FORMS = { policy: bands, total: columns, records: columns, assessed: columns, whole: cases, median: columns, mean: columns, ratio: line, shares, cases };

export const chart = ({ rows, options }) => {
  const stops = [[0, options.first, "left"], [WIDTH, options.last, "right"]].slice(options.first === options.last ? 1 : 0);
  const named = options.form in { cases: 0, whole: 0 } ? [] : stops;
  const labels = named.map(([x, text, align]) => vl.markText({ align, baseline: "top", fontSize: 13, fill: "@muted" }).data([{ text }])
    .encode(vl.x().value(x), vl.y().value(HEIGHT + 3), vl.text().fieldN("text")));
  const made = FORMS[options.form](rows);
  return vl.layer(...made, ...labels).width(WIDTH).height(labels.length ? HEIGHT + FOOT : HEIGHT);
};
