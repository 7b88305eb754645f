/*
  Widths of text. There is no canvas in the build, and the guess that Vega makes without one is a third too wide; these are the
  advance widths of Helvetica and its metric twins in thousandths of the size, for the printable ASCII characters. A picture in a page
  loads no web font: whoever lacks Source Sans 3 sees such a font in its place, a tenth wider (decision 28). A letter beyond
  ASCII is as wide as the letter beneath its accent.
*/
const FIRST = 32;
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const OTHER = 600;

/* Width of a text at a size, in pixels. */
export const widthOf = (text, size) => {
  let total = 0;
  for (const sign of String(text).normalize("NFD").replace(/\p{M}/gu, "")) total += WIDTHS[sign.codePointAt(0) - FIRST] ?? OTHER;
  return (total * size) / 1000;
};

/* Break a text into lines that are no wider than `width`; a word is never cut. */
export const wrapped = (text, width, size) => {
  const lines = [];
  for (const word of String(text).split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};
