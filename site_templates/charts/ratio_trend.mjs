/* A ratio by year as a line, with the range that it may have as a band, on a scale from nothing to all. Its last values stand at its end. */
import * as vl from "vega-lite-api";
import { legend, pixel } from "./lib/parts.mjs";
import { widthOf } from "./lib/text.mjs";

const LEFT = 46; // for the scale
const NEAR = 15; // pixels that two lines of text need

/* Texts at the end of the lines, moved apart where they would stand on one another. */
const ends = (last, texts, height) => {
  const found = last.filter(({ obs_value }) => obs_value !== null).map(({ measure, obs_value }) => ({ text: texts[measure], y: height * (1 - obs_value) }));
  found.sort((a, b) => a.y - b.y);
  found.forEach((each, n) => { if (n && each.y - found[n - 1].y < NEAR) each.y = found[n - 1].y + NEAR; });
  return found;
};

export const live = true;

export const chart = ({ rows, options, narrow, width, live }) => {
  const height = narrow ? 200 : 260;
  const inner = width - LEFT - Math.max(...Object.values(options.ends).map((text) => widthOf(text))) - 8;
  const years = [...new Set(rows.map(({ time_period }) => time_period))];
  const at = (period, measure) => rows.find((row) => row.time_period === period && row.measure === measure);
  const ranges = years.map((time_period) => ({ time_period, low: at(time_period, "ratio_low")?.obs_value, high: at(time_period, "ratio_high")?.obs_value }));
  const ranged = ranges.filter(({ low, high }) => low !== null && low !== undefined && high !== null);
  const names = ranged.length ? { ratio: options.names.ratio, range: options.names.ratio_low } : {};
  const domain = Object.keys(names);
  const colour = (code) => vl.color().datum(code).scale({ domain: ["ratio", "range"], range: ["@bar", "@step-2"] })
    .legend(domain.length ? legend(names, narrow) : null);
  const x = () => vl.x().fieldO("time_period").scale({ type: "point", domain: years, padding: 0 })
    .axis({ title: null, labelAngle: 0, values: options.ticks[narrow ? "narrow" : "wide"], domain: true, ticks: false });
  const y = (field) => vl.y().fieldQ(field).scale({ domain: [0, 1], nice: false })
    .axis({ title: null, values: Object.keys(options.percents).map(Number), labelExpr: `(${JSON.stringify(options.percents)})[datum.value]` });
  const band = vl.markArea({ stroke: "@bar", strokeWidth: 0.8 }).data(ranged).encode(x(), y("low"), vl.y2().field("high"), colour("range"));
  const values = rows.filter(({ measure }) => measure === "ratio");
  const line = vl.markLine({ strokeWidth: 2.5 }).data(values).encode(x(), y("obs_value"), colour("ratio"));
  // what a reader of the live chart points at
  const points = vl.markPoint({ size: 90, opacity: 0, filled: true, fill: "@bar" }).data(values.filter(({ obs_value }) => obs_value !== null))
    .encode(x(), y("obs_value"), vl.tooltip().fieldN("label"));
  const texts = ends(rows.filter(({ time_period }) => time_period === years.at(-1)), options.ends, height);
  const said = vl.markText({ align: "left", baseline: "middle" }).data(texts)
    .encode(vl.x().value(inner + 6), pixel(vl.y(), "y"), vl.text().fieldN("text"));
  return vl.layer(...(ranged.length ? [band] : []), line, ...(live ? [points] : []), said).width(inner).height(height);
};
