/*
  Shares of the states of each region by status, as stacked bars on one scale from nothing to all, so that what is not known is as wide
  as it is; the counts stand beside the bars in columns, on a phone under the region's name.
*/
import * as vl from "vega-lite-api";
import { across, heads, layout, placed, shareAxis } from "./lib/rows.mjs";
import { columnsFor, legend, ORDER } from "./lib/parts.mjs";
import { LEADING as LINE, widthOf, wrapped } from "./lib/text.mjs";
import { STATUS_FILLS } from "./lib/theme.mjs";

const GAP = 14;
const MOST = 24; // that a count takes
const WORD = 130; // pixels of a word over a column, which is cut where it is wider
const END = 10; // for the last words of the scale
const HARD = "\u00a0";

const stacked = (place, rows, order) => place.rows.flatMap(({ code, y }) => {
  const own = new Map(rows.filter(({ group }) => group === code).map((row) => [row.status, row]));
  const whole = order.reduce((total, status) => total + own.get(status).obs_value, 0);
  let start = 0;
  return order.map((status) => {
    const { obs_value, label } = own.get(status);
    const from = start;
    start += obs_value / whole;
    return { status, label, from, to: start, top: y - place.bar / 2, end: y + place.bar / 2 };
  }).filter(({ from, to }) => to > from);
});

/* The counts in one column a status, under its name: where each column ends, and what stands in it. */
const columnsOf = (options, order) => {
  let end = 0;
  return order.map((status) => {
    const lines = wrapped(options.statuses[status], 0).flatMap((word) => wrapped(word, WORD));
    end += Math.max(...lines.map((line) => widthOf(line)), MOST) + GAP;
    return { status, lines, end };
  });
};

const columns = (place, options, found) => found.flatMap(({ status, lines, end }) => {
  const text = (data, baseline) => vl.markText({ align: "right", baseline, lineBreak: "\n", lineHeight: LINE }).data(data)
    .encode(vl.x().value(place.width + end), placed(), vl.text().fieldN("text"));
  return [
    text(place.rows.map(({ code, y }) => ({ y, text: options.counts[code][status] })), "middle"),
    text([{ y: -8 - (lines.length - 1) * LINE, text: lines.join("\n") }], "bottom"),
  ];
});

/* Counts as lines of words, none of which is cut. */
const told = (parts, width) => wrapped(parts.map((part) => part.replaceAll(" ", HARD)).join(" · "), width).map((line) => line.replaceAll(HARD, " "));

export const chart = ({ rows, options, narrow, width }) => {
  const order = ORDER.filter((status) => rows.some((row) => row.status === status));
  const names = new Map(rows.map(({ group, group_label }) => [group, group_label]));
  const named = [...names].map(([code, name]) => ({
    code, name, more: options.members[code], apart: options.apart.includes(code), below: told(options.told[code], width - END),
  }));
  const found = narrow ? [] : columnsOf(options, order);
  const place = layout(named, { narrow, width: width - (narrow ? END : found.at(-1).end + 2) });
  const bars = vl.markRect({ strokeWidth: 0.7, stroke: "@rule-strong" }).data(stacked(place, rows, order)).encode(
    across(place, [0, 1], "from").axis(shareAxis(options.percents, !narrow)), vl.x2().field("to"), placed("top"), vl.y2().field("end"),
    vl.color().fieldN("status").scale({ domain: order, range: order.map((status) => STATUS_FILLS[status]) }).legend(legend(options.statuses, narrow, columnsFor(options.statuses, narrow, 0))),
    vl.tooltip().fieldN("label"),
  );
  return vl.layer(bars, ...heads(place), ...columns(place, options, found))
    .resolve({ scale: { color: "independent" } }).width(place.width).height(place.height);
};
