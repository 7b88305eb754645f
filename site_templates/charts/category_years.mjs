/* Countries by class and year, as stacked columns in the order of the classes, with those not assessed on top. */
import * as vl from "vega-lite-api";
import { legend, scaleTo } from "./lib/parts.mjs";

const KINDS = ["@kind-1", "@kind-3", "@kind-2", "@kind-5", "@kind-4", "@kind-6"]; // dark and light in turn, for grey print

export const chart = ({ rows, options, narrow, width }) => {
  const { order } = options;
  const fills = order.map((code, n) => (code === options.unknown ? "@pattern-none" : KINDS[n % KINDS.length]));
  return vl.markBar({ width: { band: 1 } })
    .data(rows.map((row) => ({ ...row, rank: order.indexOf(row.code) })))
    .encode(
      vl.x().fieldO("time_period").axis({ title: null, labelAngle: 0, values: options.ticks[narrow ? "narrow" : "wide"], domain: false }),
      vl.y().fieldQ("obs_value").stack("zero").scale({ domain: [0, options.members], nice: false })
        .axis({ title: options.unit, titleAngle: 0, titleAlign: "left", titleAnchor: "start", titleX: 0, titleY: -14, tickCount: 4, format: ",d" }),
      vl.color().fieldN("code").scale({ domain: order, range: fills }).legend(legend(options.names, narrow)),
      vl.order().fieldQ("rank"),
      vl.tooltip().fieldN("label"),
    )
    .width(width - scaleTo(options.members))
    .height(narrow ? 200 : 260);
};
