/* A chart that fills the screen; where a browser cannot do that, the window. */
const FULL = "chart--full";

export class Screen {
  /* `changed` is told whether the chart fills the screen. */
  constructor(figure, changed) {
    Object.assign(this, { figure, changed });
    figure.addEventListener("fullscreenchange", () => this.changed(this.full));
    figure.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !figure.contains(relatedTarget)) this.end(); });
  }

  get filled() { return this.figure.classList.contains(FULL); }

  get full() { return this.filled || document.fullscreenElement === this.figure; }

  toggle() {
    if (this.full) return this.end();
    return document.fullscreenEnabled ? this.figure.requestFullscreen().catch(() => this.fill(true)) : this.fill(true);
  }

  fill(full) {
    this.figure.classList.toggle(FULL, full);
    document.documentElement.classList.toggle("has-full-chart", full);
    this.changed(full);
  }

  end() {
    if (this.filled) this.fill(false);
    else if (this.full) return document.exitFullscreen();
    return undefined;
  }
}
