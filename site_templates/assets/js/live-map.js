/* Enlarges and moves a live map: about a point, by the mouse held down, by two fingers. The map is drawn anew, so lines stay thin. */
const MOST = 16;
const STEP = 1.6;
const FAR = 4; /* pixels after which a press is no click */

const between = (least, value, most) => Math.min(Math.max(value, least), most);

export class Zoom {
  /* `changed` is called when the map was drawn anew; `wheel` tells whether a wheel without a key enlarges. */
  constructor(view, canvas, { changed, wheel }) {
    Object.assign(this, { view, canvas, changed, wheel, times: 1, left: 0, top: 0, fingers: new Map(), moved: false });
    this.plot = canvas.querySelector(".background");
    this.listen();
    this.hold();
  }

  get size() {
    const { width, height } = this.plot.getBBox();
    return { width, height };
  }

  /* A point of the window within the map. */
  at({ clientX, clientY }) {
    return new DOMPoint(clientX, clientY).matrixTransform(this.plot.getScreenCTM().inverse());
  }

  get middle() {
    const { width, height } = this.size;
    return { x: width / 2, y: height / 2 };
  }

  in(bounds) { return this.to(this.times * STEP, this.middleOf(bounds)); }

  out(bounds) { return this.to(this.times / STEP, this.middleOf(bounds)); }

  whole() { return this.to(1); }

  /* The middle of a box that is seen, else of the map. */
  middleOf(bounds) {
    if (!bounds) return this.middle;
    const { width, height } = this.size;
    const [x, y] = [(bounds.x1 + bounds.x2) / 2, (bounds.y1 + bounds.y2) / 2];
    return x < 0 || y < 0 || x > width || y > height ? this.middle : { x, y };
  }

  /* Enlarge so many times; what is at the point stays there. */
  to(times, { x, y } = this.middle) {
    const next = between(1, times, MOST);
    const factor = next / this.times;
    this.times = next;
    return this.place(x - (x - this.left) * factor, y - (y - this.top) * factor);
  }

  by(x, y) {
    return this.place(this.left + x, this.top + y);
  }

  /* Bring a box of the map into what is seen. */
  bring(bounds) {
    const { width, height } = this.size;
    const [x, y] = [(bounds.x1 + bounds.x2) / 2, (bounds.y1 + bounds.y2) / 2];
    if (x < 0 || y < 0 || x > width || y > height) this.by(width / 2 - x, height / 2 - y);
  }

  place(left, top) {
    const { width, height } = this.size;
    this.left = between(width * (1 - this.times), left, 0);
    this.top = between(height * (1 - this.times), top, 0);
    this.hold();
    return this.drawing ??= new Promise((done) => { requestAnimationFrame(done); }).then(() => {
      this.drawing = undefined;
      return this.view.signal("zoom", this.times).signal("left", this.left).signal("top", this.top).runAsync();
    }).then(() => this.changed());
  }

  /* One finger scrolls the page until the map is enlarged; then it moves the map. */
  hold() {
    const larger = this.times > 1;
    this.canvas.style.touchAction = larger ? "none" : "pan-x pan-y";
    this.canvas.classList.toggle("is-larger", larger);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !this.wheel()) return;
      event.preventDefault();
      this.to(this.times * 2 ** (-event.deltaY / 240), this.at(event));
    }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => {
      this.moved &&= this.fingers.size > 0;
      this.fingers.set(event.pointerId, event);
    });
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(name, ({ pointerId }) => this.fingers.delete(pointerId));
    canvas.addEventListener("click", (event) => { if (this.moved) event.stopPropagation(); }, { capture: true });
    canvas.addEventListener("dragstart", (event) => event.preventDefault());
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    if (Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < FAR && !this.moved) return;
    const others = [...this.fingers.values()].filter(({ pointerId }) => pointerId !== event.pointerId);
    const [from, to] = [this.at(before), this.at(event)];
    this.moved = true;
    this.fingers.set(event.pointerId, event);
    if (others.length) {
      const other = this.at(others[0]);
      const far = (point) => Math.max(Math.hypot(point.x - other.x, point.y - other.y), 1);
      this.to(this.times * far(to) / far(from), { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
    } else if (this.times > 1) this.by(to.x - from.x, to.y - from.y);
  }
}
