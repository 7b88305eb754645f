/*
  Turns drawings (SVG) into pictures (PNG). Reads {scale, fonts: [file], drawings: {name: svg}} and writes {pictures: {name: base64},
  faults: {name: text}}. It knows no fonts but those it is given, so that a picture is the same on every machine.
*/
import { crc32, deflateSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
const LEVEL = 6;
const PALETTE = [8, 3, 0, 0, 0]; // bits a sample, colour type, and the three methods, as a PNG's header states them

/* How many pixels each colour has, in the order in which colours first appear. */
const counted = (pixels) => {
  const counts = new Map();
  for (let at = 0; at < pixels.length;) {
    const colour = pixels[at];
    const start = at;
    while (pixels[at] === colour) at += 1;
    counts.set(colour, (counts.get(colour) ?? 0) + at - start);
  }
  return counts;
};

/* For each colour the one that stands for it: itself, or where there are too many, the most frequent of those that differ least. */
const chosen = (counts) => {
  for (let bits = 8; ; bits -= 1) {
    const mask = (((0xff << (8 - bits)) & 0xff) * 0x010101) >>> 0;
    const classes = new Map();
    for (const [colour, count] of counts) {
      const held = classes.get(colour & mask);
      if (held === undefined || counts.get(held) < count) classes.set(colour & mask, colour);
    }
    if (classes.size <= MOST_COLOURS) return new Map([...counts.keys()].map((colour) => [colour, classes.get(colour & mask)]));
  }
};

const chunk = (kind, data) => {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
};

/* The pixels as a PNG with a palette, a quarter of the size of one with four bytes a pixel. */
const packed = (pixels, width, height) => {
  const stands = chosen(counted(pixels));
  const palette = [...new Set(stands.values())];
  const places = new Map(palette.map((colour, n) => [colour, n]));
  const indices = new Map([...stands].map(([colour, other]) => [colour, places.get(other)]));
  const rows = Buffer.alloc(height * (width + 1));
  let [last, index] = [-1, 0];
  let to = 0;
  for (let y = 0, at = 0; y < height; y += 1) {
    to += 1; // the byte before each row, which says that it is stored as it is
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[at];
      if (colour !== last) {
        last = colour;
        index = indices.get(colour);
      }
      rows[to] = index;
      at += 1;
      to += 1;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(PALETTE, 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour & 0xff, (colour >>> 8) & 0xff, (colour >>> 16) & 0xff]));
  const parts = [chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: LEVEL })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...parts]);
};

const png = (svg, scale, fonts) => {
  const font = { fontFiles: fonts, loadSystemFonts: false };
  const { pixels, width, height } = new Resvg(svg, { fitTo: { mode: "zoom", value: scale }, background: "#fff", font }).render();
  return packed(new Uint32Array(new Uint8Array(pixels).buffer), width, height);
};

const FREED_EVERY = 8; // drawings: each holds some ten megabytes

/* What a drawing holds outside of JavaScript is freed only when its owner is collected, of which nobody would see the need. */
const freed = async () => {
  globalThis.gc?.();
  await new Promise(setImmediate);
};

const parts = [];
for await (const part of process.stdin) parts.push(part);
const { scale, fonts, drawings } = JSON.parse(Buffer.concat(parts).toString("utf8"));
const [pictures, faults] = [{}, {}];
let done = 0;
for (const [name, svg] of Object.entries(drawings)) {
  try {
    pictures[name] = png(svg, scale, fonts).toString("base64");
  } catch (fault) {
    faults[name] = String(fault.message ?? fault).split("\n")[0];
  }
  done += 1;
  if (done % FREED_EVERY === 0) await freed();
}
process.stdout.write(JSON.stringify({ pictures, faults }));
