/*
  For pages that show a chart of this site in a frame: fits the height of the frame to what it holds. A height is taken only from a
  frame of this page, and only while that shows the site from which this script came; nothing else of the message is read.
*/
(() => {
  "use strict";
  const { origin } = new URL(document.currentScript.src);
  const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src && new URL(src).origin === origin);
  addEventListener("message", ({ origin: from, source, data }) => {
    if (from !== origin || data?.type !== "chart-height" || !(data.height > 0 && data.height < 10000)) return;
    frames().filter((frame) => frame.contentWindow === source).forEach((frame) => { frame.height = Math.ceil(data.height); });
  });
  frames().forEach((frame) => frame.contentWindow.postMessage({ type: "chart-height-asked" }, origin));
})();
