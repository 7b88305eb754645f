/*
  What the address of a page says of its live chart (docs/decisions/0035-address-of-a-live-chart.md):
    interactive=<id of the chart>    year=<year>    areas=<code>,<code>
  `interactive` alone is the first chart of the page. Parameters of others stay as they were written.
*/
const OWN = new Set(["interactive", "year", "areas"]);

/* Gives {chart, year, areas}: `chart` is null where the address names none, `year` null where it is the chart's own. */
export const read = (search) => {
  const said = new URLSearchParams(search);
  const codes = (said.get("areas") ?? "").toUpperCase().split(",").filter((code) => /^[A-Z]{3}$/.test(code));
  return { chart: said.get("interactive"), year: Number.parseInt(said.get("year"), 10) || null, areas: [...new Set(codes)] };
};

/* The address with the state of a chart in it; without any where that is null. */
export const write = (search, state) => {
  const kept = search.replace(/^\?/, "").split("&").filter((part) => part && !OWN.has(part.split("=")[0]));
  const said = state ? [["interactive", state.chart], ["year", state.year], ["areas", state.areas.join(",")]] : [];
  return [...kept, ...said.filter(([, value]) => value).map(([name, value]) => `${name}=${value}`)].join("&").replace(/^(?=.)/, "?");
};
