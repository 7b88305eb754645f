/* Two columns a decade, each with its number: agreements signed in it that were judged, and those of them with safeguards. */
import * as vl from "vega-lite-api";
import { legend, spaced } from "./lib/parts.mjs";
import { widthOf } from "./lib/text.mjs";

const MOST = 110; // width of a decade that has columns

export const chart = ({ rows, options, narrow, width }) => {
  const domain = ["denominator", "numerator"];
  const decades = [...new Set(rows.map((row) => row.time_period))];
  const inner = width - 6;
  const step = Math.min(inner / decades.length, MOST);
  const over = Math.max(0, (widthOf(decades.at(-1)) - step) / 2); // of the first and the last name beyond its columns
  const height = narrow ? 160 : 190;
  const x = () => vl.x().fieldO("time_period").scale({ domain: decades, range: [over, Math.min(inner, decades.length * MOST) - over], paddingInner: narrow ? 0.25 : 0.4, paddingOuter: 0 })
    .axis({ title: null, labelAngle: 0, values: spaced(decades, step - (2 * over) / decades.length), ticks: false });
  const offset = () => vl.xOffset().fieldN("measure").scale({ domain, paddingInner: 0.08 });
  const y = () => vl.y().fieldQ("obs_value").scale({ domainMin: 0, nice: false, range: [height, 18] }).axis(null);
  const bars = vl.markBar().encode(
    x(), offset(), y(),
    vl.color().fieldN("measure").scale({ domain, range: ["@bar-2", "@bar"] }).legend({ ...legend(options.names, narrow), columns: narrow ? 1 : 0 }),
    vl.tooltip().fieldN("label"),
  );
  const values = vl.markText({ dy: -8 }).encode(x(), offset(), y(), vl.text().fieldQ("obs_value").format(",d"));
  return vl.layer(bars, values).data(rows).width(inner).height(height);
};
