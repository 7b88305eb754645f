/*
  Countries by status and year, as stacked columns: how many are known at all is as visible as what is known. A thin line at the left of a
  column is a break in the series.
*/
import * as vl from "vega-lite-api";
import { withChosen } from "./lib/chosen.mjs";
import { legend, ORDER, scaleTo } from "./lib/parts.mjs";
import { STATUS_FILLS } from "./lib/theme.mjs";

const held = (names) => ORDER.filter((code) => code in names);

const columns = ({ rows, options, narrow }) => vl.markBar({ width: { band: 1 } })
  .data(rows)
  .transform(vl.calculate(`indexof(${JSON.stringify(ORDER)}, datum.status)`).as("rank"))
  .encode(
    vl.x().fieldO("time_period").axis({ title: null, labelAngle: 0, values: options.ticks[narrow ? "narrow" : "wide"], domain: false }),
    vl.y().fieldQ("obs_value").stack("zero").scale({ domain: [0, options.members], nice: false })
      .axis({ title: options.unit, titleAngle: 0, titleAlign: "left", titleAnchor: "start", titleX: 0, titleY: -14, tickCount: 4, format: ",d" }),
    vl.color().fieldN("status").scale({ domain: held(options.names), range: held(options.names).map((code) => STATUS_FILLS[code]) }).legend(legend(options.names, narrow)),
    vl.order().fieldQ("rank"),
    vl.tooltip().fieldN("label"),
  );

const TOP = -22; // of the words of a break: above those of the scale

/* An early break stands where the words of the scale do: it begins below them, and its own words stand higher. */
const HIGH = -38;

const line = (breaks, late) => [true, false].flatMap((end) => {
  const own = breaks.filter((each) => late(each) === end);
  const x = () => vl.x().fieldO("time_period").bandPosition(0);
  return own.length ? [
    vl.markRule({ stroke: "@text", strokeWidth: 1 }).data(own).encode(x(), vl.y().value(end ? TOP + 2 : 0), vl.y2().value("height")),
    vl.markText({ align: end ? "right" : "left", baseline: "bottom", fill: "@text" }).data(own)
      .encode(x(), vl.y().value(end ? TOP : HIGH), vl.text().fieldN("text")),
  ] : [];
});

export const live = true;
export { about } from "./lib/chosen.mjs";

export const chart = ({ rows, options, narrow, width, live }) => {
  const drawn = columns({ rows, options, narrow });
  const years = [...new Set(rows.map(({ time_period }) => time_period))];
  const late = ({ time_period }) => years.indexOf(time_period) > years.length / 2;
  const inner = width - scaleTo(options.members);
  const trend = (options.breaks.length ? vl.layer(drawn, ...line(options.breaks, late)) : drawn).width(inner).height(narrow ? 200 : 260);
  return withChosen(trend, { areas: options.areas, years, width: inner, live });
};
