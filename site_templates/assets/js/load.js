/*
  Loads what is only loaded when it is asked for. The build puts the hash of each file in the place of its name, so that the browser
  runs no other bytes; the hash of this file is in site.js, and that of site.js in every page. `import` takes no hash, so a script
  is loaded by an element, and what it imports is loaded before it.
*/
const HASHES = {
  "live.js": "@sha384 assets/js/live.js@",
  "live-address.js": "@sha384 assets/js/live-address.js@",
  "finder.js": "@sha384 assets/js/finder.js@",
  "live-map.js": "@sha384 assets/js/live-map.js@",
  "live-screen.js": "@sha384 assets/js/live-screen.js@",
  "../css/finder.css": "@sha384 assets/css/finder.css@",
  "../css/live.css": "@sha384 assets/css/live.css@",
  "asked.js": "@sha384 assets/js/asked.js@",
  "csv.js": "@sha384 assets/js/csv.js@",
  "picture.js": "@sha384 assets/js/picture.js@",
  "take.js": "@sha384 assets/js/take.js@",
  "sheet.js": "@sha384 assets/js/sheet.js@",
  "quote.js": "@sha384 assets/js/quote.js@",
  "../css/quote.css": "@sha384 assets/css/quote.css@",
  "../css/search.css": "@sha384 assets/css/search.css@",
  "vega.min.js": "@sha384 assets/js/vega.min.js@",
  "vega-embed.min.js": "@sha384 assets/js/vega-embed.min.js@",
  "beside.js": "@sha384 assets/js/beside.js@",
  "search-names.js": "@sha384 assets/js/search-names.js@",
  "find.js": "@sha384 assets/js/find.js@",
  "search.js": "@sha384 assets/js/search.js@",
  "pagefind.js": "@sha384 search/pagefind.js@",
};

/* What a script imports: loaded before it, all at once. */
const IMPORTS = {
  "live.js": ["asked.js", "live-address.js", "finder.js", "live-map.js", "live-screen.js"],
  "finder.js": ["search-names.js"],
  "picture.js": ["asked.js"],
  "quote.js": ["asked.js", "beside.js", "picture.js"],
  "take.js": ["asked.js", "csv.js", "picture.js", "sheet.js"],
  "search.js": ["beside.js", "search-names.js"],
  "find.js": ["search-names.js"],
};

const styled = (href, integrity) => new Promise((resolve, reject) => {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href, integrity, crossOrigin: "anonymous" });
  sheet.addEventListener("load", resolve);
  sheet.addEventListener("error", () => {
    sheet.remove();
    reject(new Error(href));
  });
  document.head.append(sheet);
});

/* Loads a file of the list from a folder, a script by `put`, and gives what it exports, where it is a module. */
export const load = async (put, name, folder = import.meta.url) => {
  if (!Object.hasOwn(HASHES, name)) throw new Error(name);
  const address = new URL(name, folder).href;
  if (name.endsWith(".css")) return styled(address, HASHES[name]);
  await Promise.all((IMPORTS[name] ?? []).map((needed) => load(put, needed, folder)));
  return put(address, HASHES[name], name.endsWith(".min.js") ? "" : "module");
};
