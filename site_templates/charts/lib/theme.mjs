/*
  What all charts have in common: sizes, type, axes. Colours are named, "@yes", and become colours when a chart is finished, so that
  one drawing serves the page in light and dark, the picture file and the specification.
*/
import { SIZE } from "./text.mjs";

export const SIZES = { wide: 912, narrow: 340 };
export const FONT = "'Source Sans 3', sans-serif";

/*
  Names of colours: yes, partial, no, none (with pattern-partial and pattern-none) for statuses; step-1 to step-5 for classes of a count
  or share, least first; bar for plain columns and bar-2 beside it; kind-1 to kind-6 for codes without an order; grey for what is no
  country's; text, muted, rule, rule-strong, ink, accent, paper, panel.
*/
export const STATUS_FILLS = { yes: "@yes", partial: "@pattern-partial", no: "@no", not_assessed: "@pattern-none", not_documented: "@pattern-none" };

export const config = ({ narrow, number }) => ({
  background: null,
  padding: 2,
  font: FONT,
  aria: false,
  locale: { number },
  view: { stroke: null },
  axis: {
    labelColor: "@muted", titleColor: "@muted", labelFontSize: SIZE, titleFontSize: SIZE, titleFontWeight: 400, labelFontWeight: 400,
    gridColor: "@rule", domainColor: "@rule-strong", tickColor: "@rule-strong", labelPadding: 6, tickSize: 4, labelLimit: narrow ? 150 : 240,
  },
  axisY: { domain: false, ticks: false },
  text: { fontSize: SIZE, fill: "@text" },
  bar: { discreteBandSize: { band: 0.85 } },
});
