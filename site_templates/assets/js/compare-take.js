/* What a reader takes away from a comparison: a table for programs, one for spreadsheets, and lines of text for a message. No document here. */
"use strict";

import { linesOf } from "./csv.js";

const COLUMNS = [
  "indicator", "indicator_label", "series", "ref_area", "ref_area_label", "time_period", "carried_forward_to",
  "obs_value", "value_low", "value_high", "numerator", "denominator", "obs_status", "unit_measure",
  "comparable", "comparable_why", "why_blank", "source", "source_edition", "cell", "release",
];

const row = (line, entry, country, release, language) => {
  const value = (column) => entry.values[column]?.value;
  const source = country.sources[entry.source] ?? {};
  return [
    line.id, line.name, entry.series, country.iso3, country.name[language], entry.time_period, entry.carried_forward ? entry.headline_period : "",
    value("obs_value"), value("value_low"), value("value_high"), value("numerator"), value("denominator"), entry.obs_status, entry.unit_measure,
    line.level, line.why, entry.reason?.[language], source.title, source.edition, Object.values(entry.values)[0]?.cell, release,
  ];
};

/* `lines` are {id, name, level, why, entries}, with an entry for each of `countries`. Gives the text of the file. */
export const csv = (lines, countries, release, language) => {
  const rows = lines.flatMap((line) => line.entries.map((entry, place) => row(line, entry, countries[place], release, language)));
  return linesOf([COLUMNS, ...rows]);
};

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/*
  What stands in a cell of the page, as cells of a workbook: the number or the word, what the page says beside or instead, year, source.
  `shown` is the value and `about` the rest in the page's words, `label` the word of a code.
*/
export const cellsOf = (series, entry, country, { shown, about, label, year }) => {
  const { title = "" } = country.sources[entry.source] ?? {};
  const main = entry.values.obs_value?.value;
  const { style, decimals } = series.shown?.obs_value ?? {};
  const own = style === "percent" && isNumber(main) ? { number: main, percent: decimals } : isNumber(main) ? main : label;
  const plain = entry.values.obs_value && Object.keys(entry.values).length === 1 && !entry.values.obs_value.bound;
  return [own, [plain ? "" : shown, about].filter(Boolean).join("; "), year, title];
};

/* A table for spreadsheets: a row for each of the page, four columns for each country. `heads` are what its columns are called. */
export const book = (lines, title, name, heads) => ({
  title, name, heads,
  rows: lines.map((line) => [line.name, line.verdict, ...line.taken.flat()]),
  sources: [...new Set(lines.flatMap((line) => line.taken.map((cells) => cells.at(-1))))].filter(Boolean),
});

const ON_PAPER = ".compare__place"; /* numbers of a list that only a printed sheet has */

/* The table as it is shown, a line a row with tabs between its cells, and what it is and where it is from below. */
export const plain = (table, ...below) => {
  const said = (cell) => [...cell.childNodes].filter((node) => !node.matches?.(ON_PAPER)).map((node) => node.textContent.trim()).filter(Boolean).join("; ").replace(/\s+/g, " ");
  const rows = [...table.rows].map(({ cells }) => [...cells].map(said).join("\t"));
  return [...rows, "", ...below].join("\n");
};
