/* Files of the site that scripts ask for. What was read is kept while the page stands, and asked for again only where that failed. */
"use strict";

export const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(address));
  return answer;
};

const answers = new Map();
const once = (address, read) => {
  const { href } = new URL(address);
  if (!answers.has(href)) {
    const answer = fetched(href).then(read);
    answer.catch(() => answers.delete(href));
    answers.set(href, answer);
  }
  return answers.get(href);
};

export const json = (address) => once(address, (answer) => answer.json());

/* The specifications of a chart, packed in one file: {wide, narrow, spec}. Packed, they are a tenth as large on every host. */
export const unpacked = (address) => once(address, (answer) => new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json());
