/* The box in which a reader names a country: suggestions by all names that the search knows, gone through with the arrow keys. */
import { isLike, loaded, match, prepare } from "./search-names.js";

const MOST = 7; /* suggestions */

const element = (tag, attributes, ...content) => {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...content);
  return made;
};

export class Box {
  /* `offered` gives, perhaps later, the codes that may be chosen; `choose` is told which was. */
  constructor({ id, texts, names, say, offered, choose, tell }) {
    Object.assign(this, { id, texts, names, say, offered, choose, tell, found: [], at: 0 });
    const list = `${id}-suggestions`;
    this.input = element("input", {
      id: `${id}-find`, class: "chart__find", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list, "aria-describedby": `${id}-find-hint`,
    });
    this.list = element("ul", { id: list, class: "chart__suggestions", role: "listbox", "aria-label": say("live.find"), hidden: "" });
    this.root = element("div", { class: "chart__finder" },
      element("label", { for: this.input.id }, say("live.find")), this.input, this.list,
      element("span", { id: `${id}-find-hint`, hidden: "" }, say("live.find_hint")));
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
      const paths = new Map([...codes].map((code) => [this.texts.areas[code][1], code]));
      const known = await loaded(this.names).catch(() => ({
        words: {}, kinds: {}, pages: [...codes].map((code) => ({ path: this.texts.areas[code][1], title: this.texts.areas[code][0], kind: "", names: {} })),
      }));
      this.known = known.words;
      return prepare({ ...known, pages: known.pages.filter(({ path }) => paths.has(path)) }).map((page) => ({ ...page, code: paths.get(page.path) }));
    })();
  }

  /* By which name it was found, in the words of the search. */
  named({ page, name, titled }, found) {
    const said = titled || name.kind === "code" ? "" : this.known[`search.known.${isLike(found) ? "like" : name.kind}`];
    return typeof said === "string" && said ? [page.title, element("span", { class: "chart__known" }, said.replace("{name}", () => name.text))] : [page.title];
  }

  async suggest() {
    const pages = await this.pages();
    const query = this.input.value;
    this.found = match(pages, query, document.documentElement.lang, MOST);
    this.list.replaceChildren(...this.found.map((found, n) => element("li", { id: `${this.id}-suggestion-${n}`, role: "option", "aria-selected": "false" }, ...this.named(found, found))));
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(this.found.length > 0));
    this.mark(0);
    if (query.trim()) this.tell(this.found.length ? this.say("live.found", { count: this.found.length }) : this.say("live.none"));
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
