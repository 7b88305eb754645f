/*
  What can be compared in one row of the comparison, and why not. No words and no document here: a rule gives a code, a level
  ("no", "care" or "yes") and the places of the areas that it is about. It never says which area stands better.
*/
"use strict";

export const known = (entry) => Object.keys(entry.values).length > 0;
const several = (values) => new Set(values).size > 1;

/* Why figures of a series can never be set against each other, whatever the areas; "" where they can. */
const barred = (series, entries) => {
  if (series.dimensions.length && series.measure_type !== "category") return "cases";
  if (!series.is_minimum) return entries.some(({ values }) => values.obs_value?.bound) ? "minimum" : "";
  if (series.measure_type === "register") return "register";
  return series.aggregation === "sum_over_time" ? "recorded" : "minimum";
};

/* Reasons for care that lie in the periods: a status carried forward has its own year told, so it is not told twice. */
const periods = (series, places, entries) => {
  const carried = places.filter((place) => entries[place].carried_forward);
  const own = places.filter((place) => !entries[place].carried_forward);
  const reasons = [];
  if (carried.length) reasons.push({ code: "carried", level: "care", areas: carried });
  if (several(own.map((place) => entries[place].time_period))) {
    reasons.push({ code: series.measure_type === "ratio" ? "periods" : "years", level: "care", areas: own });
  }
  return reasons;
};

/* Reasons for care that stand beside the values. A note says more than a status, and comes in its stead. */
const remarks = (series, places, entries) => {
  const reasons = [];
  const noted = places.filter((place) => entries[place].note);
  const marked = places.filter((place) => !entries[place].note && entries[place].obs_status !== "A");
  if (noted.length && several(places.map((place) => entries[place].note))) {
    reasons.push({ code: "notes", level: "care", areas: noted });
  }
  [...new Set(marked.map((place) => entries[place].obs_status))].forEach((status) => {
    reasons.push({ code: "status", level: "care", status, areas: marked.filter((place) => entries[place].obs_status === status) });
  });
  if (several(places.map((place) => entries[place].source))) reasons.push({ code: "sources", level: "care", areas: places });
  if (series.aggregation === "distinct_records") reasons.push({ code: "shared", level: "care", areas: places });
  return reasons;
};

/*
  Judge one row. `series` is a headline or context series of `indicators.json`, `entries` are what the countries' files hold of it, in
  the order of the columns. Gives [{ code, level, areas, status? }], the gravest first; never empty.
*/
export const judge = (series, entries) => {
  const places = entries.map((_, place) => place);
  const held = places.filter((place) => known(entries[place]));
  const missing = places.filter((place) => !known(entries[place]));
  if (held.length === 0) return [{ code: "none_known", level: "no", areas: missing }];
  if (held.length === 1) return [{ code: "one_known", level: "no", areas: held }];
  const bar = barred(series, held.map((place) => entries[place]));
  const statuses = series.measure_type === "policy" || series.measure_type === "category";
  if (bar) return [{ code: bar, level: "no", areas: held }, ...periods(series, held, entries)];
  const reasons = [
    ...(missing.length ? [{ code: series.finds_only_yes ? "not_documented" : statuses ? "not_assessed" : "no_figure", level: "care", areas: missing }] : []),
    ...periods(series, held, entries),
    ...remarks(series, held, entries),
  ];
  return reasons.length ? reasons : [{ code: "alike", level: "yes", areas: held }];
};

export const level = (reasons) => reasons[0].level;
