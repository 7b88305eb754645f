/* The box in which a reader names a country: suggestions by all names that the search knows, gone through with the arrow keys. */
import { foundBy, isArea, loaded, match, places } from "./search-names.js";

const MOST = 7; /* suggestions */

const element = (tag, attributes, ...content) => {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...content);
  return made;
};

export class Box {
  /*
    `areas` has the name and the path of each country by code, `names` is the address of the names file. `offered` gives, perhaps
    later, the codes that may be chosen; `choose` is told which was. `words` are those of the box: find, hint, none, and found by count.
  */
  constructor({ id, areas, names, words, offered, choose, tell }) {
    Object.assign(this, { id, areas, names, words, offered, choose, tell, found: [], at: 0 });
    const list = `${id}-suggestions`;
    this.input = element("input", {
      id: `${id}-find`, class: "finder__input", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list, "aria-describedby": `${id}-find-hint`,
    });
    this.list = element("ul", { id: list, class: "finder__list", role: "listbox", "aria-label": words.find, hidden: "" });
    this.root = element("div", { class: "finder" },
      element("label", { for: this.input.id }, words.find), this.input, this.list,
      element("span", { id: `${id}-find-hint`, hidden: "" }, words.hint));
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("focus", () => this.pages().catch(() => {}), { once: true });
    this.input.addEventListener("blur", () => this.fold());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.take([...this.list.children].indexOf(target.closest("li"))));
  }

  /* The pages of what may be chosen, with all their names; with those of the chart alone where no others can be loaded. */
  pages() {
    return this.prepared ??= (async () => {
      const codes = await this.offered();
      const paths = new Map([...codes].map((code) => [this.areas[code][1], code]));
      const known = await loaded(this.names).catch(() => ({
        words: {}, kinds: {}, pages: [...codes].map((code) => ({ path: this.areas[code][1], title: this.areas[code][0], kind: "country", names: {} })),
      }));
      this.known = known.words;
      return places(known).filter((page) => !isArea({ page }) || paths.has(page.path)).map((page) => ({ ...page, code: paths.get(page.path) }));
    })();
  }

  /* By which name it was found, in the words of the search. */
  named(found) {
    const said = found.name.kind === "code" ? "" : foundBy(this.known, found);
    return said ? [found.page.title, element("span", { class: "finder__known" }, said)] : [found.page.title];
  }

  /* An area without a page cannot be chosen; that it has none is told. */
  async suggest() {
    const pages = await this.pages();
    const query = this.input.value;
    const all = match(pages, query, document.documentElement.lang, MOST);
    this.found = all.filter(isArea);
    this.list.replaceChildren(...this.found.map((found, n) => element("li", { id: `${this.id}-suggestion-${n}`, role: "option", "aria-selected": "false" }, ...this.named(found))));
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(this.found.length > 0));
    this.mark(0);
    const absent = all.filter((found) => !isArea(found)).map((found) => foundBy(this.known, found));
    if (query.trim()) this.tell(this.found.length ? this.words.found(this.found.length) : absent[0] ?? this.words.none);
  }

  mark(place) {
    this.at = place;
    [...this.list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    if (this.found.length) this.input.setAttribute("aria-activedescendant", `${this.id}-suggestion-${place}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  fold() {
    this.found = [];
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(0);
  }

  take(place) {
    const found = this.found[place];
    if (!found) return;
    this.input.value = "";
    this.fold();
    this.choose(found.page.code);
  }

  key(event) {
    const all = this.found.length;
    if (event.key === "Enter") this.take(this.at);
    else if (event.key === "ArrowDown" && all) this.mark((this.at + 1) % all);
    else if (event.key === "ArrowUp" && all) this.mark((this.at + all - 1) % all);
    else if (event.key === "Escape" && all) this.fold();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
