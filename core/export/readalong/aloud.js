// What is heard of a book: pages read aloud one after another, words lit while they are spoken, and
// what happens when the voice cannot be reached. `Reader` shows the pages.
const WORD_S = 0.36;
const RETRY_MS = 4000;
const OFFLINE = "The network is gone. Reading goes on as soon as it is back; the pages can be turned.";

class Aloud {
  voice(page, i) {
    const { audio } = page;
    if (!audio) return;
    unpack(audio);
    audio.controls = false;
    audio.addEventListener("play", () => { this.bed.duck(true); this.face(); this.follow(page); });
    audio.addEventListener("pause", () => { this.bed.duck(false); this.face(); });
    audio.addEventListener("playing", () => this.say(""));
    audio.addEventListener("timeupdate", () => this.tick(page));
    audio.addEventListener("loadedmetadata", () => { if (i === this.at) this.face(); });
    audio.addEventListener("error", () => this.lost(page));
    audio.addEventListener("ended", () => {
      this.light(page, null);
      page.heard = 0;
      this.face();
      if (this.until === Infinity && this.settings.values.auto) this.go(this.at + 1, true);
      else this.reading = false;
    });
    // A word is said by itself; while the page is read aloud, reading goes on from it.
    page.words.forEach((word) => word.span.addEventListener("click", () => {
      this.at = i;
      this.arrange();
      this.speak(page, word.start, this.reading ? Infinity : word.end);
    }));
  }

  // Reads the page aloud and, where pages turn by themselves, what follows.
  read() {
    const page = this.pages[this.at];
    this.reading = true;
    this.awake(true);
    if (this.settings.values.music) this.bed.play(this.at);
    if (page.audio) {
      this.speak(page, page.audio.ended ? 0 : page.heard, Infinity);
      return;
    }
    if (this.at === this.pages.length - 1) { this.finish(); return; }
    if (!this.settings.values.auto) {
      const later = this.pages.findIndex((other, i) => i > this.at && other.audio);
      if (later > 0) this.go(later, true);
      else this.finish();
      return;
    }
    const words = page.element.id ? page.element.querySelector(".text").textContent.split(/\s+/).length : 3;
    this.lingering = setTimeout(() => this.go(this.at + 1, true), 1000 * (1 + WORD_S * words));
    this.face();
  }

  finish() {
    this.reading = false;
    this.bed.stop(4);
    this.awake(false);
    this.face();
  }

  toggle() {
    if (this.speaking() || this.lingering) {
      this.stop();
      this.bed.stop(1.5);
      this.face();
      return;
    }
    if (this.at === this.pages.length - 1) this.go(0, false);
    this.read();
  }

  speaking() { return this.pages.some((page) => page.audio && !page.audio.paused); }

  speak(page, from, to) {
    this.pages.forEach((other) => { if (other !== page && other.audio) other.audio.pause(); });
    this.until = to;
    if (page.audio.error) page.audio.load();
    this.seekTo(page, from);
    page.asked = true;
    page.audio.playbackRate = Number(this.settings.values.speed);
    const playing = page.audio.play();
    if (playing) playing.catch(() => this.face());
  }

  seekTo(page, seconds) {
    page.heard = seconds;
    if (page.audio.readyState > 0) page.audio.currentTime = seconds;
    else page.audio.addEventListener("loadedmetadata", () => { page.audio.currentTime = page.heard; }, { once: true });
  }

  stop() {
    clearTimeout(this.lingering);
    this.lingering = null;
    this.reading = false;
    this.pages.forEach((page) => {
      page.asked = false;
      if (page.audio) page.audio.pause();
      this.light(page, null);
    });
  }

  follow(page) {
    if (page.audio.paused || !this.root.isConnected) return;
    this.tick(page);
    requestAnimationFrame(() => this.follow(page));
  }

  tick(page) {
    if (page.audio.paused) return;
    const now = page.audio.currentTime;
    page.heard = now;
    if (now >= this.until) {
      page.audio.pause();
      this.light(page, null);
      return;
    }
    this.light(page, now);
    if (this.pages[this.at] === page) this.find("seek").value = now;
  }

  // Words that passed since the last look shine, too, be they ever so short: none stays unlit.
  light(page, seconds) {
    let now = -1;
    if (seconds !== null) while (now + 1 < page.words.length && page.words[now + 1].start <= seconds + 0.01) now++;
    if (now === page.lit) return;
    const passed = now > page.lit && now - page.lit < 5 ? page.words.slice(page.lit + 1, now + 1) : page.words.slice(now, now + 1);
    page.shining.forEach((word) => word.span.classList.remove("now"));
    page.shining = now < 0 ? [] : passed;
    page.shining.forEach((word) => word.span.classList.add("now"));
    page.lit = now;
    if (now < 0) return;
    const box = page.words[now].span.getBoundingClientRect();
    const low = innerHeight - this.root.querySelector(".turn").offsetHeight - 16;
    if (box.bottom > low || box.top < 8) page.words[now].span.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  // A voice that cannot be reached is asked for again until the network is back.
  lost(page) {
    if (this.pages[this.at] !== page || !page.asked) return;
    this.say(OFFLINE);
    clearTimeout(this.retry);
    if (this.reading) this.retry = setTimeout(() => this.again(), RETRY_MS);
  }

  again() {
    for (const image of this.root.querySelectorAll("img")) {
      if (image.complete && !image.naturalWidth) image.src = image.getAttribute("src");
    }
    const page = this.pages[this.at];
    if (!this.reading || !page.audio || (!page.audio.error && page.audio.readyState > 2)) {
      this.say("");
      return;
    }
    const { heard } = page;
    page.audio.load();
    this.speak(page, heard, this.until);
  }

  say(sentence) {
    const note = this.find("note");
    note.textContent = sentence;
    note.hidden = !sentence;
  }
}

// A data address cannot be searched in every browser; the same bytes as a file of the page can.
function unpack(audio) {
  if (!audio.src.startsWith("data:")) return;
  const [kind, content] = audio.src.split(",");
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  audio.src = URL.createObjectURL(new Blob([bytes], { type: kind.slice(5, kind.indexOf(";")) }));
}
