// Music under the voice, without a seam. The sound of the file goes on before and behind one round
// of the tune, so wherever a decoder begins it, a loop of exactly that length closes without a click.
const DUCKED = 0.45;
const LEAD = 0.25;

class Bed {
  // `elements`: the book's music, or that of its pages; `data-from` is the leaf that each begins on.
  constructor(elements) {
    this.elements = [...elements];
    this.element = null;
    this.wanted = false;
    this.lowered = false;
  }

  of(at) {
    return this.elements.findLast((element) => Number(element.dataset.from) <= at) || this.elements[0];
  }

  async play(at) {
    const element = this.of(at);
    if (!element || (this.wanted && element === this.element)) return;
    this.stop(1.6);
    if (element !== this.element) this.buffer = null;
    this.element = element;
    this.wanted = true;
    try {
      // Made at a click, as browsers ask for it.
      this.context = this.context || new AudioContext();
      if (this.context.state === "suspended") await this.context.resume();
      const buffer = this.buffer || await this.context.decodeAudioData(await this.bytes(element));
      if (element !== this.element) return;
      this.buffer = buffer;
    } catch {
      // No network, or a browser that cannot: the voice reads without music.
      if (element === this.element) this.wanted = false;
      return;
    }
    if (!this.wanted || this.source) return;
    const round = Number(element.dataset.round);
    this.source = this.context.createBufferSource();
    Object.assign(this.source, { buffer: this.buffer, loop: true, loopStart: LEAD, loopEnd: LEAD + round });
    this.gain = this.context.createGain();
    this.gain.gain.value = 0;
    this.gain.connect(this.context.destination);
    this.source.connect(this.gain);
    this.source.start(0, LEAD);
    this.level(0.8);
  }

  async bytes(element) {
    const address = element.getAttribute("src");
    if (!address.startsWith("data:")) {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.status);
      return answer.arrayBuffer();
    }
    return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (c) => c.charCodeAt(0)).buffer;
  }

  // It makes way while somebody speaks, quickly, and comes back slowly.
  duck(lowered) {
    this.lowered = lowered;
    if (this.source) this.level(lowered ? 0.15 : 0.7);
  }

  level(seconds, to = this.lowered ? DUCKED : 1) {
    this.gain.gain.setTargetAtTime(to, this.context.currentTime, seconds);
  }

  stop(seconds = 0.4) {
    this.wanted = false;
    const { source } = this;
    if (!source) return;
    this.source = null;
    this.level(seconds / 3, 0);
    source.stop(this.context.currentTime + seconds);
  }
}
