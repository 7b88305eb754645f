/*
  Widths of text: the advance widths of the letters that the drawing brings along, in thousandths of the size, so that what fits here
  fits in every browser. Nothing is kerned, here or there.
*/
export const SIZE = 14; // of all words but a few small ones
export const LEADING = 17; // from a line of words to the next

const BOLD = 600;
const OTHER = 1000; // of a letter that the font lacks, which a browser takes from another one
let advances = {};

/* Measure by these widths from now on: {"400": {letter: width}, "600": {…}}. */
export const measureBy = (letters) => { advances = letters; };

/* Width of a text at a size, in pixels. */
export const widthOf = (text, size = SIZE, weight = 400) => {
  const own = advances[Number(weight) >= BOLD || weight === "bold" ? BOLD : 400] ?? {};
  let total = 0;
  for (const sign of String(text)) total += own[sign] ?? OTHER;
  return (total * size) / 1000;
};

const HARD = "\u00a0";

/*
  A word in pieces that are no wider than `width`: one where it fits, or where there is no width to keep to. Words that should stay
  together part before one is cut.
*/
const pieces = (word, width, size) => {
  if (!width || widthOf(word, size) <= width) return [word];
  if (word.includes(HARD)) return word.split(HARD).flatMap((each) => pieces(each, width, size));
  const found = [""];
  for (const sign of word) {
    if (found.at(-1) && widthOf(found.at(-1) + sign, size) > width) found.push(sign);
    else found[found.length - 1] += sign;
  }
  return found;
};

/* Break a text into lines that are no wider than `width`; a word is cut only where it alone is wider. */
export const wrapped = (text, width, size = SIZE) => {
  const lines = [];
  for (const word of String(text).split(" ").flatMap((each) => pieces(each, width, size))) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};
