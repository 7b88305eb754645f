/* Closes a dialog by a click beside it: one that began there too, so not by its own edge, nor by text that is dragged out of it. */
"use strict";

export const closesBeside = (dialog) => {
  const isBeside = ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
  };
  let began = false;
  dialog.addEventListener("pointerdown", (event) => { began = isBeside(event); });
  dialog.addEventListener("click", (event) => { if (began && isBeside(event)) dialog.close(); });
};
