/* Pieces that several kinds of charts share. */
import { SIZE, widthOf, wrapped } from "./text.mjs";
import { SIZES } from "./theme.mjs";

/* The statuses of a policy, in the order in which they are always shown. */
export const ORDER = ["yes", "partial", "no", "not_assessed", "not_documented"];

const SYMBOL = 40; // pixels of a key beside its words, padding included
const SCALE = 46; // pixels of a vertical scale, beside which the key begins

/* A channel of a field that is a place in the drawing, in its pixels. */
export const pixel = (channel, field) => channel.fieldQ(field).scale(null).axis(null);

/* Pixels that a vertical scale takes up to a whole number, with the frame. */
export const scaleTo = (most) => widthOf(most.toLocaleString("en")) + 18;

/* Pixels that a line of a key has at most. */
const limitOf = (narrow) => (narrow ? 270 : 400);

/* Words of a key: in lines where they are too long for one. */
const keyWords = (names, narrow) => Object.fromEntries(Object.entries(names).map(([code, name]) => {
  const lines = wrapped(name, limitOf(narrow));
  return [code, lines.length > 1 ? lines : name];
}));

/* As many columns as the words of a key have room in; `scale` is what it stands in from the left. */
export const columnsFor = (names, narrow, scale = SCALE) => {
  const room = (narrow ? SIZES.narrow : SIZES.wide) - scale;
  const widths = Object.values(names).map((name) => Math.min(widthOf(name), limitOf(narrow)) + SYMBOL);
  const line = (columns) => Array.from({ length: columns }, (_, n) => Math.max(...widths.filter((_, at) => at % columns === n)));
  const fits = (columns) => line(columns).reduce((total, each) => total + each, 0) <= room;
  return widths.map((_, n) => widths.length - n).find(fits) ?? 1;
};

/* The last of `domain`, and others before it at even steps, so that each has room for its text where one takes `step` pixels. */
export const spaced = (domain, step, textOf = (each) => each) => {
  const widest = Math.max(0, ...domain.map((each) => widthOf(textOf(each)))) + 10;
  const every = Math.max(1, Math.ceil(widest / step));
  return domain.filter((_, n) => (domain.length - 1 - n) % every === 0);
};

/* A key under the drawing. `names` gives the words of each code, which may say how many there are. */
export const legend = (names, narrow, columns = columnsFor(names, narrow)) => ({
  title: null, orient: "bottom", direction: "horizontal", columns, symbolType: "square", symbolSize: 170, symbolStrokeWidth: 1,
  symbolStrokeColor: "@rule-strong", labelColor: "@text", labelFontSize: SIZE, labelLimit: narrow ? 310 : 400, offset: 12, columnPadding: 18, rowPadding: 6,
  labelExpr: `(${JSON.stringify(keyWords(names, narrow))})[datum.value]`,
});
