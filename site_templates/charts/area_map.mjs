/*
  A world map of classes. Every area that would be too small to see is a circle; areas under dispute are grey and take no country's
  colour; areas that the figure does not speak of are left plain.
*/
import * as vl from "vega-lite-api";
import { legend } from "./lib/parts.mjs";
import { MAP } from "./lib/world.mjs";

const OUTSIDE = "outside";
const DISPUTED = "disputed";

const classed = (rows) => [
  vl.lookup("id").from(vl.data(rows).key("ref_area").fields("class", "label")),
  vl.calculate(`indexof(disputed, datum.id) >= 0 ? '${DISPUTED}' : isValid(datum.class) ? datum.class : '${OUTSIDE}'`).as("class"),
];

export const chart = ({ rows, options, narrow, world }) => {
  const domain = options.classes.map(({ code }) => code);
  const range = options.classes.map(({ fill }) => fill);
  const names = Object.fromEntries(options.classes.map(({ code, name }) => [code, name]));
  const colour = () => vl.color().fieldN("class").scale({ domain, range }).legend(legend(names, narrow));
  const known = new Set(rows.map((row) => row.ref_area));
  const circles = Object.entries(options.points)
    .filter(([id]) => known.has(id) && world.isSmall(id))
    .map(([ref_area, [longitude, latitude]]) => ({ ref_area, longitude, latitude }));
  const lookedUp = vl.lookup("ref_area").from(vl.data(rows).key("ref_area").fields("class", "label"));
  const edge = () => vl.stroke().if("datum.class === 'not_assessed'", vl.value("@none-line")).value("@map-line");
  const land = vl.markGeoshape({ strokeWidth: narrow ? 0.3 : 0.5 })
    .data(vl.topojson(MAP).feature("countries"))
    .transform(...classed(rows))
    .encode(colour(), edge(), vl.tooltip().fieldN("label"));
  const dots = vl.markCircle({ size: narrow ? 12 : 26, opacity: 1, strokeWidth: 0.6 })
    .data(circles)
    .transform(lookedUp)
    .encode(vl.longitude().fieldQ("longitude"), vl.latitude().fieldQ("latitude"), colour(), edge(), vl.tooltip().fieldN("label"));
  return vl.layer(land, dots)
    .params(vl.param("disputed").value(options.disputed))
    .project(vl.projection(world.projection.type).rotate(world.projection.rotate).scale(world.projection.scale).translate(world.projection.translate))
    .width(world.projection.translate[0] * 2)
    .height(world.height);
};
