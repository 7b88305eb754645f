/* One row a region and, set in below it, one a sub-region; one numbered column an indicator: a bar shows of how many of the states the indicator is known. */
import * as vl from "vega-lite-api";
import { heads, keyed, lined } from "./lib/matrix.mjs";
import { pixel } from "./lib/parts.mjs";
import { SIZE } from "./lib/text.mjs";

const BAR = 5;

export const chart = ({ rows, options, narrow, width }) => {
  const sizes = rows.filter((row) => !row.indicator);
  const members = new Map(sizes.map((row) => [row.ref_area, row.obs_value]));
  const whole = rows.find((row) => row.ref_area === options.whole);
  const names = sizes.filter((row) => row.ref_area !== options.whole)
    .map((row) => [row.ref_area, `${row.ref_area_label} (${row.obs_value})`, row.label, options.nested.includes(row.ref_area)]);
  const table = lined(names, options.indicators, { narrow, width, first: `${whole.ref_area_label} (${whole.obs_value})`, told: whole.label, row: narrow ? 30 : 33 });
  const room = table.step * 0.72;
  const cells = rows.filter((row) => row.indicator).map(({ ref_area, indicator, obs_value, label }) => {
    const x = table.x(indicator) - room / 2;
    const y = table.y(ref_area === options.whole ? "" : ref_area);
    return { x, end: x + (room * obs_value) / members.get(ref_area), far: x + room, y: y + 8, text: String(obs_value), middle: y - 5, centre: table.x(indicator), label };
  });
  return vl.layer(
    ...table.layers,
    ...heads(options.indicators, table, narrow),
    vl.markRect({ height: BAR, fill: "@pattern-none" }).data(cells.filter(({ end, far }) => far > end))
      .encode(pixel(vl.x(), "end"), vl.x2().field("far"), pixel(vl.y(), "y"), vl.tooltip().fieldN("label")),
    vl.markRect({ height: BAR, fill: "@bar" }).data(cells.filter(({ x, end }) => end > x))
      .encode(pixel(vl.x(), "x"), vl.x2().field("end"), pixel(vl.y(), "y"), vl.tooltip().fieldN("label")),
    vl.markText({ fontSize: narrow ? 12.5 : SIZE, baseline: "middle" }).data(cells)
      .encode(pixel(vl.x(), "centre"), pixel(vl.y(), "middle"), vl.text().fieldN("text"), vl.fill().if("datum.text === '0'", vl.value("@muted")).value("@text")),
    ...keyed(options.indicators, table, narrow),
  ).width(width - 6).height(table.height);
};
