/*
  Files of a chart that the reader's browser makes, so that they need not be files of the site. The picture (PNG) is made of the drawing
  (SVG), which brings its letters along, so that it looks like those that are files; the specification (JSON) of the packed one. Loaded
  when somebody asks for one.
*/
"use strict";

import { fetched, unpacked } from "./asked.js";

const SCALE = 1.25; /* pixels for each unit of a drawing, as in scripts/drawing/files.py */
const SETTLED = 100;

const drawn = async (address) => {
  const drawing = new Image();
  drawing.src = address;
  await drawing.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(drawing.naturalWidth * SCALE);
  canvas.height = Math.round(drawing.naturalHeight * SCALE);
  const pen = canvas.getContext("2d");
  const paint = () => pen.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  /* Some browsers read the letters within a drawing only when it is first painted. */
  paint();
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  pen.clearRect(0, 0, canvas.width, canvas.height);
  paint();
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(address))), "image/png"));
};

const whole = (address) => fetched(address).then((answer) => answer.blob());

/* Gives the picture at an address as a file: as it is, or made of the drawing there. */
export const pictureOf = async (address) => {
  const name = new URL(address).pathname.split("/").pop();
  const made = name.endsWith(".svg");
  return new File([await (made ? drawn : whole)(address)], name.replace(/\.svg$/, ".png"), { type: "image/png" });
};

/* Gives a file that is made of the one at an address. */
export const madeOf = async (address) => {
  const folder = /([^/]+)\/live\.zlib$/.exec(new URL(address).pathname);
  if (!folder) return pictureOf(address);
  const { spec } = await unpacked(address);
  return new File([`${JSON.stringify(spec)}\n`], `${folder[1]}.json`, { type: "application/json" });
};

/* Hands a file to the reader, as a download. */
export const save = (file) => {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
