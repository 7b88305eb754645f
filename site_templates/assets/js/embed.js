/*
  A chart in a frame of another page tells that page how high it is, whenever this changes or that page asks. The height is no secret,
  so every page may hear it; whoever hears it checks from where it comes (charts/resize.js).
*/
"use strict";

const sheet = document.querySelector(".embed");
const tell = () => {
  const { bottom } = sheet.getBoundingClientRect();
  parent.postMessage({ type: "chart-height", height: Math.ceil(bottom + scrollY) }, "*");
};

if (parent !== window) {
  new ResizeObserver(tell).observe(sheet);
  addEventListener("message", ({ source, data }) => { if (source === parent && data?.type === "chart-height-asked") tell(); });
}

/* The code to copy has the address under which this page is read, where the site was made without knowing it. */
if (location.protocol.startsWith("http")) {
  document.querySelectorAll("[data-root]").forEach((each) => { each.textContent = new URL(each.dataset.root, location.href).href; });
  document.querySelectorAll("[data-unknown]").forEach((each) => { each.hidden = true; });
}
