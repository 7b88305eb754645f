/* A share in each region as a dot, with the range that it may have as a line, on a scale from nothing to all. */
import { dots } from "./lib/rows.mjs";

export const chart = ({ rows, options, narrow, width }) => {
  const names = new Map(rows.map(({ group, group_label }) => [group, group_label]));
  const at = (group, measure) => rows.find((row) => row.group === group && row.measure === measure);
  return dots({
    narrow, width, percents: options.percents,
    rows: [...names].map(([code, name]) => ({
      code, name, value: options.values[code], more: options.more[code], blank: options.blank, apart: options.apart.includes(code),
      label: at(code, "ratio").label, obs_value: at(code, "ratio").obs_value,
      low: at(code, "ratio_low")?.obs_value ?? null, high: at(code, "ratio_high")?.obs_value ?? null,
    })),
  });
};
