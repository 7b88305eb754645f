/* Figures of single programmes side by side. */
import { barRows } from "./lib/rows.mjs";

export const chart = ({ rows, options, narrow, width }) => barRows({
  narrow, width, room: 300,
  rows: rows.map(({ obs_value, label }, n) => ({
    code: String(n), name: options.names[n], obs_value, label, value: options.values[n],
  })),
});
