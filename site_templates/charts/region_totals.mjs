/* Regions with what is counted in each, and how many areas it comes from; groups of countries across regions stand apart. */
import { barsOf } from "./lib/rows.mjs";

export const chart = barsOf("group");
