/* The countries and areas with most of something, the largest first. */
import { barsOf } from "./lib/rows.mjs";

export const chart = barsOf("ref_area");
