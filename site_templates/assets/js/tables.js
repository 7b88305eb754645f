/*
  Tables and lists that can be sorted and narrowed down, with their state in the address. All rows are there without this module.

  The address of a table named `countries` (docs/decisions/0015-address-of-a-table.md):
    countries.sort=<column>.<asc|desc>    countries.filter=<words>    countries.<column>=<code or year>
*/

import { begins, foldedOf, foundBy, isArea, isLike, isOfAnother, isWhole, loaded, match, prepare } from "./search-names.js";

const WAYS = { asc: "ascending", desc: "descending" };
const OFTEN = 2; /* Rows that a year has on average, from which on a table has a menu of years. */
const PAUSE = 300; /* Milliseconds without a key after which what was typed goes into the address. */

/* What an address says of a table. */
export const read = (search, name) => {
  const state = { sort: null, filter: "", choices: {} };
  for (const [key, value] of new URLSearchParams(search)) {
    if (!key.startsWith(`${name}.`)) continue;
    const what = key.slice(name.length + 1);
    const [, column, way] = value.match(/^(.+)\.(asc|desc)$/) ?? [];
    if (what === "filter") state.filter = value.trim();
    else if (what !== "sort") state.choices[what] = value;
    else if (column) state.sort = { column, way };
  }
  return state;
};

/* The address with a table's state in it. Parameters of others stay as they were written. */
export const write = (search, name, { sort, filter, choices }) => {
  const own = (part) => [...new URLSearchParams(part).keys()].some((key) => key.startsWith(`${name}.`));
  const kept = search.replace(/^\?/, "").split("&").filter((part) => part && !own(part));
  const said = [
    ["sort", sort ? `${sort.column}.${sort.way}` : ""], ["filter", filter.trim()], ...Object.entries(choices),
  ];
  const added = said.filter(([, value]) => value)
    .map(([what, value]) => `${name}.${what}=${encodeURIComponent(value).replaceAll("%20", "+")}`);
  return [...kept, ...added].join("&").replace(/^(?=.)/, "?");
};

const LETTERS = { "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th" };

/* Words as they are compared: without accents, capitals and signs. */
export const plain = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
  .replace(/[æœßøđðłıþ]/g, (letter) => LETTERS[letter]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const counted = new Intl.NumberFormat(document.documentElement.lang);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/* Words of what is sought, each with the forms that it may have: `st` is `saint` too, and `the` need not be there. */
const soughtIn = (filter) => {
  const words = plain(filter).split(" ");
  return foldedOf(words).map((word) => [word, ...words.filter((own) => foldedOf([own])[0] === word)]);
};

/*
  The pages that the search knows, with the address of each, and its words: fetched once somebody filters. Where they cannot be, rows
  are found by what they say. Keywords are no names: a place has one for each of its years, and rows of all years lead to it.
*/
let known;
const knownPages = () => known ??= (async () => {
  const folder = new URL(document.querySelector("[data-search]").dataset.search, document.baseURI);
  const file = await loaded(new URL(`names.${document.documentElement.lang}.json`, folder));
  const called = ({ names }) => names.filter(({ kind }) => kind !== "keyword");
  const pages = prepare(file).map((page) => ({ ...page, names: called(page), address: new URL(page.path, new URL("../", folder)).href }));
  return { words: file.words, pages };
})().catch(() => ({ words: {}, pages: [] }));

const LEAST = 4; /* Letters from which on a beginning finds areas without a page too. */
const MOST = 3; /* Areas without a page of whom is said where they are found, at most. */

/* Of pages that were found by the name of an area without one: what is so of which. */
const saidOf = (found, words) => {
  const titles = new Map();
  found.filter(isOfAnother).forEach((each) => titles.set(foundBy(words, each), [...titles.get(foundBy(words, each)) ?? [], each]));
  const listed = new Intl.ListFormat(document.documentElement.lang);
  return [...titles].slice(0, MOST).map(([said, each]) => (isArea(each[0]) ? `${listed.format(each.map(({ page }) => page.title))}: ${said}.` : `${said}.`));
};

/* One column: how its cells are read and ordered. */
class Column {
  constructor(head, place) {
    Object.assign(this, { head, place, name: head.dataset.column, label: head.textContent.trim() });
    this.codes = head.dataset.codes?.split(" ");
    this.counted = /is-(figure|bar)/.test(head.className);
    this.first = this.counted ? "desc" : "asc";
    this.hasYears = false;
  }

  /* The year that a row is of, "" where its cell does not begin with one. */
  year({ cells }) {
    const cell = cells[this.place];
    return (cell.dataset.order ?? cell.textContent.trim()).match(/^\d{4}\b/)?.[0] ?? "";
  }

  /* What a row is ordered by in this column: a number or words; null for a blank, a dash or a code outside the order. */
  key(row) {
    const cell = row.cells[this.place];
    if (this.codes) {
      const place = this.codes.indexOf(cell.dataset.code);
      return place < 0 ? null : place;
    }
    const words = cell.dataset.order ?? cell.querySelector("data")?.getAttribute("value") ?? cell.textContent.trim();
    if (/^[–—-]?$/.test(words)) return null;
    const number = Number(words);
    return this.counted ? (Number.isNaN(number) ? null : number) : words;
  }
}

/* Blanks stay last whichever way a column is sorted; equals stay in the order that they were published in. */
const ordered = (rows, column, way, words) => {
  const sign = way === "asc" ? 1 : -1;
  const compare = (a, b) => (typeof a === "number" ? a - b : words.compare(a, b));
  return rows.map((row) => ({ row, key: column.key(row) }))
    .sort((a, b) => (a.key === null || b.key === null ? (a.key === null) - (b.key === null) : sign * compare(a.key, b.key)))
    .map(({ row }) => row);
};

/* One table or list with what narrows it down. Items are the rows of a table or the entries of a list. */
class Frame {
  constructor(root) {
    this.root = root;
    this.said = [];
    this.name = root.dataset.table;
    this.furnish();
    this.body = root.querySelector("tbody");
    this.items = [...(this.body?.rows ?? root.querySelectorAll("li"))];
    const heads = root.querySelector("table[data-sort]")?.tHead.rows[0].cells ?? [];
    this.columns = [...root.querySelectorAll("thead th")].map((head, place) => new Column(head, place));
    [...heads].forEach((head, place) => this.offer(this.columns[place]));
    this.offerYears();
    this.words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    this.listen();
    this.show(read(location.search, this.name));
    const folded = root.closest("details");
    if (folded && this.told) folded.open = true;
  }

  /* Show what the page offers to narrow the table down, and add what resets it and tells how many rows are left. */
  furnish() {
    const tools = this.root.querySelector(".table__tools") ?? document.createElement("div");
    tools.className = "table__tools";
    if (!tools.isConnected) this.root.querySelector(".table__caption").after(tools);
    tools.append(document.getElementById("table-tools").content.cloneNode(true));
    tools.hidden = false;
    this.input = tools.querySelector("input");
    this.selects = [...tools.querySelectorAll("select")];
    this.reset = tools.querySelector(".table__reset");
    const takers = [...tools.querySelectorAll(".table__take")];
    takers.forEach((taker) => { taker.hidden = !this.root.querySelector("tbody"); }); /* a list is no table */
    const id = this.root.querySelector(".table__caption")?.id; /* many tables have such a box and buttons */
    if (id) [...takers, this.input].forEach((each) => each?.setAttribute("aria-describedby", id));
    this.output = tools.querySelector("output");
    this.output.htmlFor = this.input?.id ?? this.root.querySelector("table").id;
  }

  /* Put a button into a head; beside its text where that is a link. */
  offer(column) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "grid__sort";
    const { head } = column;
    const unit = head.querySelector(".grid__unit");
    if (head.querySelector("a")) {
      button.setAttribute("aria-label", column.label);
      head.append(button);
    } else {
      button.append(...[...head.childNodes].filter((node) => node !== unit));
      head.prepend(button);
    }
    button.addEventListener("click", () => {
      const { column: name, way } = this.state.sort ?? {};
      const other = column.first === "asc" ? "desc" : "asc";
      this.change({ sort: { column: column.name, way: name === column.name && way === column.first ? other : column.first } });
    });
  }

  /*
    A menu of years for each column of years or days in which they come back: where nearly every row has a year of its own, nothing is
    narrowed down by it. It says what the address can say, `countries.time_period=2024`.
  */
  offerYears() {
    const dated = this.columns.filter(({ name, head }) => name && (name === "time_period" || /is-(year|date)/.test(head.className)));
    for (const column of dated) {
      const years = this.items.map((row) => column.year(row)).filter(Boolean);
      const different = [...new Set(years)].sort().reverse();
      if (different.length < 2 || years.length < OFTEN * different.length) continue;
      const select = document.createElement("select");
      Object.assign(select, { id: `${this.root.querySelector("table").id}-${column.name}`, autocomplete: "off" });
      select.dataset.column = column.name;
      select.append(new Option(this.output.dataset.years, ""), ...different.map((year) => new Option(year, year)));
      const label = document.createElement("label");
      label.append(`${column.label} `, select);
      this.reset.before(label);
      this.selects.push(select);
      column.hasYears = true;
    }
  }

  listen() {
    this.input?.addEventListener("input", () => {
      this.show({ ...this.state, filter: this.input.value });
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.keep("replaceState"), PAUSE);
    });
    this.input?.addEventListener("change", () => this.keep("replaceState"));
    this.selects.forEach((select) => select.addEventListener("change", () => {
      this.change({ choices: { ...this.state.choices, [select.dataset.column]: select.value } });
    }));
    this.reset.addEventListener("click", () => {
      this.change({ sort: null, filter: "", choices: {} });
      (this.input ?? this.root.querySelector(".grid__sort")).focus();
    });
  }

  /* What a reader does in one act is one step back; what they type is none. */
  change(part) {
    this.show({ ...this.state, ...part });
    this.keep("pushState");
  }

  keep(act) {
    clearTimeout(this.waiting);
    const search = write(location.search, this.name, this.state);
    if (search !== location.search) history[act](history.state, "", `${location.pathname}${search}${location.hash}`);
  }

  get narrowed() {
    return Boolean(this.state.filter.trim() || Object.values(this.state.choices).some(Boolean));
  }

  /* Show a state, without what this table does not have. */
  show({ sort, filter, choices }) {
    clearTimeout(this.waiting);
    const offered = this.selects.map((select) => [select.dataset.column, choices[select.dataset.column] ?? "", select]);
    const known = offered.filter(([, code, select]) => [...select.options].some(({ value }) => value === code));
    this.state = {
      sort: this.columns.some(({ name }) => name && name === sort?.column) ? sort : null,
      filter: this.input ? filter : "",
      choices: Object.fromEntries(known.map(([column, code]) => [column, code])),
    };
    if (this.input && this.input.value.trim() !== this.state.filter.trim()) this.input.value = this.state.filter;
    this.selects.forEach((select) => { select.value = this.state.choices[select.dataset.column] ?? ""; });
    this.narrow();
    this.order();
    this.tell();
  }

  /* What the rows say is only read once somebody looks for something: of a long table that takes longer than all else here. */
  narrow() {
    if (!this.narrowed && !this.texts) return;
    const sought = soughtIn(this.state.filter);
    this.texts ??= this.items.map((item) => plain(`${item.textContent} ${item.dataset.names ?? ""}`));
    const named = this.named();
    const chosen = Object.entries(this.state.choices).filter(([, code]) => code);
    this.items.forEach((item, place) => {
      const has = ([column, code]) => this.codes(item, column).includes(code);
      const text = this.texts[place];
      const said = sought.every((forms) => forms.some((word) => text.includes(word)));
      const called = () => this.pages?.[place].some((page) => named.pages.has(page)) || named.titles.some((title) => ` ${text} `.includes(title));
      item.hidden = !((said || called()) && chosen.every(has));
    });
    this.root.querySelectorAll("section").forEach((section) => {
      section.hidden = !section.querySelector("li:not([hidden])");
    });
  }

  /*
    What the search finds by what is typed: the addresses of pages, to which a row may lead, and what they are called, which it may say.
    An area without a page is found by its own name where a row says that, and in the row of the page that tells of it.
  */
  named() {
    const { filter } = this.state;
    this.said = [];
    if (!filter.trim()) return { pages: new Set(), titles: [] };
    if (!this.found) {
      this.found = { words: {}, pages: [], own: [] };
      const bare = ({ href }) => href.replace(/[?#].*$/, "");
      this.pages = this.items.map((item) => [...item.querySelectorAll("a[href]")].map(bare));
      knownPages().then((found) => {
        const own = new Set(this.pages.flat());
        this.found = { ...found, own: found.pages.filter(({ address }) => own.has(address)) };
        this.narrow();
        this.tell();
      });
    }
    const long = plain(filter).length >= LEAST;
    const fits = (pages) => match(pages, filter, document.documentElement.lang, Infinity)
      .filter((each) => !isLike(each) && (!isOfAnother(each) || (long ? begins : isWhole)(each)));
    const here = fits(this.found.own);
    const anywhere = fits(this.found.pages);
    this.said = saidOf([...here, ...anywhere.filter((each) => (isWhole(each) || !isArea(each)) && !here.some(({ page }) => page === each.page))], this.found.words);
    return {
      pages: new Set(here.map(({ page }) => page.address)),
      titles: anywhere.map((each) => ` ${plain(isOfAnother(each) ? each.name.text : each.page.title)} `),
    };
  }

  codes(item, name) {
    if (!item.cells) return item.dataset[name].split(" ");
    const column = this.columns.find((each) => each.name === name);
    return column.hasYears ? [column.year(item)] : (item.cells[column.place].dataset.code ?? "").split(" ");
  }

  order() {
    const { sort } = this.state;
    if (sort?.column === this.shown?.column && sort?.way === this.shown?.way) return;
    this.shown = sort;
    const column = sort && this.columns.find(({ name }) => name === sort.column);
    this.columns.forEach(({ head }) => head.removeAttribute("aria-sort"));
    column?.head.setAttribute("aria-sort", WAYS[sort.way]);
    this.body.append(...(column ? ordered(this.items, column, sort.way, this.words) : this.items));
  }

  tell() {
    const { sort } = this.state;
    const { shown, ...sorted } = this.output.dataset;
    const column = sort && this.columns.find(({ name }) => name === sort.column);
    const left = this.items.filter((item) => !item.hidden).length;
    const said = this.narrowed || (this.told && !column) ? [fill(shown, { shown: counted.format(left), total: counted.format(this.items.length) })] : [];
    if (column) said.push(fill(sorted[sort.way], { column: column.label }));
    said.push(...this.said);
    this.told = this.narrowed || Boolean(column);
    this.reset.hidden = !this.told;
    this.output.textContent = said.join(" ");
  }
}

const frames = [...document.querySelectorAll("[data-table]")].map((root) => new Frame(root));
addEventListener("popstate", () => frames.forEach((frame) => frame.show(read(location.search, frame.name))));
