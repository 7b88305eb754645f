/* The search box: pages by their names first, then by their words (Pagefind). Loaded when the box is first opened. */
import { closesBeside } from "./beside.js";
import { foundBy, isWhole, loaded, match, prepare, wordsOf } from "./search-names.js";

const NAMED = 6; /* pages that are shown for a part of their name */
const WORDED = 8; /* pages that are shown for their words */
const PAUSE = 120; /* milliseconds without a key before the index of words is asked */

const element = (tag, name, ...content) => {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...content);
  return made;
};

/* An excerpt is text with marks, in which `<` and `>` alone are written as references. */
const plainly = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
const partsOf = (excerpt) => excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, place) => (
  place % 2 ? element("mark", "search__mark", plainly(text)) : plainly(text)));

/* Where a word is nowhere, Pagefind takes letters from its end until something begins so: `fo` for `foobar`. That is no result. */
const isAbout = ({ meta, excerpt }, query) => {
  const marked = partsOf(excerpt).filter((part) => part instanceof Element).map((part) => part.textContent);
  const words = wordsOf([...marked, meta.title, meta.names ?? ""].join(" "));
  return wordsOf(query).some((sought) => {
    const stem = sought.slice(0, Math.min(5, Math.max(3, sought.length - 1)));
    return words.some((word) => word.startsWith(stem));
  });
};

/* Gives the function that finds pages by their words. Where the index cannot be used, its calls fail and names are still found. */
const wordsIn = async (load, folder, root) => {
  const pagefind = await load("pagefind.js", folder);
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 24, noWorker: true });
  return async (query, known) => {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, WORDED + known.size).map((result) => result.data()));
    const fresh = pages.filter((page) => !known.has(page.url) && isAbout(page, query));
    return { pages: fresh.slice(0, WORDED), more: results.length > pages.length || fresh.length > WORDED };
  };
};

const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/*
  Makes the box of `part` work and gives a function that goes to the first result. Fails when the names cannot be loaded. `load` loads
  a script by name from a folder.
*/
export const attach = async (part, load) => {
  const language = document.documentElement.lang;
  const folder = new URL(part.dataset.search, document.baseURI);
  const root = new URL("../", folder);
  const input = part.querySelector("[type=text]");
  const list = part.querySelector(".search__results");
  const told = part.querySelector("[role=status]");
  const byWords = wordsIn(load, folder, root);
  byWords.catch(() => {});
  const file = await loaded(new URL(`names.${language}.json`, folder));
  const pages = prepare(file);
  const plural = new Intl.PluralRules(language);
  const counted = new Intl.NumberFormat(language);

  const say = (key, values = {}) => {
    const text = file.words[`search.${key}`];
    const form = typeof text === "string" ? text : text[plural.select(values.count)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => (name === "count" ? counted.format(values.count) : values[name]));
  };

  const addressOf = ({ path }) => { const { pathname, hash } = new URL(path, root); return pathname + hash; };

  const entry = (address, title, facts, ...rest) => {
    const link = element("a", "search__link", element("span", "search__title", title));
    link.href = address;
    link.append(" ", element("span", "search__facts", facts.filter(Boolean).join(" · ")));
    return element("li", "search__result", link, ...rest);
  };

  const ofName = (found) => entry(
    addressOf(found.page), found.page.title, [file.kinds[found.page.kind], foundBy(file.words, found)],
    ...(found.page.note ? [element("p", "search__note", found.page.note)] : []),
  );

  const ofWords = ({ url, meta, excerpt }) => {
    const page = pages.find((each) => addressOf(each) === url);
    return entry(url, page?.title ?? meta.title, [file.kinds[page?.kind ?? "site"]], element("p", "search__excerpt", "… ", ...partsOf(excerpt), " …"));
  };

  const counts = (count, more) => say(more ? "first" : "found", { count });

  const empty = (query) => {
    told.textContent = say("nothing", { query });
    const ways = pages.filter(({ path }) => file.ways.includes(path));
    list.replaceChildren(...ways.map((page) => entry(addressOf(page), page.title, [])));
  };

  let asked = "";
  let whole = false;
  let settled = Promise.resolve();

  const seek = async (query) => {
    const found = match(pages, query, language, NAMED);
    whole = found.some(isWhole);
    list.replaceChildren(...found.map(ofName));
    await wait(PAUSE);
    if (query !== asked) return;
    let worded;
    try {
      worded = await (await byWords)(query, new Set(found.map(({ page }) => addressOf(page))));
    } catch {
      worded = { pages: [], more: false, failed: true };
    }
    if (query !== asked) return;
    list.append(...worded.pages.map(ofWords));
    const count = found.length + worded.pages.length;
    if (count) told.textContent = [counts(count, worded.more), worded.failed && say("names_only")].filter(Boolean).join(" ");
    else empty(query);
  };

  const update = () => {
    const query = input.value.trim();
    if (query === asked) return;
    asked = query;
    whole = false;
    if (query) {
      settled = seek(query);
    } else {
      list.replaceChildren();
      told.textContent = "";
      settled = Promise.resolve();
    }
  };

  const walk = (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here < 0) return;
    if (step) {
      event.preventDefault();
      stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
    } else if (here > 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
    }
  };

  closesBeside(part.querySelector("dialog"));
  input.addEventListener("input", update);
  part.querySelector("dialog").addEventListener("keydown", walk);
  update();

  return async () => {
    update();
    if (!whole) await settled;
    list.querySelector("a")?.click();
  };
};
