/*
  What readers take away: a sentence, a number with its source, a citation, a link, the code of a chart, a picture; and what stands
  behind a number, its row. Loaded at the first use. Everything that is said comes from the page, from files that were made with it
  (`oembed.json` of a chart, the rows below `data/rows/`), or from the words of the site.
*/
"use strict";

import { closesBeside } from "./beside.js";
import { json } from "./asked.js";
import { pictureOf, save } from "./picture.js";

const root = new URL("../../../", import.meta.url);
const ROWS = 128;

let told;
const say = (key, values = {}) => {
  const text = told.words[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
};

let ready;
const prepared = (load) => (ready ??= Promise.all([
  json(new URL("../words/quote.json", import.meta.url)).then((words) => { told = words; }), load("../css/quote.css"),
]).catch((fault) => {
  ready = undefined;
  throw fault;
}));

const made = (tag, attributes, ...inside) => {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...inside);
  return element;
};

const button = (label, act, name = "box__act") => {
  const element = made("button", { type: "button", class: name }, label);
  element.addEventListener("click", act);
  return element;
};

const plainly = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".quote, .quotable__source").forEach((part) => part.remove());
  return copy.textContent.replace(/[ \t\r\n]+/g, " ").trim();
};

const ended = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/* The box: closed by its button, by Escape and by a click beside it; the focus goes back to where it was. */
const box = (title) => {
  const dialog = made("dialog", { class: "box", "aria-labelledby": "box-title" });
  dialog.append(made("div", { class: "box__head" },
    made("h2", { class: "box__title", id: "box-title" }, title), button(say("quote.close"), () => dialog.close(), "box__close")));
  dialog.addEventListener("close", () => dialog.remove());
  closesBeside(dialog);
  document.querySelector("dialog.box")?.close();
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

/* Puts a text on the clipboard and says so; a browser that does not allow it leaves the text selected. */
const copier = (dialog) => {
  const field = made("textarea", { class: "box__text", readonly: "", rows: "5", "aria-label": say("quote.text") });
  const status = made("p", { class: "box__status", role: "status" });
  dialog.append(field, status);
  const tell = (text) => {
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = text; });
  };
  const copy = async (text, what) => {
    field.value = text;
    try {
      await navigator.clipboard.writeText(text);
      tell(say("quote.copied", { what }));
    } catch {
      field.select();
      tell(document.execCommand("copy") ? say("quote.copied", { what }) : say("quote.by_hand"));
    }
  };
  return { field, tell, copy };
};

/* Facts of a thing: what its file or its page says, with whole addresses. */
const whole = (link) => (link.textContent.includes("://") ? link.textContent : link.href);

const fold = () => document.querySelector(".quoting");

const formsOf = (page) => Object.fromEntries([...page.querySelectorAll("[data-form]")].map((each) => {
  const [before, after] = each.textContent.split(each.querySelector("[data-address]").textContent);
  return [each.dataset.form, [before, after ?? ""]];
}));

const ofChart = async (figure) => {
  const file = new URL(`${figure.dataset.chart}oembed.json`, document.baseURI);
  const { title, quote } = await json(file);
  const at = (address) => new URL(address, file).href;
  return { ...quote, title, root: at(quote.root), address: at(quote.address), picture: quote.picture && at(quote.picture) };
};

/* Where an element stands in its page: a section has the id of its heading. */
const idOf = (element) => {
  const place = element.matches(".table") ? element.querySelector("table") : element.closest("[id]:not(#content), section[aria-labelledby]");
  return place?.id || place?.getAttribute("aria-labelledby");
};

/* What a source line says without the word before it. */
const named = (line) => {
  const copy = line.cloneNode(true);
  copy.querySelector("b")?.remove();
  return plainly(copy);
};

const listed = (sources) => (sources.length ? say("quote.sources", { sources: sources.join(say("listing.apart")) }) : "");

/* A sentence's own sources are those of the rows behind its numbers: a page has figures of several. */
const sourcesOf = async (element) => {
  const own = element.querySelector(".quotable__source");
  if (own) return plainly(own);
  const numbers = element.matches(".table") ? [] : [...element.querySelectorAll("data[data-cell]")];
  const rows = await Promise.all(numbers.map(rowOf));
  const said = new Map(rows.flatMap(({ block, row }) => row.sources.map((id) => [id, block.sources[id].said])));
  const all = new Set([...said.values(), ...[...element.querySelectorAll(".source-line > span:first-child")].map(named)]);
  return listed([...all]);
};

/* Facts of a sentence or a table. `source`: what is said of where it is from, where that is known already. */
const ofPage = async (element, sentence, source) => {
  const page = fold();
  const address = new URL(whole(page.querySelector("[data-address]")));
  const id = element.matches(".opening") ? "" : idOf(element);
  const chart = document.querySelector("figure[data-chart]");
  const shown = chart && await ofChart(chart).catch(() => undefined);
  return {
    sentence, forms: formsOf(page), site: page.dataset.site, release: page.dataset.release,
    source: source ?? await sourcesOf(element).catch(() => ""),
    address: id ? new URL(`#${id}`, address).href : address.href,
    picture: page.querySelector("[data-picture]")?.href, title: sentence, embed: shown?.embed, root: shown?.root,
  };
};

const figureText = ({ sentence, source, site, release, address }) => (source
  ? say("quote.figure.sourced", { sentence, source, site, release, address })
  : say("quote.figure.plain", { sentence, site, release, address }));

const embedText = ({ embed, root: base }) => embed.join(base);

const share = async ({ picture, title }, { tell }) => {
  const file = await pictureOf(picture);
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file], title }).catch(() => undefined);
    return;
  }
  save(file);
  tell(say("quote.saved", { what: file.name }));
};

/* The buttons of a thing, in the order in which they are wanted most. */
const offer = (dialog, facts, first = false) => {
  const list = made("div", { class: "box__acts" });
  dialog.append(list);
  const { field, tell, copy } = copier(dialog);
  const act = (key, text, what) => list.append(button(say(key), () => copy(text, what ?? say(key))));
  field.value = figureText(facts);
  act("quote.copy_figure", figureText(facts));
  act("quote.copy_sentence", facts.sentence);
  for (const [form, [before, after]] of Object.entries(facts.forms)) {
    const label = say(`quote.cite_${form}`);
    list.append(button(label, () => copy(`${before}${facts.address}${after}`, label)));
  }
  act("quote.copy_link", facts.address);
  if (facts.embed) {
    const known = /^https?:/.test(facts.root);
    list.append(button(say("quote.copy_embed"), () => copy(embedText(facts), say("quote.copy_embed")).then(() => { if (!known) tell(say("quote.no_address")); })));
  }
  if (facts.picture) list.append(button(say("quote.share_picture"), () => share(facts, { tell }).catch(() => tell(say("quote.failed")))));
  if (first) list.querySelector("button").focus();
};

/* Opens the box of what a link `quote` stands at: a chart, a table, a sentence, or the page. */
export const open = async (link, load) => {
  await prepared(load);
  const chart = link.closest("figure[data-chart]");
  const thing = chart ?? link.closest(".table, .quotable, p[data-stated]") ?? document.querySelector(".opening");
  const lead = thing.querySelector?.(".opening__lead[data-stated]") ?? thing.querySelector?.("h1");
  const sentence = thing.matches(".table") ? ended(plainly(thing.querySelector(".table__caption"))) : plainly(lead ?? thing);
  const facts = chart ? await ofChart(chart) : await ofPage(thing.matches(".opening") && lead.matches("p") ? lead : thing, sentence);
  offer(box(say("quote.title")), facts, true);
};

/* The row behind a number. */
const rowOf = async (number) => {
  const [, file, row] = number.dataset.cell.match(/^(.+)\.csv#cell=(\d+),\d+$/);
  const name = file.replace("data/latest/", "");
  const block = await json(new URL(`${told.rows}${name}/${Math.floor(row / ROWS)}.json`, root));
  const [shared, cells] = block.rows[row];
  return { block, row: { ...block.shared[shared], cells }, number: Number(row) };
};

const said = (block, column, code) => block.said[column]?.[code] ?? code;

const rowTable = (block, row, column) => {
  const head = made("tr", {}, ...["row.column", "row.cell", "row.words"].map((key) => made("th", { scope: "col" }, say(key))));
  const lines = block.columns.map(([name, label], place) => {
    const code = row.cells[place];
    const words = said(block, name, code);
    return made("tr", place === column ? { class: "is-asked" } : {},
      made("th", { scope: "row" }, label), made("td", {}, code || "–"), made("td", {}, words === code ? "" : words));
  });
  return made("table", { class: "box__row" }, made("caption", {}, say("row.caption", { file: block.file.split("/").pop() })),
    made("thead", {}, head), made("tbody", {}, ...lines));
};

const linked = (path, label) => made("a", { href: new URL(path, root).href }, label);

const facts = (entries) => made("dl", { class: "box__facts" },
  ...entries.filter(([, value]) => value).map(([key, value]) => made("div", {}, made("dt", {}, say(key)), made("dd", {}, ...[value].flat()))));

const sentenceOf = (block, row, shown) => {
  const cell = (name) => {
    const place = block.columns.findIndex(([each]) => each === name);
    return place < 0 ? "" : row.cells[place];
  };
  const words = (name) => said(block, name, cell(name));
  const series = block.series[cell("series")] ?? Object.values(block.series)[0];
  const place = words("ref_area") || words("group");
  if (!series || !place) return { sentence: shown, series };
  const what = [series.label, words("measure"), cell("measure") || block.said.obs_value ? "" : series.unit].filter(Boolean).join(", ");
  const period = words("time_period");
  return { sentence: say("row.sentence", { place, period, value: shown, what }), series, area: block.file.includes("observations_") && place };
};

export const trace = async (number, load) => {
  await prepared(load);
  const { block, row, number: line } = await rowOf(number);
  const column = Number(number.dataset.cell.split(",").pop()) - 1;
  const { sentence, series, area } = sentenceOf(block, row, number.textContent);
  const sources = row.sources.map((id) => block.sources[id]);
  const dialog = box(say("row.title", { value: number.textContent }));
  const pages = row.pages.map((id) => made("li", {}, linked(block.pages[id][0] || "./", block.pages[id][1])));
  const more = row.more ? [made("li", {}, say("row.more", { count: row.more }))] : [];
  dialog.append(
    made("p", { class: "box__sentence" }, sentence),
    facts([
      ["row.rule", series?.rule ?? say("row.counted")],
      ["row.areas.label", area ? say("row.areas.one", { area }) : row.areas],
      ["row.source", sources.flatMap(({ said: text, page }, place) => [place ? "; " : "", linked(page, text)])],
      ["row.file", [made("a", { href: new URL(`${told.site}${block.file}`, root).href, download: "" }, block.file.split("/").pop()), say("row.line", { row: line })]],
    ]),
    rowTable(block, row, column),
    made("details", { class: "box__pages" }, made("summary", {}, say("row.pages")), made("ul", {}, ...pages, ...more)),
  );
  document.querySelectorAll("a[data-report]").forEach((link) => dialog.append(made("p", { class: "box__report" },
    made("a", { href: `${link.href}${encodeURIComponent(`\r\n${link.dataset.report}: ${number.dataset.cell}`)}` }, link.textContent))));
  const from = listed(sources.map(({ said: text }) => text));
  offer(dialog, await ofPage(number.closest(".table, .quotable, figure") ?? number, sentence, from));
};

/* Enter on a table goes to its numbers; arrows go through them, Escape back to the table. */
const beside = {
  ArrowRight: (all, at) => all[all.indexOf(at) + 1],
  ArrowLeft: (all, at) => all[all.indexOf(at) - 1],
  ArrowDown: (all, at) => all.find((each) => each.closest("tr").rowIndex > at.closest("tr").rowIndex && each.closest("td,th").cellIndex === at.closest("td,th").cellIndex),
  ArrowUp: (all, at) => all.findLast((each) => each.closest("tr").rowIndex < at.closest("tr").rowIndex && each.closest("td,th").cellIndex === at.closest("td,th").cellIndex),
};

const numbersOf = (region) => [...region.querySelectorAll("data[data-cell]")].filter((each) => each.offsetParent);

export const walk = async (region, load) => {
  await prepared(load);
  const go = (number) => {
    number.tabIndex = -1;
    number.setAttribute("role", "button");
    number.focus();
  };
  if (!region.dataset.walked) {
    region.dataset.walked = "true";
    region.addEventListener("keydown", (event) => {
      const at = event.target.closest("data");
      if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") region.focus();
      const next = beside[event.key]?.(numbersOf(region), at);
      if (next) go(next);
      if (next || event.key === "Escape") event.preventDefault();
    });
  }
  const [first] = numbersOf(region);
  if (first) go(first);
};
