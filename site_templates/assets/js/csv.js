/* Rows of texts as CSV (RFC 4180). What a spreadsheet would take for a formula is marked as text. No document here. */
"use strict";

const field = (value) => {
  const text = String(value ?? "");
  const safe = /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const linesOf = (rows) => rows.map((cells) => `${cells.map(field).join(",")}\r\n`).join("");
