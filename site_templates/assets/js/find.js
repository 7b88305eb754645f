/* The box for a country: its names are those of the search, and Enter goes to the page of the first. Loaded when it is first used. */
import { foundBy, isLike, loaded, match, places } from "./search-names.js";

const MOST = 6; /* countries that are shown for a part of their name */

/* Makes the box of `form` work and gives a function that goes to the first country. Fails when the names cannot be loaded. */
export const attach = async (form) => {
  const language = document.documentElement.lang;
  const folder = new URL(form.dataset.find, document.baseURI);
  const root = new URL("../", folder);
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const told = form.querySelector("[role=status]");
  const file = await loaded(new URL(`names.${language}.json`, folder));
  const pages = places(file);

  /* Why a country stands here whose name was not typed is said beside it: a part of it, or a state that was there, is not the country. */
  const entry = (found) => {
    const { page, name } = found;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(page.path, root).href;
    link.textContent = page.title;
    const said = name.kind === "code" && !isLike(found) ? "" : foundBy(file.words, found);
    item.append(link, ...(said ? [` (${said})`] : []));
    return item;
  };

  const update = () => {
    const query = input.value.trim();
    const found = match(pages, query, language, MOST);
    list.replaceChildren(...found.map(entry));
    told.textContent = query && !found.length ? form.dataset.none : "";
  };

  /* Arrows go through the field and the countries, as in the search. */
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
  };

  input.addEventListener("input", update);
  form.addEventListener("keydown", walk);
  update();

  return () => {
    update();
    if (input.value.trim()) list.querySelector("a")?.click();
  };
};
