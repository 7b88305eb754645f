/*
  The map at a width: shapes with no more points than a reader can see, and the areas that would be too small to see, which become
  circles. Equal Earth, turned so that no inhabited land is cut in two; Antarctica, where nobody lives, is left out. Beneath it stand
  insets of the regions whose states are too small or too many for a map of the world, each in an equal-area projection of its own.
*/
import { geoAzimuthalEqualArea, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";
import { SIZES } from "./theme.mjs";

/* Addresses of the shapes in a specification, relative to it: of the world, and of its insets. */
export const MAP = "map.json";
export const INSETS = "map-insets.json";

const EMPTY = new Set(["ATA"]);
const EDGE = 8; // that frames of insets and of the drawing take
const HEIGHT = 0.445; // of the width: from the north of Greenland to the south of Chile
const SMALLEST = { wide: 9, narrow: 4 }; // square pixels that a shape must cover to be seen as one
const DETAIL = 2.2; // square pixels that a corner must add to be kept
export const GAP = 20; // between two insets
const LARGER = 14; // square pixels of a shape that is seen in an inset, where small states are looked for

/*
  Of each inset, side by side and one above the other: its middle in degrees, the degrees of latitude from its top to its foot, and its
  height as a part of its width.
*/
const REGIONS = {
  europe: { wide: [[13, 52], 37, 0.58], narrow: [[13, 51.5], 36, 0.64] },
  caribbean: { wide: [[-73, 18.2], 19.5, 0.58], narrow: [[-72.5, 17.5], 16, 0.5] },
};

const projectionFor = (width) => ({
  type: "equalEarth", rotate: [-11, 0, 0], scale: width / 5.42, translate: [width / 2, width * 0.2515],
});

const insetFor = (region, width, beside) => {
  const [[longitude, latitude], span, tall] = region[beside ? "wide" : "narrow"];
  const own = beside ? Math.floor((width - GAP) / 2) : width;
  const height = Math.round(own * tall);
  const scale = height / ((span * Math.PI) / 180);
  return {
    width: own, height,
    projection: { type: "azimuthalEqualArea", rotate: [-longitude, -latitude, 0], scale, translate: [own / 2, height / 2], clipExtent: [[0, 0], [own, height]] },
  };
};

const withAreas = (topology, keep) => ({
  ...topology,
  objects: { countries: { ...topology.objects.countries, geometries: topology.objects.countries.geometries.filter(({ id }) => keep(id)) } },
});

/* Degrees squared that a pixel covers, where a radian has so many pixels: the measure in which corners are weighed. */
const degrees = (scale) => (180 / (Math.PI * scale)) ** 2;

const simplified = (topology, scale) => {
  const weighed = presimplify(topology);
  const least = DETAIL * degrees(scale);
  const coarse = simplify(weighed, least);
  return filter(coarse, filterWeight(coarse, least * 3));
};

const TYPES = { equalEarth: geoEqualEarth, azimuthalEqualArea: geoAzimuthalEqualArea };

const projecting = ({ type, rotate, scale, translate }) => TYPES[type]().rotate(rotate).scale(scale).translate(translate);
const pathOf = (projection) => geoPath(projecting(projection).clipExtent(projection.clipExtent ?? null));

/* Where a projection puts a place, in pixels. */
export const pointOf = (projection, place) => projecting(projection)(place);

/* The areas of which a projection shows so many square pixels. */
const seenIn = (topology, projection, least) => {
  const path = pathOf(projection);
  return new Set(feature(topology, topology.objects.countries).features.filter((each) => path.area(each) >= least).map(({ id }) => id));
};

/* Two decimals of a degree are a fifth of a pixel on the widest map, and in an inset less than half of one. */
const rounded = (arcs) => arcs.map((arc) => arc.map(([x, y]) => [Math.round(x * 100) / 100, Math.round(y * 100) / 100]));
const packed = ({ arcs, objects }) => ({ type: "Topology", arcs: rounded(arcs), objects });

const idsOf = (topology) => topology.objects.countries.geometries.map(({ id }) => id);

/* The insets at a width: {name, width, height, projection, ids, isSmall}, and the shapes of all. */
const insetsFor = (topology, width) => {
  const places = Object.entries(REGIONS).map(([name, region]) => ({ name, ...insetFor(region, width, width > SIZES.narrow) }));
  const touched = places.map(({ projection }) => seenIn(topology, projection, 0.01));
  const scale = Math.max(...places.map(({ projection }) => projection.scale));
  const shapes = simplified(withAreas(topology, (id) => touched.some((ids) => ids.has(id))), scale);
  const insets = places.map((place, n) => {
    const seen = seenIn(shapes, place.projection, LARGER);
    return { ...place, ids: [...touched[n]], isSmall: (id) => !seen.has(id) };
  });
  return { insets, shapes: packed(shapes) };
};

const made = new Map();

/*
  Give {topology, shapes, projection, width, height, isSmall, ids, insets} for a drawing's width, or null where the package has no map.
  `isSmall(id)` tells whether an area needs a circle, also where it has no shape at all; `ids` are the areas that have a shape; `shapes`
  is the topology of the insets.
*/
export const worldFor = (map, whole) => {
  if (!map) return null;
  if (!made.has(whole)) {
    const width = whole - EDGE;
    const topology = withAreas(map, (id) => !EMPTY.has(id));
    const projection = projectionFor(width);
    const coarse = simplified(topology, projection.scale);
    const seen = seenIn(coarse, projection, whole > SIZES.narrow ? SMALLEST.wide : SMALLEST.narrow);
    made.set(whole, {
      topology: packed(coarse), ids: idsOf(topology), projection, width,
      height: Math.round(width * HEIGHT), isSmall: (id) => !seen.has(id), ...insetsFor(topology, width),
    });
  }
  return made.get(whole);
};
