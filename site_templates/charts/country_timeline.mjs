/*
  One strip a policy, one cell a year. A status that is carried forward from an earlier year is a low cell; a year in which nothing was
  assessed is hatched; a year that the series does not cover has no cell. A thin line before a cell is a break in the series. On a phone the name of a policy stands above its strip.
*/
import * as vl from "vega-lite-api";
import { legend, ORDER, pixel } from "./lib/parts.mjs";
import { LEADING as LINE, wrapped } from "./lib/text.mjs";
import { STATUS_FILLS } from "./lib/theme.mjs";

const SIZES = {
  wide: { left: 262, row: 46, above: 0, full: 26, label: 246 },
  narrow: { left: 0, row: 52, above: 22, full: 20, label: 336 },
};
const LOW = 0.45; // of the height of a cell
const EDGES = { yes: "@yes", partial: "@partial-line", no: "@no", not_assessed: "@rule", not_documented: "@rule" };

export const chart = ({ rows, options, narrow, width }) => {
  const size = SIZES[narrow ? "narrow" : "wide"];
  const inner = width - 6;
  const names = [...new Set(rows.map((row) => row.indicator_label))];
  const broken = new Map(names.map((name) => [name, wrapped(name, size.label)]));
  const places = new Map();
  let height = 0;
  for (const [name, { length }] of broken) {
    const more = narrow ? (length - 1) * LINE : Math.max(0, length * LINE + 8 - size.row);
    places.set(name, height + size.above + (narrow ? 4 + more : 10 + more / 2));
    height += size.row + more;
  }
  const cells = rows.map(({ indicator_label, time_period, observed, obs_value, label }) => ({
    time_period, label, status: obs_value ?? options.rest[indicator_label], foot: places.get(indicator_label) + size.full,
    top: places.get(indicator_label) + (observed && observed !== time_period ? size.full * (1 - LOW) : 0),
  }));
  const heads = names.map((name) => {
    const lines = broken.get(name);
    return { text: lines.join("\n"), foot: places.get(name) + (narrow ? -5 - (lines.length - 1) * LINE : size.full / 2 - (lines.length - 1) * LINE / 2) };
  });
  const domain = ORDER.filter((status) => cells.some((cell) => cell.status === status));
  const place = (field) => pixel(vl.y(), field);
  const key = { ...legend(options.names, narrow), symbolStrokeColor: undefined, symbolStrokeWidth: 1.5 };
  const strips = vl.markRect({ strokeWidth: 1.5 }).data(cells).encode(
    vl.x().fieldO("time_period").scale({ domain: options.years, range: [size.left, inner], paddingInner: 0.18, paddingOuter: 0 })
      .axis({ title: null, labelAngle: 0, values: options.ticks[narrow ? "narrow" : "wide"], domain: false, ticks: false }),
    place("top"),
    vl.y2().field("foot"),
    vl.fill().fieldN("status").scale({ domain, range: domain.map((code) => STATUS_FILLS[code]) }).legend(key),
    vl.stroke().fieldN("status").scale({ domain, range: domain.map((code) => EDGES[code]) }).legend(key),
    vl.tooltip().fieldN("label"),
  );
  const labels = vl.markText({ align: "left", baseline: narrow ? "alphabetic" : "middle", lineBreak: "\n", lineHeight: LINE }).data(heads)
    .encode(vl.x().value(0), place("foot"), vl.text().fieldN("text"));
  const marks = options.breaks.map(({ indicator_label, time_period }) => ({
    time_period, name: options.break_name, top: places.get(indicator_label) - (narrow ? 0 : 3), foot: places.get(indicator_label) + size.full + 3,
  }));
  const breaks = vl.markRule({ stroke: "@text", strokeWidth: 1 }).data(marks)
    .encode(vl.x().fieldO("time_period").bandPosition(-0.1), place("top"), vl.y2().field("foot"), vl.tooltip().fieldN("name"));
  return vl.layer(strips, ...(marks.length ? [breaks] : []), labels).width(inner).height(height + (narrow ? 0 : 4));
};
