/*
  Draws charts. Reads from standard input {colours, number, letters, map, jobs: [{key, kind, rows, options}]}; a job without a kind asks for the simplified map and writes one line of JSON a job:
  {key, wide, narrow, spec}, or {key, fault}. A chart's module gives a vega-lite-api chart for the rows at a width; nothing is read from
  the network or from a clock.
*/
import * as vega from "vega";
import * as vegaLite from "vega-lite";
import { drawing, forPage, plain } from "./finish.mjs";
import { config, SIZES } from "./theme.mjs";
import { measureBy, widthOf } from "./text.mjs";
import { INSETS, MAP, worldFor } from "./world.mjs";

const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
vega.textMetrics.width = (item, text) => widthOf(Array.isArray(text) ? text.join("") : (text ?? item.text ?? ""), item.fontSize ?? 11, item.fontWeight);

const loader = (world) => ({
  load: async (address) => {
    const shapes = world && { [MAP]: world.topology, [INSETS]: world.shapes }[address];
    if (!shapes) throw new Error(`A chart may load only the map, not ${address}`);
    return JSON.stringify(shapes);
  },
  sanitize: async (address) => ({ href: address }),
});

const specification = (module, job, input, narrow, live = false) => {
  const width = narrow ? SIZES.narrow : SIZES.wide;
  const world = worldFor(input.map, width);
  const made = module.chart({ rows: job.rows, options: job.options, narrow, width, world, live }).toSpec();
  const told = live ? { usermeta: { live: module.about?.({ options: job.options }) ?? {} } } : {};
  return { ...made, ...told, $schema: SCHEMA, config: config({ narrow, number: input.number }) };
};

const compile = (spec) => vegaLite.compile(spec, { logger: vega.logger(vega.Error) }).spec;

/*
  A kind with `export const live = true` has more in a page than in print: it is asked for its live chart apart, and what `about` says is
  for the script of the page (assets/js/live.js lists it).
*/
const drawn = async (module, job, input, narrow, spec) => {
  const compiled = compile(spec);
  const live = module.live ? compile(specification(module, job, input, narrow, true)) : compiled;
  const size = narrow ? SIZES.narrow : SIZES.wide;
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compiled), { renderer: "none", loader: loader(worldFor(input.map, size)), logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  const [, width, height] = svg.match(/ width="([\d.]+)" height="([\d.]+)"/).map(Number);
  return { svg: drawing(svg, input.colours), width, height, vega: forPage(JSON.stringify(live)) };
};

const draw = async (job, input) => {
  if (!job.kind) {
    const { topology, shapes } = worldFor(input.map, SIZES.wide);
    return { key: job.key, maps: { [MAP]: JSON.stringify(topology), [INSETS]: JSON.stringify(shapes) } };
  }
  const module = await import(`../${job.kind}.mjs`);
  const specs = [false, true].map((narrow) => specification(module, job, input, narrow));
  return {
    key: job.key,
    wide: await drawn(module, job, input, false, specs[0]),
    narrow: await drawn(module, job, input, true, specs[1]),
    spec: plain(JSON.stringify(specs[0]), input.colours),
  };
};

const read = async () => {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
};

const input = await read();
measureBy(input.letters ?? {});
for (const job of input.jobs) {
  let line;
  try {
    line = await draw(job, input);
  } catch (fault) {
    line = { key: job.key, fault: fault instanceof Error ? fault.message : String(fault) };
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
