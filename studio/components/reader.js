// The storybook reader. Text from people is only ever set as textContent.
const PLAY = "M8 5v14l11-7z";
const PAUSE = "M7 5h4v14H7zm6 0h4v14h-4z";
const readers = new WeakMap();

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function icon(path) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(ns, "path")).setAttribute("d", path);
  return svg;
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

class Reader {
  constructor(root) {
    this.root = root;
    this.index = 0;
    this.all = false;
    this.auto = false;
    this.pages = [];
    root.tabIndex = -1;
    root.addEventListener("keydown", (event) => {
      if (event.target.type === "range" || this.all) return;
      if (event.key === "ArrowRight") this.turn(1, false);
      if (event.key === "ArrowLeft") this.turn(-1, false);
    });
  }

  show(data) {
    if (data.fingerprint === this.fingerprint) return;
    this.fingerprint = data.fingerprint;
    this.stop();
    this.root.replaceChildren();
    const first = data.at || 0;
    this.index = Math.min(data.story === this.story ? this.index : first, data.pages.length - 1);
    this.story = data.story;
    this.root.append(this.bar(), ...data.pages.map((page, i) => this.page(page, i, data)));
    this.root.append(this.turner());
    this.arrange();
  }

  bar() {
    const bar = make("div", "bar");
    const choice = make("div", "choice");
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", "View");
    this.views = [["One page", false], ["All pages", true]].map(([label, all]) => {
      const button = choice.appendChild(make("button", "", label));
      button.addEventListener("click", () => { this.all = all; this.arrange(); });
      return [button, all];
    });
    const label = make("label");
    const box = label.appendChild(make("input"));
    box.type = "checkbox";
    box.checked = this.auto;
    box.addEventListener("change", () => { this.auto = box.checked; });
    label.append("Turn the pages while reading aloud");
    bar.append(choice, label);
    return bar;
  }

  page(page, i, data) {
    const article = make("article", "page");
    article.setAttribute("aria-label", `Page ${i + 1}`);
    const picture = article.appendChild(make("div", "picture"));
    if (page.picture) {
      const image = picture.appendChild(make("img"));
      image.src = page.picture;
      image.alt = page.alt || "";
    } else {
      picture.appendChild(make("div", "blank", "The picture of this page is not made yet."));
    }
    const leaf = article.appendChild(make("div", "leaf"));
    if (page.note) leaf.appendChild(make("p", "note", page.note));
    const text = leaf.appendChild(make("p", "text"));
    text.dir = "auto";
    if (/^[A-Za-z]/.test(page.runs.length ? page.runs[0][0] : "")) text.classList.add("latin");
    const entry = { article, words: [], current: -1 };
    for (const [run, start, end] of page.runs) {
      const span = text.appendChild(make("span", start === null ? "" : "word", run));
      if (start === null) continue;
      const word = { span, start, end };
      entry.words.push(word);
      span.addEventListener("click", () => this.jump(i, word.start));
    }
    if (page.audio) this.sound(leaf, entry, page, i);
    if (page.audio && page.estimated) {
      leaf.appendChild(make("p", "about", "This voice does not say when it speaks which word: the words are lit by estimate."));
    }
    if (page.otherwise) {
      const line = leaf.appendChild(make("p", "about", `${page.otherwise} `));
      const link = line.appendChild(make("a", "", "Change the picture"));
      link.href = page.change;
      link.target = "_self";
    }
    leaf.appendChild(make("div", "folio", `${i + 1}`));
    this.pages[i] = entry;
    this.pages.length = data.pages.length;
    return article;
  }

  sound(leaf, entry, page, i) {
    const row = leaf.appendChild(make("div", "sound"));
    const audio = row.appendChild(make("audio"));
    audio.preload = "metadata";
    audio.src = page.audio;
    const play = row.appendChild(make("button", "play"));
    const seek = row.appendChild(make("input"));
    seek.type = "range";
    seek.min = 0;
    seek.step = 0.05;
    seek.value = 0;
    seek.setAttribute("aria-label", "Position in the narration");
    const time = row.appendChild(make("span", "time", "0:00"));
    const face = () => {
      play.replaceChildren(icon(audio.paused ? PLAY : PAUSE));
      play.setAttribute("aria-label", audio.paused ? "Read aloud" : "Pause");
      play.title = audio.paused ? "Read aloud" : "Pause";
    };
    face();
    entry.audio = audio;
    entry.refresh = () => {
      seek.max = audio.duration || 0;
      seek.value = audio.currentTime;
      time.textContent = `${clock(audio.currentTime)} / ${clock(audio.duration)}`;
      this.light(entry, audio.ended ? -1 : audio.currentTime);
    };
    play.addEventListener("click", () => (audio.paused ? this.play(i) : audio.pause()));
    seek.addEventListener("input", () => { audio.currentTime = Number(seek.value); });
    for (const name of ["loadedmetadata", "timeupdate", "seeked"]) {
      audio.addEventListener(name, entry.refresh);
    }
    audio.addEventListener("play", () => { face(); this.follow(entry); });
    audio.addEventListener("pause", face);
    audio.addEventListener("ended", () => {
      face();
      this.light(entry, -1);
      if (this.auto) this.turn(1, true);
    });
  }

  follow(entry) {
    if (!entry.audio || entry.audio.paused || !this.root.isConnected) return;
    entry.refresh();
    requestAnimationFrame(() => this.follow(entry));
  }

  light(entry, seconds) {
    let current = -1;
    if (seconds > 0) {
      for (let w = 0; w < entry.words.length && entry.words[w].start <= seconds; w++) current = w;
    }
    if (current === entry.current) return;
    if (entry.current >= 0) entry.words[entry.current].span.classList.remove("now");
    if (current >= 0) entry.words[current].span.classList.add("now");
    entry.current = current;
  }

  jump(i, seconds) {
    if (!this.pages[i].audio) return;
    this.pages[i].audio.currentTime = seconds + 0.001;
    this.play(i);
  }

  play(i) {
    this.pages.forEach((other, j) => { if (j !== i && other.audio) other.audio.pause(); });
    const playing = this.pages[i].audio.play();
    if (playing) playing.catch(() => {});
  }

  stop() {
    this.pages.forEach((page) => page.audio && page.audio.pause());
  }

  turn(step, playing) {
    const next = this.index + step;
    if (next < 0 || next >= this.pages.length) return;
    this.stop();
    this.index = next;
    this.arrange();
    const page = this.pages[next];
    if (this.all) page.article.scrollIntoView({ block: "center" });
    if (playing && page.audio) {
      page.audio.currentTime = 0;
      this.play(next);
    }
  }

  turner() {
    this.turning = make("div", "turn");
    this.back = this.turning.appendChild(make("button", "back", "← Back"));
    this.where = this.turning.appendChild(make("span", "where"));
    this.next = this.turning.appendChild(make("button", "next", "Next →"));
    this.back.addEventListener("click", () => this.turn(-1, false));
    this.next.addEventListener("click", () => this.turn(1, false));
    return this.turning;
  }

  arrange() {
    this.pages.forEach((page, i) => { page.article.hidden = !this.all && i !== this.index; });
    for (const [button, all] of this.views) button.setAttribute("aria-pressed", all === this.all);
    this.turning.hidden = this.all;
    this.turning.style.display = this.all ? "none" : "";
    this.back.disabled = this.index === 0;
    this.next.disabled = this.index >= this.pages.length - 1;
    this.where.textContent = `Page ${this.index + 1} of ${this.pages.length}`;
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".reader");
  if (!readers.has(root)) readers.set(root, new Reader(root));
  const reader = readers.get(root);
  reader.show(component.data);
  return () => setTimeout(() => { if (!root.isConnected) reader.stop(); }, 0);
}
