/* Finds pages by their names: the whole name, its beginning, the beginnings of its words, a name that differs by a slip, or words of several names. */

const LETTERS = { æ: "ae", ð: "d", ø: "o", þ: "th", ß: "ss", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe", ə: "e" };
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/* The words of a text; case, accents and signs do not count. */
export const wordsOf = (text) => text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase()
  .replace(LETTER, (letter) => LETTERS[letter])
  .replaceAll("&", " and ").replace(/[.'’‘ʻʼ`]/g, "")
  .split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/*
  What names are written with in more than one way: `St. Lucia`, `the Gambia`, `Bosnia & Herzegovina`. This is of names, whose
  languages are those of the package, and not of the page that they stand on.
*/
const FORMS = { st: "saint", ste: "saint", sainte: "saint" };
const SMALL = new Set(["the", "and"]);

/* Words as all ways of writing a name have them. Small words count where there are no others. */
export const foldedOf = (words) => {
  const folded = words.map((word) => (Object.hasOwn(FORMS, word) ? FORMS[word] : word));
  const left = folded.filter((word) => !SMALL.has(word));
  return left.length ? left : folded;
};

/* Gives the names file at an address; fails where there is none. */
export const loaded = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

/* How well a name fits, best first. */
const [WHOLE, TITLE_BEGINS, BEGINS, TITLE_HAS, HAS, SPREAD] = [0, 1, 2, 3, 4, 5];
const LIKE = 6;

/* A text as it is compared: as it is written, and as all ways of writing it are. */
const compared = (text) => {
  const words = wordsOf(text);
  const folded = foldedOf(words);
  return { words, whole: words.join(""), folded, all: new Set([...words, ...folded]), bare: folded.join("") };
};

const named = (text, kind, shown) => ({ text: shown || text, kind, ...compared(text) });

/* Prepares the pages of a names file. `kinds` are in the order in which equals stand. */
export const prepare = ({ pages, kinds }) => {
  const order = Object.keys(kinds);
  return pages.map(({ names, ...page }) => ({
    ...page,
    order: order.indexOf(page.kind),
    names: [
      named(page.title, "title"),
      ...Object.entries(names).flatMap(([kind, groups]) => Object.entries(groups).flatMap(
        ([shown, texts]) => texts.map((text) => named(text, kind, shown)))),
    ],
  }));
};

/* Names of areas that have no page of their own, under which the page of another is found. */
const OF_OTHERS = ["part", "territory", "absent"];

const fit = ({ kind, whole, all, bare }, sought) => {
  if (whole === sought.whole) return WHOLE;
  if (kind === "code" || sought.whole.length < 2) return Infinity;
  if (bare === sought.bare) return WHOLE;
  const title = kind === "title";
  if (whole.startsWith(sought.whole) || bare.startsWith(sought.bare)) return title ? TITLE_BEGINS : BEGINS;
  const has = (parts) => parts.every((part) => [...all].some((word) => word.startsWith(part)));
  return has(sought.words) || has(sought.folded) ? (title ? TITLE_HAS : HAS) : Infinity;
};

/* Letters to change, add, leave out or exchange with their neighbour to make one word the other. */
const distance = (left, right) => {
  const rows = [Array.from({ length: right.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= left.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
      const exchanged = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (exchanged) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[left.length][right.length];
};

/* Whether the names of a page have between them every word that is sought: `pensions of the self-employed` is no name of any page. */
const spread = ({ names }, { words }) => words.length > 1 && words.every((part) => part.length > 1
  && names.some((name) => name.kind !== "code" && name.words.some((word) => word.startsWith(part))));

/* The name of a page that fits best, and whether its title fits too: then nobody needs to be told by which name it was found. */
const best = (page, rate) => page.names.reduce((held, name) => {
  const rank = rate(name);
  const titled = held.titled || (name.kind === "title" && rank < Infinity);
  return rank < held.rank ? { page, name, rank, titled } : { ...held, titled };
}, { page, rank: Infinity, titled: false });

const inOrder = (language) => {
  const { compare } = new Intl.Collator(language);
  return (left, right) => left.rank - right.rank || left.page.order - right.page.order || compare(left.page.title, right.page.title);
};

const alike = (pages, sought) => {
  const most = sought.whole.length < 8 ? 1 : 2;
  if (sought.whole.length < 4) return [];
  const near = ({ kind, whole }) => {
    if (kind === "code" || Math.abs(whole.length - sought.whole.length) > most) return Infinity;
    const slips = distance(whole, sought.whole);
    return slips > most ? Infinity : LIKE + slips;
  };
  const found = pages.map((page) => best(page, near));
  const least = Math.min(...found.map(({ rank }) => rank));
  return found.filter(({ rank }) => rank < Infinity && rank === least);
};

/*
  Gives the pages that a query names, best first: {page, name, rank}. All that are called exactly so, then others up to `most`.
  Where no page is called so, those whose name differs by a slip of the keyboard, else those that have the words among their names.
*/
export const match = (pages, query, language, most) => {
  const sought = compared(query);
  if (!sought.whole) return [];
  const found = pages.map((page) => best(page, (name) => fit(name, sought))).filter(({ rank }) => rank < Infinity);
  const among = () => pages.filter((page) => spread(page, sought)).map((page) => ({ page, name: page.names[0], rank: SPREAD, titled: true }));
  const others = () => { const near = alike(pages, sought); return near.length ? near : among(); };
  const ranked = (found.length ? found : others()).sort(inOrder(language));
  const whole = ranked.filter(({ rank }) => rank === WHOLE).length;
  return ranked.slice(0, Math.max(most, whole));
};

export const isWhole = ({ rank }) => rank === WHOLE;
export const begins = ({ rank }) => rank <= BEGINS;
export const isLike = ({ rank }) => rank > LIKE;

const AREA = "country"; /* The kind of the pages of countries and areas. */

/* The countries and areas of a names file, prepared; and its page that tells of areas without a page, by their names alone. */
export const places = (file) => {
  const kept = ({ kind, names }) => kind === AREA || names.some((name) => name.kind === "absent");
  const called = ({ kind, names }) => (kind === AREA ? names : names.filter((name) => name.kind === "absent"));
  return prepare(file).filter(kept).map((page) => ({ ...page, names: called(page) }));
};

/* Whether a page is one of a country or area. */
export const isArea = ({ page }) => page.kind === AREA;

/* Whether it was found by the name of an area that has no page. */
export const isOfAnother = ({ name, titled }) => !titled && OF_OTHERS.includes(name.kind);

/* By which name a page was found, in the words of a names file; "" where its title says it, and for everyday words. */
export const foundBy = (words, found) => {
  const { name, titled } = found;
  if (titled || name.kind === "keyword") return "";
  const way = isLike(found) && !OF_OTHERS.includes(name.kind) ? "like" : name.kind;
  return (words[`search.known.${way}`] ?? "").replace("{name}", () => name.text);
};
