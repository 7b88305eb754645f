/* Colours, search, small helps of every page. Everything reads without this file. Tables are in tables.js. */
(() => {
  "use strict";

  /*
    The page for what is missing may be shown at any depth of a folder that the build was not told: it names this file in several ways,
    of which one or more are right. The first leads the links of the page to where it was loaded from.
  */
  const own = document.currentScript.src;
  const { dataset } = document.documentElement;
  if (dataset.anywhere === "known") return;
  if ("anywhere" in dataset) {
    dataset.anywhere = "known";
    const root = new URL(own.replace(/assets\/[^?#]*$/, ""));
    const led = (name) => document.querySelectorAll(`[${name}^="/"]`).forEach((each) => each.setAttribute(name, root.pathname + each.getAttribute(name).slice(1)));
    document.addEventListener("DOMContentLoaded", () => ["href", "data-search"].forEach(led));
  }

  /* Colours and contrast: the reader's system decides until the reader does. */
  const remembered = (name) => {
    try { return localStorage.getItem(name); } catch { return null; }
  };
  const remember = (name, value) => {
    try { localStorage.setItem(name, value); } catch { /* private window: for this page only */ }
  };
  const SCHEMES = ["default", "slate"];
  const CONTRASTS = ["no-preference", "more"];
  const system = { scheme: matchMedia("(prefers-color-scheme: dark)"), contrast: matchMedia("(prefers-contrast: more)") };
  const chosen = (name, [without, by]) => (remembered(name) ?? (system[name].matches ? by : without)) === by;
  const dark = () => chosen("scheme", SCHEMES);
  const contrasting = () => chosen("contrast", CONTRASTS);

  /* The style sheet says high contrast once, for a medium: where the reader decides, that is every medium or none. */
  const rulesOf = (sheet) => {
    try { return [...sheet.cssRules]; } catch { return []; /* opened as a file */ }
  };
  const high = [...document.styleSheets].flatMap(rulesOf).filter(({ media }) => media?.mediaText.includes("prefers-contrast"));

  /* A picture does not know of it, but for its address. */
  const HIGH = "#more";
  const drawn = (each, name) => {
    const address = each.getAttribute(name);
    const wanted = address.replace(HIGH, "") + (contrasting() ? HIGH : "");
    if (address !== wanted) each.setAttribute(name, wanted);
  };
  const paint = () => {
    document.body.setAttribute("data-md-color-scheme", SCHEMES[Number(dark())]);
    document.querySelector("[data-scheme]")?.setAttribute("aria-pressed", String(dark()));
    high.forEach(({ media }) => { media.mediaText = contrasting() ? "all" : "not all"; });
    document.querySelector("[data-contrast]")?.setAttribute("aria-pressed", String(contrasting()));
    document.querySelectorAll("source[srcset]").forEach((each) => drawn(each, "srcset"));
    document.querySelectorAll("img[src*='.svg']").forEach((each) => drawn(each, "src"));
  };
  const pressable = (name, values, pressed) => {
    const button = document.querySelector(`[data-${name}]`);
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      remember(name, values[Number(!pressed())]);
      paint();
    });
  };
  paint();
  Object.values(system).forEach((each) => each.addEventListener("change", paint));

  /*
    The hint to slide a table sideways stands only where there is something to slide. A table that comes into sight late gets its size
    then, so it is watched as well as its frame.
  */
  const hinting = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    const region = target.closest(".table__region");
    const hint = region.parentElement.querySelector(".table__hint");
    if (hint) hint.hidden = region.scrollWidth <= region.clientWidth;
  }));

  /*
    On a phone rows become cards. What is no longer laid out as a table, some browsers no longer tell as one; the page itself may not
    say what elements are already, so it is said here.
  */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell", col: "columnheader", row: "rowheader" };
  const tell = (part) => part.setAttribute("role", ROLES[part.scope || part.tagName]);
  const narrow = matchMedia("(max-width: 47.99em)"); /* as in site.css */
  const asTables = () => narrow.matches && document.querySelectorAll(".table--cards .grid").forEach((table) => [table, ...table.querySelectorAll("*")]
    .filter((part) => (part.scope || part.tagName) in ROLES).forEach(tell));

  /* Loads a script with the hash of its bytes: the browser runs no others. Gives what it exports, where it is a module. */
  const policy = window.trustedTypes?.createPolicy("site", { createScriptURL: (address) => address });
  const put = (address, integrity, type = "module") => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { type, integrity, crossOrigin: "anonymous", src: policy ? policy.createScriptURL(address) : address });
    script.addEventListener("load", () => resolve(type && import(address)));
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });

  /* What loads all that is only loaded when it is asked for. The build fills in its hash. */
  const load = (...what) => put(new URL("load.js", own).href, "@sha384 assets/js/load.js@").then(({ load: more }) => more(put, ...what));

  /* A live chart is loaded when it is asked for: by its button, by its picture, or by the address, `?interactive` with or without an id. */
  const live = (figure, act) => load("live.js").then(act, () => {
    const button = figure.querySelector(".chart__live");
    button.textContent = button.dataset.failed;
  });

  const openable = (figure) => {
    const button = figure.querySelector(".chart__live");
    if (!button) return;
    button.hidden = false;
    const open = () => live(figure, ({ toggle }) => toggle(figure, load));
    button.addEventListener("click", open);
    figure.querySelector("picture").addEventListener("click", open);
  };

  /* What is no file of the site is made of the one that its link leads to; where that fails, that is what there is. */
  const pictured = (link) => {
    link.closest("[hidden]")?.removeAttribute("hidden");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      load("picture.js").then(({ madeOf, save }) => madeOf(link.href).then(save))
        .catch(() => Object.assign(document.createElement("a"), { href: link.href, download: "" }).click());
    });
  };

  /* What the address asks for; where it asks for none, the charts that were live are pictures again. */
  const follow = (figures) => {
    const asked = new URLSearchParams(location.search).get("interactive");
    const figure = asked === null ? document.querySelector(".chart:has(.chart__view)") : figures.find(({ id }) => asked === "" || id === asked);
    if (figure) live(figure, (module) => module.follow(figures, load));
  };

  /* Search: the box opens by its button, or by `/` unless the reader is typing or has switched that off. Only then is it loaded. */
  const typing = (place) => place.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName);

  const searchable = (part) => {
    const dialog = part.querySelector("dialog");
    const input = dialog.querySelector("[type=text]");
    const setting = dialog.querySelector("[type=checkbox]");
    let ready;
    const open = () => {
      dialog.showModal();
      input.select();
      ready ??= Promise.all([load("search.js"), load("../css/search.css")]).then(([{ attach }]) => attach(part, load)).catch(() => {
        const told = dialog.querySelector("[role=status]");
        told.textContent = told.dataset.failed;
        ready = undefined;
      });
    };
    part.hidden = false;
    setting.checked = remembered("search-key") !== "off";
    setting.addEventListener("change", () => remember("search-key", setting.checked ? "on" : "off"));
    part.querySelector("button").addEventListener("click", open);
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      ready?.then((goToFirst) => goToFirst?.());
    });
    dialog.querySelector(".search__close").addEventListener("click", () => dialog.close());
    document.addEventListener("keydown", (event) => {
      const plainly = event.key === "/" && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!plainly || !setting.checked || typing(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
    });
  };

  /* The box for a country: what it needs is loaded once somebody goes into it. Without it the link to the list stands there. */
  const findable = (form) => {
    let ready;
    const use = () => ready ??= load("find.js").then(({ attach }) => attach(form)).catch(() => {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
      ready = undefined;
    });
    form.hidden = false;
    form.addEventListener("focusin", use, { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use().then((go) => go?.());
    });
  };

  /* Quoting, and the row behind a number: loaded by a link `quote`, by a number, by Enter on a table. Without them the link leads to the fold. */
  const quoting = (what, place) => load("quote.js").then((quote) => quote[what](place, load)).catch(() => { if (place.hash) location.href = place.href; });
  const numberAt = (target) => target.closest(".traced, data[data-cell]:not(a *, button *)");
  const traced = (place) => quoting("trace", place.querySelector("data") ?? place);

  const quotable = () => {
    const link = document.querySelector(".opening .quote");
    if (link) document.querySelectorAll(".quotable, .table__caption, .layout__main p[data-stated]").forEach((each) => {
      const own = link.cloneNode(true);
      if (each.matches(".table__caption")) each.before(own);
      else each.append(" ", own);
    });
    document.querySelectorAll(":is([data-stated], .quotable) data[data-cell]:not(a *, .table *)").forEach((each) => {
      each.tabIndex = 0;
      each.role = "button";
    });
    document.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = event.target.closest("a.quote");
      const number = numberAt(event.target);
      if (link ?? number) event.preventDefault();
      if (link) quoting("open", link);
      else if (number) traced(number);
    });
    document.addEventListener("keydown", (event) => {
      const { target, key } = event;
      const number = target.matches("data[data-cell]") && (key === "Enter" || key === " "); /* as a button is used */
      if (!number && !(key === "Enter" && target.matches(".table__region"))) return;
      event.preventDefault();
      if (number) traced(target);
      else quoting("walk", target);
    });
  };

  /* A table is taken away as it is shown: what makes the file is loaded by the button that asks for it. */
  const taking = () => document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-take]");
    if (button) load("take.js").then(({ take }) => take(button)).catch(() => { button.textContent = button.dataset.failed; });
  });

  /* Another language shows the same part of the page, as this address asks for it: its links are led there when they are used. */
  const translated = (link) => ["click", "auxclick", "contextmenu"].forEach((use) => link.addEventListener(use, () => {
    link.search = location.search;
    link.hash = location.hash;
  }));

  /* The list of sections is folded where it would stand before the text; beside it, it is open, also for who hears the page. */
  const beside = matchMedia("(min-width: 68.75em)");
  const unfold = () => document.querySelectorAll(".sections__fold").forEach((fold) => { fold.open = beside.matches; });

  document.addEventListener("DOMContentLoaded", () => {
    unfold();
    beside.addEventListener("change", unfold);
    pressable("scheme", SCHEMES, dark);
    pressable("contrast", CONTRASTS, contrasting);
    paint();
    setTimeout(asTables, 1000);
    narrow.addEventListener("change", asTables);
    const charts = [...document.querySelectorAll("figure[data-chart]")];
    charts.forEach(openable);
    document.querySelectorAll("a[data-made]").forEach(pictured);
    follow(charts);
    addEventListener("popstate", () => follow(charts));
    quotable();
    taking();
    document.querySelectorAll(".languages a").forEach(translated);
    document.querySelectorAll("[data-search]").forEach(searchable);
    document.querySelectorAll("[data-find]").forEach(findable);
    document.querySelectorAll(".table__region, .table__region > table").forEach((each) => hinting.observe(each));
    document.querySelectorAll(".md-typeset table:not([class])").forEach((table) => {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    });
    const place = document.querySelector(".colophon__address");
    const here = place?.textContent || location.origin + location.pathname;
    addEventListener("beforeprint", () => {
      document.querySelectorAll("details").forEach((each) => { each.open = true; });
      if (place) place.textContent = here + location.search;
    });
  });
})();
