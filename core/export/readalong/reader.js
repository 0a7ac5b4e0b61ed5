// The reader of a book: turns its pages and shows them as somebody likes them.
// Pages, buttons and panel stand in the markup (leaves.py); nothing here writes text into the page
// but its own short messages.
const ICONS = {
  play: "M8 5v14l11-7z", pause: "M7 5h4v14H7zm6 0h4v14h-4z",
  left: "M15.4 5.4 14 4l-8 8 8 8 1.4-1.4L8.8 12z", right: "m8.6 5.4 6.6 6.6-6.6 6.6L10 20l8-8-8-8z",
  moon: "M20 14.6A8.3 8.3 0 0 1 9.4 4 8.3 8.3 0 1 0 20 14.6z",
  full: "M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z",
  inline: "M8 4h2v6H4V8h4zm6 0h2v4h4v2h-6zM4 14h6v6H8v-4H4zm10 0h6v2h-4v4h-2z",
};
const WIDE = 820;

class Reader extends Aloud {
  // `at`: the leaf to open (0 is the cover); `rated(stars)` hears of stars.
  constructor(root, { at = 0, rated = () => {} } = {}) {
    super();
    this.root = root;
    this.rtl = root.dir === "rtl";
    this.ending = new AbortController();
    this.find = (id) => root.querySelector(`#${id}`);
    this.pages = [...root.querySelectorAll(".page")].map((element) => ({
      element,
      audio: element.querySelector("audio"),
      words: [...element.querySelectorAll("[data-s]")].map((span) => ({
        span, start: span.dataset.s / 1000, end: span.dataset.e / 1000,
      })),
      lit: -1, shining: [], heard: 0,
    }));
    this.numbered = this.pages.filter((page) => page.element.id).length;
    this.at = at;
    this.until = Infinity;
    this.bed = new Bed(root.querySelectorAll(".music"));
    this.settings = new Settings(root, () => this.apply());
    this.pages.forEach((page, i) => this.voice(page, i));
    this.buttons(rated);
    this.gestures();
    this.outside();
    this.faces();
    root.classList.add("js");
    this.apply();
    this.go(at, false);
  }

  // -- pages -------------------------------------------------------------------------------
  // The leaves that are seen together with one: two of the story face each other.
  together(at) {
    const { view } = this.settings.values;
    if (view === "all") return this.pages.map((_, i) => i);
    if (view !== "two" || at === 0 || this.root.clientWidth < WIDE) return [at];
    const first = at % 2 ? at : at - 1;
    return first + 1 < this.pages.length ? [first, first + 1] : [first];
  }

  // By hand: to what faces each other next; a voice that reads goes on there.
  turn(step) {
    const seen = this.settings.values.view === "all" ? [this.at] : this.together(this.at);
    this.go(step > 0 ? seen.at(-1) + 1 : seen[0] - 1, this.reading);
  }

  go(to, reading) {
    if (to < 0 || to >= this.pages.length) return;
    const moved = !this.together(this.at).includes(to) || this.settings.values.view === "all";
    this.stop();
    this.at = to;
    if (this.pages[to].audio) this.seekTo(this.pages[to], 0);
    this.arrange();
    const { element } = this.pages[to];
    if (this.root.dataset.addressed !== undefined) {
      try { history.replaceState(null, "", element.id ? `#${element.id}` : "#"); } catch { /* some files have no address */ }
    }
    if (moved && this.opened) element.scrollIntoView({ block: this.settings.values.view === "all" ? "start" : "nearest" });
    this.opened = true;
    if (reading) this.read();
  }

  arrange() {
    const seen = this.together(this.at);
    const { view } = this.settings.values;
    this.root.dataset.view = seen.length === 2 && view === "two" ? "two" : view === "all" ? "all" : "one";
    this.pages.forEach((page, i) => {
      page.element.hidden = !seen.includes(i);
      const near = Math.abs(i - this.at) < 3;
      if (page.audio && near) page.audio.preload = "auto";
      const image = page.element.querySelector("img");
      if (image && near) image.loading = "eager";
    });
    this.find("back").disabled = seen[0] === 0 && (view !== "all" || this.at === 0);
    this.find("next").disabled = (view === "all" ? this.at : seen.at(-1)) === this.pages.length - 1;
    const { element } = this.pages[this.at];
    const number = element.id.slice(1);
    const facing = this.root.dataset.view === "two" && this.pages[seen[1]].element.id;
    const numbers = facing ? `${seen[0]}–${seen[1]}` : number;
    this.find("where").textContent = number ? `${numbers} / ${this.numbered}` : element.getAttribute("aria-label");
    this.face();
  }

  // -- looks -------------------------------------------------------------------------------
  apply() {
    const { size, spacing, font, colours, speed, music, bedtime, sleep } = this.settings.values;
    const { style, dataset } = this.root;
    style.setProperty("--size", size);
    style.setProperty("--spacing", spacing);
    dataset.font = font;
    if (bedtime) dataset.theme = "bedtime";
    else if (colours === "device") delete dataset.theme;
    else dataset.theme = colours;
    this.find("bedtime").setAttribute("aria-pressed", bedtime);
    this.pages.forEach((page) => { if (page.audio) page.audio.playbackRate = Number(speed); });
    if (!music) this.bed.stop();
    else if (this.speaking()) this.bed.play(this.at);
    if (sleep !== this.timed) {
      this.timed = sleep;
      clearTimeout(this.sleeping);
      if (Number(sleep)) this.sleeping = setTimeout(() => this.sleep(), 60000 * Number(sleep));
    }
    this.arrange();
  }

  face() {
    const page = this.pages[this.at];
    const [play, seek] = [this.find("play"), this.find("seek")];
    if (play) {
      const playing = this.speaking() || Boolean(this.lingering);
      icon(play, playing ? "pause" : "play");
      play.setAttribute("aria-label", playing ? "Pause" : "Read aloud");
    }
    seek.hidden = !page.audio;
    if (page.audio) {
      seek.max = page.audio.duration || 1;
      seek.value = page.audio.currentTime;
    }
  }

  // The studio's letters lie on its server; a file has them in its style.
  faces() {
    const { letters } = this.root.dataset;
    for (const [name, address] of letters ? JSON.parse(letters) : []) {
      new FontFace(name, `url("${address}")`).load().then((face) => document.fonts.add(face)).catch(() => {});
    }
  }

  fill(filled) {
    this.root.classList.toggle("fills", filled || this.root.dataset.fills !== undefined);
    icon(this.find("full"), filled ? "inline" : "full");
    this.find("full").setAttribute("aria-pressed", filled);
    this.arrange();
  }

  async full() {
    if (this.find("full").hidden) return;
    if (this.root.matches(":fullscreen")) { document.exitFullscreen(); return; }
    if (this.root.matches(".above")) { this.lower(); return; }
    try {
      await this.root.requestFullscreen();
    } catch {
      // A phone that gives the screen to films alone: above everything else on the page.
      this.root.popover = "manual";
      this.root.showPopover();
      this.root.classList.add("above");
      this.fill(true);
    }
  }

  lower() {
    this.root.hidePopover();
    this.root.removeAttribute("popover");
    this.root.classList.remove("above");
    this.fill(false);
  }

  bedtime() {
    const on = !this.settings.values.bedtime;
    this.settings.put("bedtime", on);
    if (on) this.settings.put("auto", true);
    this.apply();
    if (on && !this.root.matches(":fullscreen, .above")) this.full();
  }

  sleep() {
    this.stop();
    this.bed.stop(8);
    this.awake(false);
    this.settings.put("sleep", "0");
    this.timed = "0";
    this.find("asleep").hidden = false;
  }

  async awake(wanted) {
    if (this.lock) { this.lock.release().catch(() => {}); this.lock = null; }
    try { if (wanted) this.lock = await navigator.wakeLock.request("screen"); } catch { /* not everywhere */ }
  }

  // -- hands -------------------------------------------------------------------------------
  buttons(rated) {
    const press = (id, action) => { const one = this.find(id); if (one) one.addEventListener("click", action); };
    press("back", () => this.turn(-1));
    press("next", () => this.turn(1));
    press("play", () => this.toggle());
    press("full", () => this.full());
    press("bedtime", () => this.bedtime());
    press("again", () => this.go(0, false));
    press("asleep", () => { this.find("asleep").hidden = true; });
    press("looks", () => this.panel(this.find("panel").hidden));
    this.find("seek").addEventListener("input", () => {
      const page = this.pages[this.at];
      this.until = Infinity;
      this.seekTo(page, Number(this.find("seek").value));
      this.light(page, page.heard);
    });
    const stars = [...this.root.querySelectorAll(".stars button")];
    const shine = (count) => stars.forEach((star, i) => {
      star.classList.toggle("given", i < count);
      star.textContent = i < count ? "★" : "☆";
      star.setAttribute("aria-pressed", i + 1 === count);
    });
    stars.forEach((star, i) => star.addEventListener("click", () => { shine(i + 1); rated(i + 1); }));
    shine(Number(this.root.dataset.stars || 0));
    icon(this.find("back"), this.rtl ? "right" : "left");
    icon(this.find("next"), this.rtl ? "left" : "right");
    icon(this.find("bedtime"), "moon");
    this.find("full").hidden = this.root.dataset.fills !== undefined && !document.fullscreenEnabled;
    this.fill(false);
  }

  panel(open) {
    this.find("panel").hidden = !open;
    this.find("looks").setAttribute("aria-expanded", open);
    if (open) this.find("smaller").focus();
  }

  gestures() {
    const { signal } = this.ending;
    const leaves = this.find("book");
    let touch = null;
    leaves.addEventListener("touchstart", (event) => {
      touch = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    leaves.addEventListener("touchend", (event) => {
      if (!touch) return;
      const across = event.changedTouches[0].clientX - touch.clientX;
      const down = event.changedTouches[0].clientY - touch.clientY;
      touch = null;
      if (Math.abs(across) > 50 && Math.abs(across) > 1.5 * Math.abs(down)) {
        this.turn((across < 0) === !this.rtl ? 1 : -1);
      }
    });
    document.addEventListener("keydown", (event) => {
      const [target] = event.composedPath();
      const inside = this.root.contains(target);
      if (event.altKey || event.ctrlKey || event.metaKey || !(inside || target === document.body)) return;
      if (event.key === "Escape" && !this.find("panel").hidden) { this.panel(false); this.find("looks").focus(); return; }
      if (event.key === "Escape" && this.root.matches(".above")) { this.lower(); return; }
      if (target.matches("input, select, textarea, option")) return;
      if (this.key(event.key, target)) event.preventDefault();
    }, { signal });
  }

  key(key, target) {
    const { rtl } = this;
    const filled = this.root.classList.contains("fills");
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ...(filled ? { PageDown: 1, PageUp: -1 } : {}) }[key];
    if (step) this.turn(step);
    else if (key === "Home" && filled) this.go(0, false);
    else if (key === "End" && filled) this.go(this.pages.length - 1, false);
    else if (key === " " && !target.matches("button, a, summary") && (filled || target !== document.body) && this.find("play")) this.toggle();
    else return false;
    return true;
  }

  outside() {
    const { signal } = this.ending;
    this.root.addEventListener("fullscreenchange", () => this.fill(this.root.matches(":fullscreen")), { signal });
    addEventListener("online", () => this.again(), { signal });
    addEventListener("offline", () => { if (this.reading) this.say(OFFLINE); }, { signal });
    this.sized = new ResizeObserver(() => this.arrange());
    this.sized.observe(this.root);
  }

  close() {
    this.ending.abort();
    this.sized.disconnect();
    clearTimeout(this.sleeping);
    clearTimeout(this.retry);
    this.stop();
    this.bed.stop(0.2);
    this.awake(false);
  }
}

function icon(button, name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(ns, "path")).setAttribute("d", ICONS[name]);
  button.replaceChildren(svg);
}
