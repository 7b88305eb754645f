/* From what Vega gives to what is published: colours by name become colours, and what no reader sees is left out. */

import { FONT } from "./theme.mjs";

const NAMED = /"@([\w-]+)"/g;
const PATTERNS = {
  "pattern-partial": ["partial", "partial-line"], "pattern-none": ["none", "none-line"],
  "pattern-bar": ["step-1", "bar"], "pattern-bar-2": ["step-1", "bar-2"],
};

/* Colours for a specification that anybody may use: plain ones. */
export const plain = (json, colours) => json.replace(NAMED, (_, name) => `"${colours[PATTERNS[name]?.[0] ?? name].light}"`);

/* Colours for the live chart in a page: those of the page's style sheet, in which the patterns are also drawn. */
export const forPage = (json) => json.replace(NAMED, (_, name) => (name in PATTERNS ? `"url(#${name})"` : `"var(--${name})"`));

const tile = { "pattern-partial": ["45", 6, 2], "pattern-none": ["-45", 5, 1], "pattern-bar": ["45", 5, 2], "pattern-bar-2": ["45", 5, 2] };

const pattern = (name, colours) => {
  const [ground, line] = PATTERNS[name].map((each) => colours[each].light);
  const [turn, size, stroke] = tile[name];
  return `<pattern id="${name}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">`
    + `<rect width="${size}" height="${size}" fill="${ground}"/><rect width="${stroke}" height="${size}" fill="${line}"/></pattern>`;
};

/* The rules that give the colours of a drawing other values; those alone that it needs. */
const repainted = (svg, used, colours, valueOf, within = "") => {
  const seen = new Map();
  for (const name of used) {
    const value = valueOf(colours[name]);
    if (value) seen.set(colours[name].light, value);
  }
  return [...seen].flatMap(([light, value]) => ["fill", "stroke"].map((what) => [`[${what}="${light}"]`, `${what}:${value}`]))
    .filter(([selector]) => svg.includes(selector.slice(1, -1)))
    .map(([selector, value]) => `${within}${selector}{${value}}`).join("");
};

/*
  Colours for readers who have chosen dark paper or high contrast. A picture takes the colour scheme of the page that it stands in. Of
  high contrast a browser tells it nothing, so a page asks for it by the end of the address, `#more`, which is the name of the drawing.
*/
const HIGH = "more";
const style = (svg, used, colours) => {
  const dark = (rules) => `@media(prefers-color-scheme:dark){${rules}}`;
  const inHigh = (scheme) => repainted(svg, used, colours, ({ high }) => high?.[scheme], ":target ");
  return `<style>${dark(repainted(svg, used, colours, (each) => each.dark))}${inHigh("light")}${dark(inHigh("dark"))}</style>`;
};

const NEEDLESS = [
  / class="[^"]*"/g, / (?:role|aria-[\w-]+|pointer-events|stroke-miterlimit|xmlns:xlink|version)="[^"]*"/g, / opacity="1"/g,
  / font-weight="(?:normal|400)"/g, / transform="translate\(0,0\)"/g, /<path d="M0,0h0v0h0Z"[^>]*\/>/g,
  /<path d="M0(?:\.5)?,0(?:\.5)?h[\d.]+v[\d.]+h-[\d.]+Z"\/>/g, /<path d="" display="none"\/>/g,
];

/* Tags alone: what a reader sees between them stays as it is, whatever it looks like. */
const inTags = (svg, change) => svg.replace(/<(?:[^<>"]|"[^"]*")*>/g, change);

const rounded = (svg) => svg.replace(/ (d|transform|x|y|x1|x2|y1|y2|width|height)="([^"]+)"/g,
  (_, name, value) => ` ${name}="${value.replace(/-?\d*\.\d{2,}(?:e-?\d+)?/g, (digits) => String(Math.round(Number(digits) * 10) / 10))}"`);

/* A path of straight lines, in tenths of a pixel and relative steps: two fifths shorter, and no corner moves. */
const tenths = (pair) => pair.split(",").map((each) => Math.round(Number(each) * 10));
const short = (value) => String(value / 10).replace(/^(-?)0\./, "$1.");
/* What parts two numbers of a path: a sign does, and so does a point after a number that has one; else a space. */
const apart = (before, next) => (next.startsWith("-") || (next.startsWith(".") && before.includes(".")) ? next : ` ${next}`);

const stepped = (d) => {
  let at = [0, 0];
  let last = ""; // the number before, once the letter of a step was written: further steps need none
  return d.replace(/([ML])([^MLZ]+)/g, (_, command, pair) => {
    const next = tenths(pair);
    const step = command === "M" ? next : [next[0] - at[0], next[1] - at[1]];
    if (command === "L" && !step[0] && !step[1]) return "";
    const [x, y] = step.map(short);
    at = next;
    const head = command === "M" ? `M${x}` : last ? apart(last, x) : `l${x}`;
    last = command === "M" ? "" : y;
    return head + apart(x, y);
  });
};

const compact = (svg) => svg.replace(/ d="(M[-\d.,MLZe]+)"/g, (_, d) => ` d="${stepped(d)}"`);

/*
  Land, which is most of a map: in whole half pixels, in a group that is half as large, and all land of one look in one path. Corners
  that fall together are one, and what is left of an area as a line is nothing.
*/
const HALF = 2;
const LAND = /<g[^>]*class="mark-shape[^"]*"[^>]*>(.*?)<\/g>/gs;
const SHAPE = /<path([^>]*?) d="([^"]*)"([^>]*)\/>/g;

const ring = (text) => {
  const corners = [];
  for (const pair of text.split("L")) {
    const [x, y] = pair.split(",").map((each) => Math.round(Number(each) * HALF));
    if (x !== corners.at(-1)?.[0] || y !== corners.at(-1)?.[1]) corners.push([x, y]);
  }
  if (corners.length < 3) return "";
  let [[x0, y0]] = corners;
  let last = "";
  return corners.slice(1).reduce((path, [x, y]) => {
    const [right, down] = [String(x - x0), String(y - y0)];
    [x0, y0] = [x, y];
    const next = `${path}${last ? apart(last, right) : "l" + right}${apart(right, down)}`;
    last = down;
    return next;
  }, `M${x0}${apart(String(x0), String(y0))}`) + "Z";
};

const together = (svg) => svg.replace(LAND, (_, shapes) => {
  const looks = new Map();
  for (const [, before, d, after] of shapes.matchAll(SHAPE)) {
    const look = (before + after).replace(/ (?:role|aria-[\w-]+|transform)="[^"]*"/g, "");
    const path = d.split(/[MZ]/).filter(Boolean).map(ring).join("");
    looks.set(look, (looks.get(look) ?? "") + path);
  }
  const paths = [...looks].filter(([, d]) => d).map(([look, d]) => `<path${look.replace(/ stroke-width="([^"]*)"/, (__, width) => ` stroke-width="${Number(width) * HALF}"`)} d="${d}"/>`);
  return `<g fill="none" stroke-width="1" transform="scale(${1 / HALF})">${paths.join("")}</g>`;
});

/* A circle that is drawn as two arcs is a circle. */
const CIRCLE = /<path([^>]*?) d="M([\d.]+),0A\2,\2,0,1,1,-\2,0A\2,\2,0,1,1,\2,0"/g;
const circled = (svg) => svg.replace(CIRCLE, (_, before, radius) => `<circle${before} r="${Math.round(Number(radius) * 100) / 100}"`);

const withoutEmpty = (svg) => {
  const next = svg.replace(/<g\b[^>]*\/>/g, "").replace(/<g>((?:(?!<\/?g\b).)*)<\/g>/g, "$1").replace(/<g\b[^>]*><\/g>/g, "");
  return next === svg ? svg : withoutEmpty(next);
};

/* The family stands once, for all texts, and that no letter is rounded to whole pixels, as some machines do. */
const FAMILIES = / font-family="[^"]*"/g;

/* A drawing as a file of its own. */
export const drawing = (svg, colours) => {
  const used = new Set();
  const lean = (tag) => NEEDLESS.reduce((text, each) => text.replace(each, ""), rounded(compact(circled(tag))));
  const bare = withoutEmpty(inTags(together(svg), lean));
  const coloured = inTags(bare, (tag) => tag.replace(NAMED, (_, name) => {
    used.add(name);
    return name in PATTERNS ? `"url(#${name})"` : `"${colours[name].light}"`;
  }));
  const patterns = Object.keys(PATTERNS).filter((name) => used.has(name));
  const names = [...used].flatMap((name) => PATTERNS[name] ?? [name]);
  const defs = patterns.length ? `<defs>${patterns.map((name) => pattern(name, colours)).join("")}</defs>` : "";
  const head = `id="${HIGH}" text-rendering="geometricPrecision" font-family="${FONT}"`;
  return coloured.replace(FAMILIES, "").replace(/^(<svg[^>]*)>/, `$1 ${head}>${style(defs + coloured, names, colours)}${defs}`);
};
