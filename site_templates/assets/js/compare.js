/*
  Two to four areas side by side. The address says which, under which indicators where not under all, and in which year where
  not the newest figure of each is meant (`?a=DEU&b=MAR&i=dual-nationality,border-deaths&y=2019`); the files below api/v1/ say
  what is known of them, and compare-rules.js says what can be compared. Every word comes from the page or from the files; the page also lists the countries.
*/
"use strict";

import { json } from "./asked.js";
import { judge, known, level } from "./compare-rules.js";
import { book, cellsOf, csv, plain } from "./compare-take.js";
import { Box } from "./finder.js";

const SLOTS = ["a", "b", "c", "d"];
const LEAST = 2;
const WRITTEN = /^\d{4}[-/\dA-Z]{0,16}$/; /* a year, or another period as it is written in the files */
const SETTLED = 300; /* ms after which a list that is gone through by keys is taken as chosen */

const root = document.querySelector("[data-compare]");
const form = root.querySelector("form");
const slots = root.querySelector("[data-slots]");
const years = root.querySelector("[data-year]");
const adding = root.querySelector("[data-add]");
const told = root.querySelector("[data-status]");
const result = root.querySelector("[data-result]");
const without = document.querySelector("[data-without]");
const heading = document.querySelector("h1").textContent.trim();
const titled = document.title;

const language = document.documentElement.lang;
const { locale, api, files, pages } = root.dataset;
const texts = JSON.parse(root.dataset.words);

/* Words and numbers, written as the pages write them */

const plural = new Intl.PluralRules(locale);
const listing = new Intl.ListFormat(locale, { type: "conjunction" });
const numbers = new Map();

const pattern = (key, count) => {
  const text = texts[key];
  return typeof text === "string" ? text : text[plural.select(count)] ?? text.other;
};

/* A text with values put in, which may be elements. */
const parts = (key, values = {}) => pattern(key, values.count).split(/\{(\w+)\}/).map((part, place) => (place % 2 ? values[part] : part));
const say = (key, values) => parts(key, values).join("");

/* The same of one year, where one is chosen. */
const sayIn = (key, year, values) => (year ? say(`${key}_in`, { ...values, year }) : say(key, values));

/* Decimals are rounded half to even from the number as it is written, so a text is given, not a binary fraction. */
const number = (value, style = "decimal", decimals = 0) => {
  const name = `${style} ${decimals}`;
  if (!numbers.has(name)) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    numbers.set(name, new Intl.NumberFormat(locale, { style, ...digits, useGrouping: "always", roundingMode: "halfEven" }));
  }
  return numbers.get(name).format(String(value));
};

/* Elements */

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
};
const link = (address, ...children) => make("a", { href: address }, ...children);

const mark = (code) => {
  const space = "http://www.w3.org/2000/svg";
  const shape = ["yes", "partial", "no"].includes(code) ? code : "none";
  const drawing = document.createElementNS(space, "svg");
  const attributes = { class: `mark mark--${shape}`, "aria-hidden": "true", width: 16, height: 16 };
  Object.entries(attributes).forEach(([name, value]) => drawing.setAttribute(name, value));
  drawing.append(document.createElementNS(space, "use"));
  drawing.firstChild.setAttribute("href", `#mark-${shape}`);
  return drawing;
};
const status = (code, word) => make("span", { class: "status" }, mark(code), make("span", {}, word));

/* One cell */

const label = (country, codelist, code) => country.labels[codelist][code][language];

const figures = (series, entry, country) => Object.fromEntries(Object.entries(entry.values).map(([column, { value, cell }]) => {
  const { style, decimals } = series.shown[column];
  const text = style === "code" ? label(country, series.codelist, value) : number(value, style, decimals);
  return [column, make("data", { value, "data-cell": cell }, text)];
}));

/* Of fewer cases than this no percentage is printed. */
const FEW = 10;

const value = (series, entry, country) => {
  const { obs_value: main, value_low: low, value_high: high, numerator, denominator, pending } = figures(series, entry, country);
  if (series.measure_type === "policy") return [status(entry.values.obs_value.value, main)];
  if (pending && entry.values.pending.value > 0) {
    if (!main) return parts("figure.undecided", { numerator, pending, low, high });
    return parts("figure.pending", { value: main, numerator, denominator, pending, low, high });
  }
  if (main && numerator && denominator && entry.values.denominator.value < FEW) return parts("figure.parts", { numerator, denominator });
  if (main && numerator && denominator) return parts("figure.of", { value: main, numerator, denominator });
  if (!main) return parts("figure.range", { low, high });
  const { bound } = entry.values.obs_value;
  return bound ? parts(`finding.${bound}`, { figure: main }) : [main];
};

const detail = (series, entry, country) => {
  const plain = ["policy", "category", "ratio"].includes(series.measure_type) ? "" : label(country, "unit_measure", entry.unit_measure);
  const cases = Object.entries(entry.dimensions).map(([codelist, code]) => label(country, codelist, code));
  const remark = entry.note ? label(country, "note", entry.note) : entry.obs_status === "A" ? "" : label(country, "obs_status", entry.obs_status);
  return [plain && say("profile.unit", { unit: plain }), ...cases, remark].filter(Boolean).join(texts["detail.separator"]);
};

const row = (entry) => {
  const [, file, place] = Object.values(entry.values)[0].cell.match(/^(.+)#cell=(\d+),/);
  const address = link(`${files}${file}`, say("compare.row", { row: place }));
  address.setAttribute("aria-label", say("figure.row", { file: file.split("/").pop(), row: place }));
  return address;
};

const year = (entry) => (entry.carried_forward
  ? say("compare.carried_year", { year: entry.time_period, period: entry.headline_period })
  : say("compare.year", { year: entry.time_period }));

const small = (...children) => make("span", { class: "compare__small" }, ...children);

const absence = (series, entry) => {
  if (series.measure_type !== "policy") return [small(entry.reason[language])];
  const rest = series.finds_only_yes ? "not_documented" : "not_assessed";
  return [status(rest, texts[`status.${rest}`]), small(entry.reason[language])];
};

/* A name as readers see it: the files for programs have the apostrophe of its source. */
const nameOf = (country) => country.name[language].replace(/(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N})])/gu, "\u2019");

const cell = (series, entry, country, source) => {
  const held = make("td", { role: "cell", "data-label": nameOf(country), class: known(entry) ? "" : "is-unknown" });
  if (!known(entry)) {
    held.append(...absence(series, entry));
  } else {
    const about = detail(series, entry, country);
    held.append(make("span", { class: "compare__value" }, ...value(series, entry, country)));
    if (about) held.append(small(about));
    held.append(small(year(entry), " ", make("span", { class: "compare__row" }, row(entry))));
  }
  held.append(...source);
  return held;
};

/* A source is named where it stands; a printed sheet has its number there and its name once below. */
const sourced = (sources, entry, country) => {
  const { publisher, page } = country.sources[entry.source] ?? {};
  if (!publisher) return [];
  if (!sources.has(entry.source)) sources.set(entry.source, publisher);
  const place = number([...sources.keys()].indexOf(entry.source) + 1);
  const named = make("span", { class: "compare__small compare__source" }, ...parts("compare.source", { source: link(`${pages}${page}`, publisher) }));
  return [named, make("span", { class: "compare__small compare__place" }, say("compare.source", { source: place }))];
};

/* What of a cell is taken away in a workbook, in the same words. */
const words = (...parts) => parts.map((part) => part.textContent ?? part).join("");

const taken = (series, entry, country) => {
  if (!known(entry)) return cellsOf(series, entry, country, { shown: "", about: absence(series, entry).map((part) => words(part)).join("; "), label: "", year: "" });
  const main = entry.values.obs_value;
  return cellsOf(series, entry, country, {
    shown: words(...value(series, entry, country)), about: detail(series, entry, country), year: entry.carried_forward ? year(entry) : entry.time_period,
    label: main && series.shown.obs_value.style === "code" ? label(country, series.codelist, main.value) : "",
  });
};

/* One row */

const reasonText = ({ code, areas, status: held }, entries, countries) => {
  const names = areas.map((place) => nameOf(countries[place]));
  return say(`compare.reason.${code}`, {
    areas: listing.format(names),
    years: listing.format([...new Set(areas.map((place) => entries[place].time_period ?? ""))].sort()),
    status: held && label(countries[areas[0]], "obs_status", held),
    count: countries.length - areas.length,
  });
};

const verdict = (rank, why) => make(
  "td", { role: "cell", class: `compare__verdict is-${rank}`, "data-label": texts["compare.column"] },
  make("b", {}, texts[`compare.level.${rank}`]), " ", why,
);

const head = (area, name, source) => {
  const held = make("th", { scope: "row", role: "rowheader" });
  if (area) held.append(make("span", { class: "profile__area" }, area));
  held.append(name);
  held.append(...source);
  return held;
};

const line = (series, entries, countries, sources, area, name) => {
  const reasons = judge(series, entries);
  const shared = new Set(entries.map((entry) => entry.source)).size === 1;
  const named = entries.map((entry, place) => sourced(sources, entry, countries[place]));
  const first = head(area, name, shared ? named.find((each) => each.length) ?? [] : []);
  const cells = entries.map((entry, place) => cell(series, entry, countries[place], shared ? [] : named[place]));
  const why = reasons.map((reason) => reasonText(reason, entries, countries)).join(" ");
  const rank = level(reasons);
  const given = { verdict: `${texts[`compare.level.${rank}`]} ${why}`, taken: () => entries.map((entry, place) => taken(series, entry, countries[place])) };
  return { ...given, level: rank, why, entries, row: make("tr", { role: "row", class: area ? "is-first" : "" }, first, verdict(rank, why), ...cells) };
};

/* Ways of summing by which each code of a dimension is a case of its own. */
const CASES = ["none", "spread"];

/* What stands for a country in the chosen year: as its file of years has it, or nothing and why. Never what stands in another year. */
const inYear = (series, country) => {
  const whole = { series: series.series, dimensions: {}, unit_measure: series.unit_measure, source: series.source, note: null, carried_forward: false };
  const found = country.years[series.series]?.find((each) => (each.headline_period ?? each.time_period) === country.year);
  if (found) return { ...whole, ...found };
  const ofCases = series.dimensions.length > 0 && CASES.includes(series.aggregation);
  const blank = country.blanks[series.series]?.find((each) => each.time_period === country.year);
  const key = ofCases ? "cases_in" : series.measure_type === "policy" || series.measure_type === "category" ? "no_status_in" : "none_in";
  const empty = { ...whole, time_period: ofCases ? null : country.year, values: {}, obs_status: null, ...blank };
  if (!blank) return { ...empty, reason: { [language]: say(`compare.${key}`, { year: country.year }) } };
  const why = blank.note ? label(country, "note", blank.note) : label(country, "obs_status", blank.obs_status);
  return { ...empty, reason: { [language]: say(`compare.${key}_why`, { year: country.year, why: why.replace(/\.$/, "") }) } };
};

const indicatorLines = (framework, shown, countries, sources) => {
  const areas = new Map(framework.policy_areas.map((area) => [area.id, area.label[language]]));
  return shown.map((indicator, place) => {
    const entries = countries.map((country) => (country.year ? inYear(indicator.headline, country) : country.indicators.find((each) => each.indicator === indicator.id)));
    const begins = shown[place - 1]?.policy_area !== indicator.policy_area;
    const name = link(`${pages}${indicator.page}`, indicator.label[language]);
    const made = line(indicator.headline, entries, countries, sources, begins ? areas.get(indicator.policy_area) : "", name);
    return { ...made, id: indicator.id, name: indicator.label[language] };
  });
};

/* Context has one row a series; a series by dimension would be a table of its own. */
const contextLines = (framework, countries, sources) => framework.context.filter((series) => !series.dimensions.length).map((series, place) => {
  const reason = { [language]: texts[series.measure_type === "category" ? "status.not_assessed" : "compare.no_figure"] };
  const absent = { values: {}, dimensions: {}, source: series.source, reason };
  const entries = countries.map((country) => (country.year ? inYear(series, country) : { ...absent, ...country.context.find((each) => each.series === series.series) }));
  const name = series.label[language];
  return { ...line(series, entries, countries, sources, place ? "" : texts["compare.context"], name), name };
});

/* Taking it away: a file for programs, a workbook of all that is shown, and the table as text */

const heads = (countries) => [texts["profile.indicator"], texts["compare.column"], ...countries.flatMap((country) => {
  const area = country.name[language];
  return [area, say("take.said", { column: area }), say("compare.year_of", { area }), say("compare.source_of", { area })];
})];

const taking = (lines, context, countries, table, caption, { release }) => {
  const named = ["comparison", ...countries.map(({ iso3 }) => iso3), ...(countries[0].year ? [countries[0].year.replaceAll("/", "-")] : [])].join("-");
  const saved = make("button", { type: "button", class: "button button--plain" }, texts["compare.download"]);
  const sheet = make("button", { type: "button", class: "button button--plain", "data-take": "xlsx", "data-failed": texts["frame.table_take_failed"] }, texts["compare.download_sheet"]);
  const copied = make("button", { type: "button", class: "button button--plain" }, texts["compare.copy"]);
  sheet.book = () => book([...lines, ...context].map((each) => ({ ...each, taken: each.taken() })), caption, named, heads(countries)); /* take.js asks for it */
  saved.addEventListener("click", () => {
    const file = URL.createObjectURL(new Blob([csv(lines, countries, release, language)], { type: "text/csv;charset=utf-8" }));
    make("a", { href: file, download: `${named}.csv` }).click();
    URL.revokeObjectURL(file);
    told.textContent = say("compare.downloaded", { file: `${named}.csv` });
  });
  /* Where a browser gives no clipboard, as on a page without https, the text is there to copy by hand. */
  const field = make("textarea", { class: "compare__text", readonly: "", rows: 6, hidden: "", "aria-label": caption });
  copied.addEventListener("click", async () => {
    const text = plain(table, `${caption}.`, say("compare.taken", { site: root.dataset.site, release, address: location.href.split("#")[0] }));
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = texts["compare.copied"];
    } catch {
      field.value = text;
      field.hidden = false;
      field.select();
      told.textContent = texts[document.execCommand("copy") ? "compare.copied" : "compare.copy_failed"];
    }
  });
  return make("div", { class: "compare__take" }, saved, sheet, copied, field);
};

/* The table */

const draw = (framework, shown, countries) => {
  const names = countries.map(nameOf);
  const sources = new Map();
  const judged = indicatorLines(framework, shown, countries, sources);
  const printed = [...sources.values()];
  const all = shown.length === framework.indicators.length; /* who chose indicators chose no context */
  const context = all ? contextLines(framework, countries, sources) : [];
  const over = [
    make("th", { scope: "col", role: "columnheader" }, texts["profile.indicator"]),
    make("th", { scope: "col", role: "columnheader" }, texts["compare.column"]),
    ...countries.map((country, place) => make("th", { scope: "col", role: "columnheader" }, link(`${pages}${country.page}`, names[place]))),
  ];
  const table = make(
    "table", { class: "grid compare__grid", id: "comparison", role: "table", "aria-labelledby": "comparison-caption" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...over)),
    make("tbody", { role: "rowgroup", class: "profile" }, ...judged.map((each) => each.row)),
    ...(context.length ? [make("tbody", { role: "rowgroup", class: "profile compare__context" }, ...context.map((each) => each.row))] : []),
  );
  const caption = sayIn("compare.caption", countries[0].year, { areas: listing.format(names) });
  result.replaceChildren(make(
    "div", { class: "table table--cards" },
    make("div", { class: "table__caption", id: "comparison-caption" }, caption),
    taking(judged, context, countries, table, caption, framework),
    make("div", { class: "table__region", role: "region", tabindex: "0", "aria-labelledby": "comparison-caption" }, table),
    make("ol", { class: "compare__sources" }, ...printed.map((publisher) => make("li", {}, publisher))),
  ));
  return judged.map((each) => each.level);
};

const summary = (names, year, levels) => {
  const counts = ["no", "care", "yes"].map((each) => [each, levels.filter((found) => found === each).length]);
  const said = counts.filter(([, count]) => count).map(([each, count]) => say(`compare.told_${each}`, { count }));
  return sayIn("compare.told", year, { areas: listing.format(names), count: levels.length, parts: listing.format(said) });
};

/* Choosing */

const chosen = () => [...slots.querySelectorAll("select")].map((select) => select.value);

const slot = (options, code, place) => {
  const name = say("compare.slot", { number: number(place + 1) });
  const select = make("select", { id: `compare-${SLOTS[place]}`, name: SLOTS[place] }, options.cloneNode(true));
  const subject = make("span", { class: "visually-hidden" });
  const removing = make("button", { type: "button", class: "button button--plain", "data-remove": place }, ...parts("compare.remove", { name: subject }));
  const label = () => { subject.textContent = select.value ? select.selectedOptions[0].text : name; };
  select.value = code;
  select.addEventListener("change", label);
  label();
  return make("div", { class: "compare__slot" }, make("label", { for: select.id }, name), select, removing);
};

/* The periods of which anything is known of any of the countries, the newest first; the one that is chosen stays, whatever they have. */
const offerYears = (countries, chosen) => {
  const periods = [...new Set([...countries.flatMap((country) => country.periods), ...(chosen ? [chosen] : [])])].sort().reverse();
  years.replaceChildren(years.options[0], ...periods.map((period) => make("option", { value: period }, period)));
  years.value = chosen;
};

const offer = (options, codes) => {
  const wanted = [...codes, "", ""].slice(0, Math.max(codes.length, LEAST));
  if (wanted.join() !== chosen().join()) slots.replaceChildren(...wanted.map((code, place) => slot(options, code, place)));
  slots.querySelectorAll("[data-remove]").forEach((each) => { each.hidden = wanted.length <= LEAST; });
  adding.hidden = wanted.length >= SLOTS.length;
};

/* The address */

const asked = () => {
  const parameters = new URLSearchParams(location.search);
  return SLOTS.map((name) => (parameters.get(name) ?? "").trim().toUpperCase()).filter(Boolean);
};

/* The indicators that are asked for, as the address has them; none where all are. */
const askedIndicators = () => (new URLSearchParams(location.search).get("i") ?? "").split(",").map((id) => id.trim()).filter(Boolean);

/* The year that is asked for, as the address has it: "" for none, and null for what is written as none. */
const askedYear = () => {
  const asked = (new URLSearchParams(location.search).get("y") ?? "").trim();
  return !asked || WRITTEN.test(asked) ? asked : null;
};

const address = (codes, ids, period) => {
  const said = codes.map((code, place) => `${SLOTS[place]}=${encodeURIComponent(code)}`);
  const query = [...said, ...(ids.length ? [`i=${ids.map(encodeURIComponent).join(",")}`] : []), ...(period ? [`y=${encodeURIComponent(period)}`] : [])].join("&");
  return `${location.pathname}${query && `?${query}`}${location.hash}`;
};

/* Everything together */

const load = (name) => json(new URL(`${api}${name}.json`, document.baseURI));

/* A country with its file of years, and the words of both. */
const inFull = async (country, period) => {
  const { series, blanks, labels, sources } = await load(`years/${country.iso3}`);
  const words = Object.fromEntries(Object.keys({ ...country.labels, ...labels }).map((list) => [list, { ...country.labels[list], ...labels[list] }]));
  return { ...country, year: period, years: series, blanks, labels: words, sources: { ...country.sources, ...sources } };
};

/* The countries that have a page, by code, with the address of each: its end is the code in small letters. */
const listed = () => [...without.querySelectorAll("li a")].map((each) => [each.pathname.split("/").at(-2).toUpperCase(), each.textContent, each.href]);

let turn = 0;

const failed = (error) => {
  told.textContent = texts["compare.failed"];
  result.replaceChildren();
  result.removeAttribute("aria-busy");
  without.hidden = false;
  throw error;
};

const start = async () => {
  const framework = await load("indicators");
  const places = listed();
  const names = new Map(places.map(([code, name]) => [code, name]));
  const order = new Intl.Collator(locale);
  const options = document.createDocumentFragment();
  options.append(make("option", { value: "" }, texts["compare.choose"]));
  const boxes = framework.indicators.map(({ id, label }) => make("input", { type: "checkbox", value: id, id: `compare-${id}`, "data-label": label[language] }));
  root.querySelector("[data-indicators]").append(...boxes.map((box) => make("li", {}, box, " ", make("label", { for: box.id }, box.dataset.label))));
  const folded = root.querySelector("details");

  /* All indicators are shown where none or every one is chosen. */
  const ticked = () => {
    const ids = boxes.filter((box) => box.checked).map((box) => box.value);
    return ids.length === boxes.length ? [] : ids;
  };
  const tick = (ids) => {
    const there = boxes.filter((box) => ids.includes(box.value));
    boxes.forEach((box) => { box.checked = !there.length || there.includes(box); });
    if (ticked().length) folded.open = true;
  };
  const chosenIndicators = () => {
    const ids = ticked();
    return framework.indicators.filter(({ id }) => !ids.length || ids.includes(id));
  };
  root.querySelector("[data-all]").addEventListener("click", () => { boxes.forEach((box) => { box.checked = true; }); });
  root.querySelector("[data-none]").addEventListener("click", () => { boxes.forEach((box) => { box.checked = false; }); boxes[0].focus(); });

  options.append(...[...names].sort((one, other) => order.compare(one[1], other[1])).map(([code, name]) => make("option", { value: code }, name)));

  /* What was asked for that cannot be shown. A code that is not known may be any text, so it is not repeated. */
  const notices = (codes) => {
    const unknown = codes.filter((code) => !names.has(code));
    const twice = [...new Set(codes.filter((code, place) => names.has(code) && codes.indexOf(code) < place))];
    return [
      unknown.length ? say("compare.unknown", { count: unknown.length }) : "",
      twice.length ? say("compare.twice", { areas: listing.format(twice.map((code) => names.get(code))), count: twice.length }) : "",
    ].filter(Boolean);
  };

  const show = async (codes, sought) => {
    turn += 1;
    const mine = turn;
    const said = [...notices(codes), ...(sought === null ? [texts["compare.year_unknown"]] : [])];
    const held = [...new Set(codes)].filter((code) => names.has(code));
    const named = held.map((code) => names.get(code));
    offer(options, held);
    const entitle = (period) => {
      document.title = held.length < LEAST ? titled : titled.replace(heading, () => sayIn("compare.document_title", period, { areas: listing.format(named) }));
    };
    entitle("");
    if (held.length < LEAST) {
      offerYears([], sought ?? "");
      result.replaceChildren();
      told.textContent = [...said, held.length ? say("compare.one_more", { areas: named[0] }) : texts["compare.too_few"]].join(" ");
      return;
    }
    result.setAttribute("aria-busy", "true");
    told.textContent = texts["compare.loading"];
    const countries = await Promise.all(held.map((code) => load(`countries/${code}`)));
    if (mine !== turn) return;
    const period = countries.some((country) => country.periods.includes(sought)) ? sought : "";
    if (sought && !period) {
      said.push(texts["compare.year_unknown"]);
      history.replaceState(null, "", address(held, ticked(), ""));
    }
    const details = period ? await Promise.all(countries.map((country) => inFull(country, period))) : countries;
    if (mine !== turn) return;
    offerYears(countries, period);
    entitle(period);
    told.textContent = [...said, summary(named, period, draw(framework, chosenIndicators(), details))].join(" ");
    result.removeAttribute("aria-busy");
    without.hidden = true;
  };

  /* Show areas and put them into the address: as a step that the back button takes back, or in place of what stands there. */
  const go = (codes, period, write) => {
    const held = [...new Set(codes)].filter((code) => names.has(code));
    const to = address(held, ticked(), period);
    if (to !== location.pathname + location.search + location.hash) write(to);
    show(codes, period).catch(failed);
  };
  const push = (to) => history.pushState(null, "", to);

  const add = () => {
    const codes = chosen();
    slots.append(slot(options, "", codes.length));
    slots.querySelectorAll("[data-remove]").forEach((each) => { each.hidden = false; });
    adding.hidden = codes.length + 1 >= SLOTS.length;
    return slots.querySelector(".compare__slot:last-child select");
  };

  /* A country that is named goes into the first list that has none, or into one more. */
  const name = (code) => {
    const field = [...slots.querySelectorAll("select")].find((select) => !select.value) ?? (adding.hidden ? null : add());
    if (!field) {
      told.textContent = texts["compare.find_full"];
      return;
    }
    field.value = code;
    field.dispatchEvent(new Event("change"));
    told.textContent = say("compare.find_chosen", { area: names.get(code) });
  };
  const base = new URL(files, document.baseURI).href;
  const box = new Box({
    id: "compare", names: new URL(`${root.dataset.names}names.${language}.json`, document.baseURI), offered: () => names.keys(), choose: name,
    areas: Object.fromEntries(places.map(([code, label, href]) => [code, [label, href.slice(base.length)]])),
    words: { find: texts["compare.find"], hint: texts["live.find_hint"], none: texts["compare.find_none"], found: (count) => say("live.found", { count }) },
    tell: (text) => { told.textContent = text; },
  });
  slots.before(box.root);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(chosen().filter(Boolean), years.value, push);
  });
  /* The years are known from the files of the countries, which a comparison needs anyway. */
  let waiting = 0;
  slots.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const codes = chosen().filter(Boolean);
      Promise.all(codes.map((code) => load(`countries/${code}`))).then((countries) => {
        if (codes.join() === chosen().filter(Boolean).join()) offerYears(countries, years.value);
      }, () => {}); /* told when they are compared */
    }, SETTLED);
  });
  adding.addEventListener("click", () => add().focus());
  slots.addEventListener("click", (event) => {
    const place = Number(event.target.closest("[data-remove]")?.dataset.remove ?? -1);
    if (place < 0) return;
    const rest = chosen().filter((_, at) => at !== place);
    go(rest.filter(Boolean), years.value, push);
    slots.querySelectorAll("select")[Math.min(place, rest.length - 1)]?.focus();
  });
  addEventListener("popstate", () => {
    tick(askedIndicators());
    show(asked(), askedYear()).catch(failed);
  });

  form.hidden = false;
  without.hidden = true;
  tick(askedIndicators());
  go(asked(), askedYear(), (to) => history.replaceState(null, "", to));
};

start().catch(failed);
