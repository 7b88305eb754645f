/*
  Statuses as shapes, for marks too small for a pattern: a full circle, half of one, an empty one, a dash. Each is drawn by fill alone,
  and tells itself apart without its colour.
*/
const CIRCLE = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0";
const HALF = "M0,-1A1,1,0,0,0,0,1A1,1,0,0,0,0,-1ZM0,-.66A.66,.66,0,0,1,0,.66Z";
const RING = "M0,-1A1,1,0,0,0,0,1A1,1,0,0,0,0,-1ZM0,-.66A.66,.66,0,0,1,0,.66A.66,.66,0,0,1,0,-.66Z";
const DASH = "M-.8,-.2h1.6v.4h-1.6Z";
const SQUARE = "M-.85,-.85h1.7v1.7h-1.7Z";

export const STATUS_SHAPES = { yes: CIRCLE, partial: HALF, no: RING, not_assessed: DASH, not_documented: DASH, known: SQUARE };
export const SHAPE_FILLS = { yes: "@yes", partial: "@mark-partial", no: "@mark-no", not_assessed: "@none-line", not_documented: "@none-line", known: "@bar" };

/* A ring that stands around a mark. */
export const OWN_RING = "M0,-1A1,1,0,0,0,0,1A1,1,0,0,0,0,-1ZM0,-.8A.8,.8,0,0,1,0,.8A.8,.8,0,0,1,0,-.8Z";
