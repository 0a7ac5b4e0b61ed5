
"use strict";
const ICONS = {
  play: "M8 5v14l11-7z", pause: "M7 5h4v14H7zm6 0h4v14h-4z",
  left: "M15.4 5.4 14 4l-8 8 8 8 1.4-1.4L8.8 12z", right: "m8.6 5.4 6.6 6.6-6.6 6.6L10 20l8-8-8-8z",
};
const root = document.documentElement;
const pages = [...document.querySelectorAll(".page")].map((element) => ({
  element,
  audio: element.querySelector("audio"),
  words: [...element.querySelectorAll("[data-s]")].map((span) => ({
    span, start: span.dataset.s / 1000, end: span.dataset.e / 1000,
  })),
  lit: -1,
}));
const find = (id) => document.getElementById(id);
const [back, next, play, seek, where, auto] = ["back", "next", "play", "seek", "where", "auto"].map(find);
const rtl = root.dir === "rtl";
const numbered = pages.filter((page) => page.element.id).length;
let at = 0;
let until = Infinity;

function icon(button, name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(ns, "path")).setAttribute("d", ICONS[name]);
  button.replaceChildren(svg);
}

// A data address cannot be searched in every browser; the same bytes as a file of the page can.
function unpack(audio) {
  const [kind, content] = audio.src.split(",");
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  audio.controls = false;
  audio.src = URL.createObjectURL(new Blob([bytes], { type: kind.slice(5, kind.indexOf(";")) }));
  audio.preload = "metadata";
}

function light(page, seconds) {
  let now = -1;
  if (seconds !== null) {
    for (let i = 0; i < page.words.length && page.words[i].start <= seconds + 0.01; i++) now = i;
  }
  if (now === page.lit) return;
  if (page.lit >= 0) page.words[page.lit].span.classList.remove("now");
  if (now >= 0) {
    const span = page.words[now].span;
    span.classList.add("now");
    const box = span.getBoundingClientRect();
    const low = innerHeight - document.querySelector(".turn").offsetHeight - 16;
    if (box.bottom > low || box.top < 8) span.scrollIntoView({ block: "center", behavior: "smooth" });
  }
  page.lit = now;
}

function face() {
  const page = pages[at];
  if (play) {
    const playing = page.audio && !page.audio.paused;
    icon(play, playing ? "pause" : "play");
    play.setAttribute("aria-label", playing ? "Pause" : "Read aloud");
    play.disabled = !page.audio && !pages.slice(at).some((later) => later.audio);
  }
  seek.hidden = !page.audio;
  if (page.audio) {
    seek.max = page.audio.duration || 1;
    seek.value = page.audio.currentTime;
  }
}

function stop() {
  pages.forEach((page) => { if (page.audio) page.audio.pause(); light(page, null); });
}

function speak(page, from, to) {
  pages.forEach((other) => { if (other !== page && other.audio) other.audio.pause(); });
  until = to;
  if (from !== null) page.audio.currentTime = from;
  const playing = page.audio.play();
  if (playing) playing.catch(face);
}

function follow(page) {
  if (page.audio.paused) return;
  const now = page.audio.currentTime;
  if (now >= until) { page.audio.pause(); light(page, null); return; }
  light(page, now);
  seek.value = now;
  requestAnimationFrame(() => follow(page));
}

function go(to, reading) {
  if (to < 0 || to >= pages.length) return;
  stop();
  at = to;
  pages.forEach((page, i) => { page.element.hidden = i !== at; });
  back.disabled = at === 0;
  next.disabled = at === pages.length - 1;
  const number = pages[at].element.id.slice(1);
  where.textContent = number ? `${number} / ${numbered}` : pages[at].element.getAttribute("aria-label");
  try { history.replaceState(null, "", number ? `#p${number}` : "#"); } catch { /* some files have no address */ }
  scrollTo(0, 0);
  face();
  if (reading && pages[at].audio) speak(pages[at], 0, Infinity);
}

function turn(step, reading) { go(at + step, reading); }

function toggle() {
  const page = pages[at];
  if (page.audio && !page.audio.paused) { page.audio.pause(); return; }
  if (page.audio) { speak(page, page.audio.ended ? 0 : null, Infinity); return; }
  const later = pages.findIndex((other, i) => i > at && other.audio);
  if (later > 0) go(later, true);
}

pages.forEach((page, i) => {
  if (!page.audio) return;
  unpack(page.audio);
  page.audio.addEventListener("play", () => { face(); follow(page); });
  page.audio.addEventListener("pause", face);
  page.audio.addEventListener("loadedmetadata", () => { if (i === at) face(); });
  page.audio.addEventListener("ended", () => {
    light(page, null);
    face();
    if (auto.checked && until === Infinity) turn(1, true);
  });
  // A word is said by itself; while the page is read aloud, reading goes on from it.
  page.words.forEach((word) => word.span.addEventListener("click", () => {
    speak(page, word.start, page.audio.paused ? word.end : until);
  }));
});

back.addEventListener("click", () => turn(-1, false));
next.addEventListener("click", () => turn(1, false));
if (play) play.addEventListener("click", toggle);
seek.addEventListener("input", () => {
  const page = pages[at];
  until = Infinity;
  page.audio.currentTime = Number(seek.value);
  light(page, page.audio.currentTime);
});

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.type === "range") return;
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, PageDown: 1, PageUp: -1 }[event.key];
  if (step) turn(step, false);
  else if (event.key === "Home") go(0, false);
  else if (event.key === "End") go(pages.length - 1, false);
  else if (event.key === " " && event.target.tagName !== "BUTTON" && play) toggle();
  else return;
  event.preventDefault();
});

let touch = null;
addEventListener("touchstart", (event) => {
  const one = event.touches.length === 1 && !event.target.closest(".turn");
  touch = one ? event.touches[0] : null;
}, { passive: true });
addEventListener("touchend", (event) => {
  if (!touch) return;
  const across = event.changedTouches[0].clientX - touch.clientX;
  const down = event.changedTouches[0].clientY - touch.clientY;
  touch = null;
  if (Math.abs(across) > 50 && Math.abs(across) > 1.5 * Math.abs(down)) {
    turn((across < 0) === !rtl ? 1 : -1, false);
  }
});

let size = 1;
const resize = (factor) => {
  size = Math.min(2, Math.max(0.7, size * factor));
  root.style.setProperty("--size", size);
};
find("larger").addEventListener("click", () => resize(1.12));
find("smaller").addEventListener("click", () => resize(1 / 1.12));
find("theme").addEventListener("click", () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});

icon(back, rtl ? "right" : "left");
icon(next, rtl ? "left" : "right");
root.classList.add("js");
const asked = pages.findIndex((page) => page.element.id && `#${page.element.id}` === location.hash);
go(Math.max(asked, 0), false);
