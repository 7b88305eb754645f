/*
  One column a year, in two parts where the source tells them apart. A year that is not complete is hatched. Values stand on the columns
  where they have room; where they have not, the largest and the last whole one do, unless a higher column is in the way.
*/
import * as vl from "vega-lite-api";
import { withChosen } from "./lib/chosen.mjs";
import { legend } from "./lib/parts.mjs";
import { widthOf } from "./lib/text.mjs";

const FILLS = ["@bar", "@bar-2"];
const HATCHED = ["@pattern-bar", "@pattern-bar-2"];
const SCALE = 26; // that the scale takes beside the longest value, which may be a digit shorter than its numbers
const HATCH = "partial-";

export const live = true;
export { about } from "./lib/chosen.mjs";

export const chart = ({ rows, options, narrow, width, live }) => {
  const parts = Object.keys(options.names);
  const drawn = parts.length ? parts : [options.whole];
  const partial = new Set(options.partial.periods);
  const look = ({ part, time_period }) => (partial.has(time_period) ? HATCH : "") + part;
  const columns = rows.filter((row) => drawn.includes(row.part)).map((row) => ({ ...row, look: look(row), rank: drawn.indexOf(row.part) }));
  const domain = [...drawn, ...(partial.size ? drawn.map((part) => HATCH + part) : [])];
  const range = [...FILLS.slice(0, drawn.length), ...(partial.size ? HATCHED.slice(0, drawn.length) : [])];
  const key = { ...options.names, ...(partial.size ? { [HATCH + drawn[0]]: options.partial.name } : {}) };
  const years = [...new Set(rows.map(({ time_period }) => time_period))];
  const inner = width - SCALE - Math.max(...Object.values(options.values).map((text) => widthOf(text)));
  const roomy = (year) => widthOf(options.values[year]) + 4 <= inner / years.length;
  const spacious = Object.keys(options.values).every(roomy);
  const whole = new Map(rows.filter(({ part }) => part === options.whole).map((row) => [row.time_period, row.obs_value ?? 0]));
  const free = (year) => {
    const near = (inner / years.length + widthOf(options.values[year])) / 2;
    return years.every((other, n) => whole.get(other) <= whole.get(year) || Math.abs(n - years.indexOf(year)) * (inner / years.length) > near);
  };
  const written = rows.filter(({ part, time_period }) => part === options.whole && time_period in options.values)
    .map(({ time_period, obs_value, label }) => ({
      time_period, obs_value, label, text: spacious || (options.marked.includes(time_period) && free(time_period)) ? options.values[time_period] : "",
    }));
  const x = () => vl.x().fieldO("time_period").scale({ domain: years, paddingInner: years.length > 24 ? 0.1 : 0.25, paddingOuter: 0.05 })
    .axis({ title: null, labelAngle: 0, values: options.ticks[narrow ? "narrow" : "wide"], domain: true, ticks: false });
  const bars = vl.markBar({ stroke: "@bar", strokeWidth: 0.7 }).data(columns).encode(
    x(),
    vl.y().fieldQ("obs_value").stack("zero")
      .axis({ title: options.unit, titleAngle: 0, titleAlign: "left", titleAnchor: "start", titleX: 0, titleY: -20, tickCount: 4, tickMinStep: 1, format: ",d", grid: false }),
    vl.color().fieldN("look").scale({ domain, range })
      .legend(Object.keys(key).length ? { ...legend(key, narrow), values: Object.keys(key) } : null),
    vl.order().fieldQ("rank"),
    vl.tooltip().fieldN("label"),
  );
  const values = vl.markText({ dy: -8 }).data(written).encode(x(), vl.y().fieldQ("obs_value"), vl.text().fieldN("text"));
  return withChosen(vl.layer(bars, values).width(inner).height(narrow ? 200 : 260), { areas: options.areas, years, width: inner, live });
};
