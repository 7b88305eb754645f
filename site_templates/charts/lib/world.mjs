/*
  The map at a width: shapes with no more points than a reader can see, and the areas that would be too small to see, which become
  circles. Equal Earth, turned so that no inhabited land is cut in two; Antarctica, where nobody lives, is left out.
*/
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";
import { SIZES } from "./theme.mjs";

/* Address of the map in a specification, relative to it. */
export const MAP = "map.json";

const EMPTY = new Set(["ATA"]);
const HEIGHT = 0.445; // of the width: from the north of Greenland to the south of Chile
const SMALLEST = { wide: 9, narrow: 4 }; // square pixels that a shape must cover to be seen as one
const DETAIL = 0.9; // square pixels that a corner must add to be kept

export const projectionFor = (width) => ({
  type: "equalEarth", rotate: [-11, 0, 0], scale: width / 5.42, translate: [width / 2, width * 0.2515],
});

const withoutEmpty = (topology) => ({
  ...topology,
  objects: { countries: { ...topology.objects.countries, geometries: topology.objects.countries.geometries.filter(({ id }) => !EMPTY.has(id)) } },
});

/* Degrees squared that a pixel covers at the equator: the measure in which corners are weighed. */
const degrees = (width) => (360 / (width * 0.998)) ** 2;

const simplified = (topology, width) => {
  const weighed = presimplify(topology);
  const least = DETAIL * degrees(width);
  const coarse = simplify(weighed, least);
  return filter(coarse, filterWeight(coarse, least * 3));
};

const tooSmall = (topology, width) => {
  const { rotate, scale, translate } = projectionFor(width);
  const path = geoPath(geoEqualEarth().rotate(rotate).scale(scale).translate(translate));
  const smallest = width > SIZES.narrow ? SMALLEST.wide : SMALLEST.narrow;
  const seen = feature(topology, topology.objects.countries).features.filter((each) => path.area(each) >= smallest);
  return (id) => !seen.some((each) => each.id === id);
};

const made = new Map();

/*
  Give {topology, projection, height, isSmall, ids} for a map's width, or null where the package has no map. `isSmall(id)` tells
  whether an area needs a circle, also where it has no shape at all; `ids` are the areas that have a shape.
*/
export const worldFor = (map, width) => {
  if (!map) return null;
  if (!made.has(width)) {
    const topology = withoutEmpty(map);
    const coarse = simplified(topology, width);
    const ids = topology.objects.countries.geometries.map(({ id }) => id);
    made.set(width, {
      topology: { type: "Topology", arcs: rounded(coarse.arcs), objects: coarse.objects }, ids,
      projection: projectionFor(width), height: Math.round(width * HEIGHT), isSmall: tooSmall(topology, width),
    });
  }
  return made.get(width);
};

/* Two decimals of a degree are a fifth of a pixel on the widest map. */
const rounded = (arcs) => arcs.map((arc) => arc.map(([x, y]) => [Math.round(x * 100) / 100, Math.round(y * 100) / 100]));
