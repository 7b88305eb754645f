/* One column a year for a code of a grouping: the same drawing as that of a whole indicator. */
export { chart } from "./yearly_totals.mjs";
