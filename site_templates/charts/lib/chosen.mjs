/*
  Below a trend, a strip for each country that the reader chooses, one cell a year: statuses in their colours, counts as columns of one
  scale, the largest of each country with its number. Only in a page, whose script puts the rows into the data set `chosen`, as
  {ref_area, name, place, time_period, fill, part, value, label}: `place` is that of its strip, `part` what it has of the scale, and
  `value` is there for the largest alone.
*/
import * as vl from "vega-lite-api";
import { pixel } from "./parts.mjs";

const ROW = 48; // of a strip with its name above it
const [TOP, FOOT] = [22, 42]; // of its cells
const PADDING = { paddingInner: 0.1, paddingOuter: 0.05 };

const strips = (years, width) => {
  const x = () => vl.x().fieldO("time_period").scale({ domain: years, ...PADDING }).axis(null);
  const cells = vl.markRect({ strokeWidth: 0.7, stroke: "@rule-strong" }).transform(vl.filter("datum.part > 0"))
    .encode(x(), pixel(vl.y(), "top"), vl.y2().field("foot"), vl.fill().fieldN("fill").scale(null).legend(null));
  const base = vl.markRule({ stroke: "@rule-strong" }).transform(vl.groupby("ref_area").aggregate(vl.max("foot").as("foot")))
    .encode(vl.x().value(0), vl.x2().value(width), pixel(vl.y(), "foot"));
  const names = vl.markText({ align: "left", baseline: "middle" }).transform(vl.groupby("ref_area", "name").aggregate(vl.max("head").as("head")))
    .encode(vl.x().value(0), pixel(vl.y(), "head"), vl.text().fieldN("name"));
  const most = vl.markText({ fontSize: 12, dy: -8 }).transform(vl.filter("isValid(datum.value)"))
    .encode(x(), pixel(vl.y(), "top"), vl.text().fieldQ("value").format(",d"));
  // what a reader points at: a year without a column too; its scale makes the room for all strips
  const told = vl.markRect({ opacity: 0 }).encode(x(), vl.y().fieldN("ref_area").sort(null).scale({ padding: 0 }).axis(null), vl.tooltip().fieldN("label"));
  return vl.layer(cells, base, names, most, told).data({ name: "chosen", values: [] })
    .transform(vl.calculate(`datum.place * ${ROW} + ${FOOT}`).as("foot"), vl.calculate(`datum.foot - ${FOOT - TOP} * datum.part`).as("top"),
      vl.calculate(`datum.place * ${ROW} + ${TOP} - 10`).as("head"))
    .width(width).height({ step: ROW });
};

/* A trend with the strips of what is chosen below it. `areas` is the map that has the countries year by year; '' where none has. */
export const withChosen = (trend, { areas, years, width, live }) => (
  live && areas ? vl.vconcat(trend, strips(years, width)).spacing(2) : trend
);

/* What the page's script is told. */
export const about = ({ options: { areas } }) => (areas ? { areas } : {});
