/* A share by programme: a dot, or a line from the lowest that it may be to the highest. */
import { dots } from "./lib/rows.mjs";

export const chart = ({ rows, options, narrow, width }) => {
  const { measures } = options;
  return dots({
    narrow, width, percents: options.percents,
    rows: options.names.map((name, n) => {
      const own = rows.slice(n * measures.length, (n + 1) * measures.length).map(({ obs_value }) => obs_value);
      const [low, high] = [own[0], own.at(-1)];
      return {
        code: String(n), name, label: rows[n * measures.length].label, value: options.values[n],
        obs_value: low === high ? low : null, low: low === high ? null : low, high: low === high ? null : high, hollow: options.hollow.includes(n),
      };
    }),
  });
};
