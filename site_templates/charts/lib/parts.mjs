/* Pieces that several kinds of charts share. */

/* The statuses of a policy, in the order in which they are always shown. */
export const ORDER = ["yes", "partial", "no", "not_assessed"];

/* A key under the drawing. `names` gives the words of each code, which may say how many there are. */
export const legend = (names, narrow, columns = narrow ? 2 : 0) => ({
  title: null, orient: "bottom", direction: "horizontal", columns, symbolType: "square", symbolSize: 170, symbolStrokeWidth: 1,
  symbolStrokeColor: "@rule-strong", labelColor: "@text", labelFontSize: 13, labelLimit: narrow ? 150 : 300, offset: 12, columnPadding: 18, rowPadding: 6,
  labelExpr: `(${JSON.stringify(names)})[datum.value]`,
});
