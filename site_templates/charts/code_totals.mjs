/* What each code holds, such as a cause or a route. */
import { barsOf } from "./lib/rows.mjs";

export const chart = barsOf("code");
