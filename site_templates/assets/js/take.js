/*
  What a reader takes away of a table as it is shown: its rows in their order, without those that are hidden, as CSV or as a workbook
  (XLSX). Loaded by site.js when a button `data-take` is first used (docs/decisions/0065-tables-as-workbooks.md).

  A page whose table says less than it knows gives the button a function `book`: {title, name, heads, rows, sources} with cells as
  sheet.js takes them.
*/
"use strict";

import { json } from "./asked.js";
import { linesOf } from "./csv.js";
import { save } from "./picture.js";
import { workbook } from "./sheet.js";

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/; /* `004` is a code. */
const EXACT = 15; /* Digits that a spreadsheet keeps of a whole number; a longer one stays text. */
const PERIOD = /^\d{4}(-\d\d){0,2}$/;
const BLANK = /^[–—-]?$/;

let told;
const say = (key, values = {}) => told.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

/* What an element says in one line. Words that stand apart by their style alone, such as a pill behind a number, are parted by a space. */
const said = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  let before;
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const within = parentElement.closest("span[class]");
    text += (text && within !== before && /^[\p{L}\p{N}(]/u.test(data) ? " " : "") + data;
    before = within;
  }
  return squeezed(text);
};

const isNumber = (text) => NUMBER.test(text) && (text.includes(".") || text.replace(/\D/g, "").length <= EXACT);

/* A number as a cell of a workbook: a percentage on the page is one there too. */
const numbered = (value, shown) => {
  const [percent, decimals = ""] = shown.match(/\d(?:[.,](\d+))?\s*%/) ?? [];
  return percent ? { number: Number(value), percent: decimals.length } : Number(value);
};

/* What stands in a cell: its words, and the number or the ISO date that it is about, where there is one. */
const held = (cell, counted) => {
  const words = said(cell);
  if (BLANK.test(words)) return { words: "", alone: true };
  const data = cell.querySelectorAll("data[value]");
  if (data.length === 1 && isNumber(data[0].getAttribute("value"))) {
    const shown = squeezed(data[0].textContent);
    return { words, number: numbered(data[0].getAttribute("value"), shown), alone: shown === words };
  }
  const { order = "" } = cell.dataset;
  if (counted && !data.length && isNumber(order)) return { words, number: Number(order), alone: words.replace(/\D/g, "") === order };
  return !counted && PERIOD.test(order) ? { words, date: order, alone: words === order } : { words };
};

const places = (table) => [...table.tHead.rows[0].cells].map((head) => ({ head: said(head), counted: /is-(figure|bar)/.test(head.className) }));
const shownRows = (table) => [...table.tBodies].flatMap(({ rows }) => [...rows]).filter((row) => !row.hidden);

/*
  The columns of a workbook that one column of a page becomes. Where some cell is a number or a date, all such stand in a column of that
  kind, and what the page says more of them, or instead, in one beside it.
*/
const columnsOf = ({ head, counted }, cells) => {
  const all = cells.map((cell) => (cell ? held(cell, counted) : { words: "", alone: true }));
  const typed = all.some(({ number, alone }) => number !== undefined && (counted || alone)) ? "number" : all.some(({ date }) => date) ? "date" : "";
  if (!typed) return [[head, all.map(({ words }) => words)]];
  const more = all.map((each) => (each[typed] !== undefined && each.alone ? "" : each.words));
  const own = [head, all.map((each) => each[typed] ?? "")];
  return more.some(Boolean) ? [own, [say("take.said", { column: head }), more]] : [own];
};

const bookOf = (root, table) => {
  const rows = shownRows(table);
  const columns = places(table).flatMap((place, at) => columnsOf(place, rows.map(({ cells }) => cells[at])));
  return {
    title: said(root.querySelector(".table__caption")), name: root.dataset.table, sources: sourcesOf(root),
    heads: columns.map(([head]) => head), rows: rows.map((_, at) => columns.map(([, cells]) => cells[at])),
  };
};

/* Where a table is from: the line below it, else that of the chart or section that it belongs to. */
const sourcesOf = (root) => {
  const place = [root, root.closest("figure"), root.closest("section")].find((each) => each?.querySelector(".source-line"));
  const lines = [...place?.querySelectorAll(".source-line > span:first-child") ?? []].map((line) => {
    const copy = line.cloneNode(true);
    copy.querySelector("b")?.remove();
    return said(copy);
  });
  return [...new Set(lines)];
};

/* By what a table was narrowed down and sorted, in the page's own words. */
const stateOf = (root) => {
  const fields = [...root.querySelectorAll(".table__tools :is(input, select)")].filter(({ value }) => value.trim());
  const chosen = fields.map((field) => `${squeezed(field.labels[0].firstChild.textContent)}: ${field.selectedOptions ? said(field.selectedOptions[0]) : squeezed(field.value)}`);
  return [...chosen, said(root.querySelector(".table__tools output"))].filter(Boolean);
};

const citation = (address) => {
  const form = document.querySelector('.quoting [data-form="apa"]');
  return form ? [say("workbook.cite", { citation: squeezed(form.textContent.replace(form.querySelector("[data-address]").textContent, () => address)) })] : [];
};

/* What the cover says, as in the build's workbooks. The address is that of the view: it leads back to the same rows. */
const coverOf = (root, { title, sources, state = [] }) => {
  const table = root.querySelector("table");
  const address = `${location.href.split("#")[0]}#${table.id}`;
  const page = squeezed(document.querySelector("h1")?.textContent ?? document.title);
  return [
    title, say("take.from", { page, address }), ...state, say("take.about"), ...(sources.length ? [say("quote.sources", { sources: sources.join(say("listing.apart")) })] : []),
    ...told.cover, ...citation(address), say("workbook.error"),
  ];
};

/* One column a column of the page: a number by itself as programs write it, all else as the page says it. */
const csvOf = (table) => {
  const own = (cell) => {
    const [data] = cell.querySelectorAll("data[value]");
    const words = said(cell);
    return data && squeezed(data.textContent) === words && isNumber(data.getAttribute("value")) ? data.getAttribute("value") : words;
  };
  return linesOf([[...table.tHead.rows[0].cells].map(said), ...shownRows(table).map(({ cells }) => [...cells].map(own))]);
};

const MARK = "\ufeff"; /* By a byte order mark spreadsheets know the letters. */

const sheetOf = async (root, given) => {
  told = await json(new URL("../words/take.json", import.meta.url));
  const book = given ?? { ...bookOf(root, root.querySelector("table")), state: stateOf(root) };
  return workbook({
    ...book, cover: coverOf(root, book), author: told.author, day: told.day, language: document.documentElement.lang,
    tabs: [say("workbook.sheet.cover"), say("take.sheet")],
  });
};

/* Hands the reader what a button of a table promises, and gives the name of the file. */
export const take = async (button) => {
  const root = button.closest(".table");
  const given = button.book?.();
  const form = button.dataset.take;
  const name = `${given?.name ?? root.dataset.table}.${form}`;
  const parts = form === "csv" ? [MARK, csvOf(root.querySelector("table"))] : [await sheetOf(root, given)];
  save(new File(parts, name, { type: form === "csv" ? "text/csv" : parts[0].type }));
  return name;
};
