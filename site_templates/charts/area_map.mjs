/*
  A world map of classes. Every area that would be too small to see is a circle; areas under dispute are grey and take no country's
  colour; shapes that the figure does not speak of have the class `options.rest`. In a page, a reader may move the map through the years
  of `options.history`, where there is one, and enlarge it.
*/
import * as vl from "vega-lite-api";
import { columnsFor, legend } from "./lib/parts.mjs";
import { SIZE } from "./lib/text.mjs";
import { GAP, INSETS, MAP, pointOf } from "./lib/world.mjs";

const DISPUTED = "disputed";

export const live = true;

/* What the page's script is told: that there is a map, and the years with their titles. */
export const about = ({ options: { history } }) => {
  if (!history?.areas) return { map: true };
  const { areas, ...years } = history;
  return { map: true, years };
};

/* In a page the reader enlarges the map and moves it: how many times, and by how many pixels. */
const moved = (live) => (live ? [vl.param("zoom").value(1), vl.param("left").value(0), vl.param("top").value(0)] : []);
const clipped = (live) => (live ? { clip: true } : {});

/* Classes and labels of one year: from the rows themselves. */
const still = ({ rows, options }) => ({
  params: [],
  from: vl.data(rows).key("ref_area").fields("class", "label"),
  found: [],
  classes: options.classes,
  key: {},
});

/* Classes and labels of the year that the reader chooses, first the last: each area's states, and which it has in which year. */
const moving = ({ options: { history } }) => {
  const at = `year - ${history.first}`;
  const present = Array.from({ length: history.last - history.first + 1 }, (_, n) => history.classes.filter(({ names }) => names[n]).map(({ code }) => code));
  const state = (field) => `isValid(datum.runs) && datum.runs[${at}] >= 0 ? datum.${field}[datum.runs[${at}]] : null`;
  return {
    params: [vl.param("year").value(history.last)],
    from: vl.lookupData().data({ name: "areas", values: history.areas }).key("ref_area").fields("runs", "classes", "labels"),
    found: [vl.calculate(state("classes")).as("class"), vl.calculate(state("labels")).as("label")],
    classes: history.classes,
    key: {
      labelExpr: `(${JSON.stringify(Object.fromEntries(history.classes.map(({ code, names }) => [code, names])))})[datum.value][${at}]`,
      values: { expr: `(${JSON.stringify(present)})[${at}]` },
    },
  };
};

/* Areas that a circle may stand for: those that have a figure, now or in a year that the reader may choose. */
const seen = (rows, history, rest) => new Set([
  ...rows.filter((row) => row.class !== rest).map((row) => row.ref_area),
  ...(history?.areas ?? []).filter((area) => area.classes.some((code) => code !== rest)).map((area) => area.ref_area),
]);

const projected = ({ type, rotate, scale, translate: [x, y], clipExtent }, live) => {
  const found = vl.projection(type).rotate(rotate)
    .scale(live ? { expr: `${scale} * zoom` } : scale)
    .translate(live ? { expr: `[${x} * zoom + left, ${y} * zoom + top]` } : [x, y]);
  return clipExtent ? found.clipExtent(clipExtent) : found;
};

/* Whether a place is inside of what a projection shows. */
const isInside = (projection, place) => {
  if (!projection.clipExtent) return true;
  const [, [right, foot]] = projection.clipExtent;
  const [x, y] = pointOf(projection, place);
  return x > 4 && y > 4 && x < right - 4 && y < foot - 4;
};

export const chart = ({ rows, options, narrow, world, live }) => {
  const { params, from, found, classes, key } = live && options.history?.areas ? moving({ options }) : still({ rows, options });
  const domain = classes.map(({ code }) => code);
  const range = classes.map(({ fill }) => fill);
  const rest = classes.find(({ code }) => code === options.rest);
  const unknown = JSON.stringify(rest.name ?? rest.names.at(-1));
  const known = seen(rows, live ? options.history : {}, options.rest);
  const circlesIn = ({ isSmall, projection }) => Object.entries(options.points)
    .filter(([id, place]) => known.has(id) && isSmall(id) && isInside(projection, place))
    .map(([ref_area, [longitude, latitude]]) => ({ ref_area, longitude, latitude }));
  const classed = (id) => [
    vl.lookup(id).from(from),
    ...found,
    vl.calculate(`indexof(disputed, datum.${id}) >= 0 ? '${DISPUTED}' : isValid(datum.class) ? datum.class : '${options.rest}'`).as("class"),
    vl.calculate(`isValid(datum.label) ? datum.label : ${unknown}`).as("label"),
  ];
  const names = Object.fromEntries(options.classes.map(({ code, name }) => [code, name]));
  const colour = () => vl.color().fieldN("class").scale({ domain, range }).legend({ ...legend(names, narrow, columnsFor(names, narrow, 0)), ...key });
  const edge = () => vl.stroke().if("datum.class === 'not_assessed' || datum.class === 'not_documented'", vl.value("@none-line"))
    .if("datum.class === 'rest' || datum.class === 'outside'", vl.value("@rule-strong")).value("@map-line");
  const landOf = (shapes, ids) => vl.markGeoshape({ ...clipped(live), strokeWidth: narrow ? 0.3 : 0.5 })
    .data(vl.topojson(shapes).feature("countries"))
    .transform(...(ids ? [vl.filter(`indexof(${JSON.stringify(ids)}, datum.id) >= 0`)] : []), ...classed("id"))
    .encode(colour(), edge(), vl.tooltip().fieldN("label"));
  const dotsOf = (circles, size) => vl.markCircle({ ...clipped(live), size, opacity: 1, strokeWidth: 0.6 })
    .data(circles)
    .transform(...classed("ref_area"))
    .encode(vl.longitude().fieldQ("longitude"), vl.latitude().fieldQ("latitude"), colour(), edge(),
      vl.opacity().if(`datum.class === '${options.rest}'`, vl.value(0)).value(1), vl.tooltip().fieldN("label"));
  const view = (place, shapes, ids, size) => vl.layer(landOf(shapes, ids), dotsOf(circlesIn(place), size))
    .project(projected(place.projection, live)).width(place.width).height(place.height);
  const shown = live ? [] : world.insets.filter((inset) => inset.ids.some((id) => known.has(id)) || circlesIn(inset).length);
  const insets = shown.map((inset) => view(inset, INSETS, inset.ids, narrow ? 40 : 60)
    .title({ text: options.insets[inset.name], anchor: "start", fontSize: SIZE, fontWeight: 400, color: "@muted", offset: 4 })
    .view({ stroke: "@rule-strong" }));
  const whole = view(world, MAP, null, narrow ? 12 : 30);
  const beneath = narrow ? vl.vconcat(...insets).spacing(8) : vl.hconcat(...insets).spacing(GAP);
  return (insets.length ? vl.vconcat(whole, beneath).spacing(12) : whole)
    .params(vl.param("disputed").value(options.disputed), ...params, ...moved(live));
};
