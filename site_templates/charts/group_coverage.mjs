/*
  One row a country or area, one numbered column an indicator, whose names stand under the table. The first row counts the states of
  which an indicator is known.
*/
import * as vl from "vega-lite-api";
import { SHAPE_FILLS, STATUS_SHAPES } from "./lib/marks.mjs";
import { heads, keyed, lined } from "./lib/matrix.mjs";
import { legend, pixel } from "./lib/parts.mjs";
import { SIZE } from "./lib/text.mjs";

const CODES = ["yes", "partial", "no", "known", "rest"];

export const chart = ({ rows, options, narrow, width }) => {
  const states = rows.filter((row) => row.code !== "counted");
  const counts = rows.filter((row) => row.code === "counted" && row.indicator);
  const names = [...new Map(states.map((row) => [row.ref_area, row.ref_area_label]))];
  const table = lined(names, options.indicators, { narrow, width, first: options.counted, told: rows.find((row) => row.code === "counted" && !row.indicator)?.label });
  const marks = states.map(({ ref_area, indicator, code, label }) => ({ x: table.x(indicator), y: table.y(ref_area), code: ["not_assessed", "not_documented"].includes(code) ? "rest" : code, label, ref_area }));
  const codes = CODES.filter((code) => marks.some((mark) => mark.code === code));
  const size = narrow ? 46 : 96;
  const shapes = { ...STATUS_SHAPES, rest: STATUS_SHAPES.not_assessed };
  const fills = { ...SHAPE_FILLS, rest: SHAPE_FILLS.not_assessed };
  const key = { ...legend(options.names, narrow), symbolType: undefined, symbolStrokeWidth: 0, symbolSize: 110 };
  const scale = (values) => ({ domain: codes, range: codes.map((code) => values[code]) });
  const x = () => pixel(vl.x(), "x");
  const y = () => pixel(vl.y(), "y");
  return vl.layer(
    ...table.layers,
    ...heads(options.indicators, table, narrow),
    vl.markText({ fontSize: narrow ? 12.5 : SIZE }).data(counts.map((row) => ({ x: table.x(row.indicator), y: table.first, text: String(row.obs_value), label: row.label })))
      .encode(x(), y(), vl.text().fieldN("text"), vl.tooltip().fieldN("label")),
    vl.markPoint({ filled: true, opacity: 1, size }).data(marks).encode(
      x(), y(),
      vl.shape().fieldN("code").scale(scale(shapes)).legend(key),
      vl.fill().fieldN("code").scale(scale(fills)).legend(key),
      vl.tooltip().fieldN("label"),
    ),
    ...keyed(options.indicators, table, narrow),
  ).width(width - 6).height(table.height);
};
