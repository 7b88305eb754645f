/*
  A workbook (XLSX) of a cover and one table: parts of XML in a zip that is not compressed. Laid out as the workbooks of the build
  (scripts/exports/workbook.py): the table begins in the first cell, its head stays, numbers are numbers, text is text and never a
  formula or a link. The same content gives the same bytes. No document and no words here.
*/
"use strict";

const STYLES = { plain: 0, wrapped: 1, head: 2, title: 3, guarded: 4, percent: 5, percents: 6 };
const ACTIVE = /^[=+@\t\r-]/; /* What a spreadsheet would calculate once somebody edits the cell. */
const LONGEST = 32_000; /* Letters of a cell; a spreadsheet takes some more, and what is longer is cut and says so. */
const LONGEST_HEAD = 240;
const NARROWEST = 9;
const WIDEST = 60;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };

/* Text as XML holds it: without what XML cannot hold. `_x0041_` would be read as a letter, so its first sign is written as one. */
const xml = (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "")
  .replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_").replace(/[&<>"\t\n\r]/g, (sign) => ENTITIES[sign]);

const columnName = (place) => (place < 26 ? "" : columnName(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));

/* A cell is a text, a number, or { number, percent } with the decimals of a percentage; a blank is no cell at all. */
const cell = (content, row, place, style) => {
  if (content === "") return "";
  const address = `r="${columnName(place)}${row}"`;
  const { number = content, percent } = content;
  if (typeof number === "number") {
    const form = percent === undefined ? style : STYLES[percent ? "percents" : "percent"];
    return `<c ${address} s="${form}"><v>${number}</v></c>`;
  }
  const shown = number.length > LONGEST ? `${number.slice(0, LONGEST)} …` : number;
  const guarded = style === STYLES.plain && ACTIVE.test(shown) ? STYLES.guarded : style;
  return `<c ${address} s="${guarded}" t="inlineStr"><is><t xml:space="preserve">${xml(shown)}</t></is></c>`;
};

const line = (contents, row, style) => `<row r="${row}">${contents.map((content, place) => cell(content, row, place, style)).join("")}</row>`;

const worksheet = (lines, widths, view, rest = "") => `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATED}">`
  + `<sheetViews>${view}</sheetViews><cols>${widths.map((width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>`
  + `<sheetData>${lines.join("")}</sheetData>${rest}</worksheet>`;

/* Heads as a table of a spreadsheet needs them: none blank, none twice, whatever the case of their letters. */
const unlike = (heads) => {
  const seen = new Set();
  return heads.map((head, place) => {
    const own = head.slice(0, LONGEST_HEAD) || columnName(place);
    let name = own;
    for (let time = 2; seen.has(name.toLowerCase()); time += 1) name = `${own} (${time})`;
    seen.add(name.toLowerCase());
    return name;
  });
};

const widthOf = (contents) => Math.min(WIDEST, Math.max(NARROWEST, ...contents.map((content) => 2 + (typeof content === "string" ? content.length : 8))));

const font = (more) => `<font>${more}<name val="Calibri"/></font>`;
const form = (font, more = "", number = 0, quoted = "") => `<xf numFmtId="${number}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"${quoted}><alignment vertical="top"${more}/></xf>`;
const WRAP = ' wrapText="1"';
const styles = () => `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>`
  + `<fonts count="3">${font('<sz val="11"/>')}${font('<b/><sz val="11"/>')}${font('<b/><sz val="16"/>')}</fonts>`
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
  + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + `<cellXfs count="7">${form(0)}${form(0, WRAP)}${form(1, WRAP)}${form(2)}${form(0, "", 0, ' quotePrefix="1"')}${form(0, "", 9)}${form(0, "", 164)}</cellXfs>`
  + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const tablePart = (heads, rows) => {
  const area = `A1:${columnName(heads.length - 1)}${rows + 1}`;
  return `${HEAD}<table xmlns="${MAIN}" id="1" name="table_shown" displayName="table_shown" ref="${area}"><autoFilter ref="${area}"/>`
    + `<tableColumns count="${heads.length}">${heads.map((head, place) => `<tableColumn id="${place + 1}" name="${xml(head)}"/>`).join("")}</tableColumns>`
    + '<tableStyleInfo name="TableStyleLight1" showRowStripes="0"/></table>';
};

const relations = (...listed) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">`
  + `${listed.map(([type, target], place) => `<Relationship Id="rId${place + 1}" Type="${type}" Target="${target}"/>`).join("")}</Relationships>`;

const types = (overrides) => `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
  + '<Default Extension="xml" ContentType="application/xml"/>'
  + `${overrides.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`).join("")}</Types>`;

const SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/* The parts of a workbook, by their names. A table of a spreadsheet has a row at least: where there is none, its heads stand alone. */
const partsOf = ({ title, author, day, language, cover, heads, rows, tabs }) => {
  const names = unlike(heads.map((head) => head.replace(/\s+/g, " ")));
  const widths = names.map((name, place) => widthOf([name, ...rows.map((row) => row[place])]));
  const lines = [line(names, 1, STYLES.head), ...rows.map((row, place) => line(row, place + 2, STYLES.plain))];
  const frozen = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
  const told = cover.map((text, place) => line([text], place + 1, place ? STYLES.wrapped : STYLES.title));
  const some = rows.length > 0;
  const parts = {
    "_rels/.rels": relations([`${RELATED}/officeDocument`, "xl/workbook.xml"], [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"]),
    "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
      + `<dc:title>${xml(title)}</dc:title><dc:creator>${xml(author)}</dc:creator><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:created></cp:coreProperties>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATED}"><sheets>${tabs.map((tab, place) => `<sheet name="${xml(tab)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([`${RELATED}/worksheet`, "worksheets/sheet1.xml"], [`${RELATED}/worksheet`, "worksheets/sheet2.xml"], [`${RELATED}/styles`, "styles.xml"]),
    "xl/styles.xml": styles(),
    "xl/worksheets/sheet1.xml": worksheet(told, [110], '<sheetView workbookViewId="0"/>'),
    "xl/worksheets/sheet2.xml": worksheet(lines, widths, frozen, some ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : ""),
    ...(some ? { "xl/worksheets/_rels/sheet2.xml.rels": relations([`${RELATED}/table`, "../tables/table1.xml"]), "xl/tables/table1.xml": tablePart(names, rows.length) } : {}),
  };
  const named = [
    ["xl/workbook.xml", `${SHEETS}.sheet.main+xml`], ["xl/styles.xml", `${SHEETS}.styles+xml`], ["xl/worksheets/sheet1.xml", `${SHEETS}.worksheet+xml`],
    ["xl/worksheets/sheet2.xml", `${SHEETS}.worksheet+xml`], ["xl/tables/table1.xml", `${SHEETS}.table+xml`],
    ["docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"],
  ];
  return { "[Content_Types].xml": types(named.filter(([part]) => part in parts)), ...parts };
};

/* The zip: each part as it is, with its check (CRC-32), and the list of all at the end. */

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});
const crc32 = (bytes) => ~bytes.reduce((rest, byte) => CRC[(rest ^ byte) & 255] ^ (rest >>> 8), ~0) >>> 0;

/* Whole numbers as a zip writes them, each [value, bytes]: the lowest byte first. */
const packed = (...fields) => Uint8Array.from(fields.flatMap(([value, size]) => Array.from({ length: size }, (_, byte) => (value >>> (8 * byte)) & 255)));

const VERSION = [20, 2];
const FIRST_DAY = [0x0021, 2]; /* 1 January 1980: a zip knows no time before, and ours has none */

const zip = (parts) => {
  const pieces = [];
  const list = [];
  let at = 0;
  const put = (...more) => more.forEach((piece) => {
    pieces.push(piece);
    at += piece.length;
  });
  const letters = new TextEncoder();
  Object.entries(parts).forEach(([part, text]) => {
    const [name, data] = [letters.encode(part), letters.encode(text)];
    const facts = [[0, 2], [0, 2], [0, 2], FIRST_DAY, [crc32(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]];
    list.push(packed([0x02014b50, 4], VERSION, VERSION, ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    put(packed([0x04034b50, 4], VERSION, ...facts), name, data);
  });
  const begins = at;
  put(...list);
  const count = list.length / 2;
  put(packed([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [at - begins, 4], [begins, 4], [0, 2]));
  return pieces;
};

/*
  Gives a file. `cover` are lines, the title first; `heads` are texts, `rows` lists of as many cells; `tabs` name the two sheets. `day` is
  that of the release, as ISO 8601 writes it.
*/
export const workbook = (book) => new Blob(zip(partsOf(book)), { type: `${SHEETS}.sheet` });
