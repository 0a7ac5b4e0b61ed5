// Keeps what somebody types in this browser until it is saved. Text is only ever set as textContent.
const PREFIX = "storybook.draft.";
const DAYS = 30;
const bars = new WeakMap();

const same = (one, other) => tidy(one) === tidy(other);
const tidy = (text) => (text || "").normalize("NFC").replace(/\r\n?/g, "\n").trim();

// A browser may refuse to store anything; then nothing is kept, and nothing breaks.
function read(id) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + id));
  } catch {
    return null;
  }
}

function write(id, draft) {
  try {
    if (draft === null) localStorage.removeItem(PREFIX + id);
    else localStorage.setItem(PREFIX + id, JSON.stringify(draft));
  } catch {
    // As above.
  }
}

function sweep() {
  const oldest = Date.now() - DAYS * 86400e3;
  try {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const draft = read(name.slice(PREFIX.length));
      if (!draft || !(draft.at > oldest)) localStorage.removeItem(name);
    }
  } catch {
    // As above.
  }
}

class Bar {
  constructor(root) {
    this.root = root;
    this.lead = root.querySelector(".lead");
    this.words = root.querySelector(".words");
    root.querySelector(".take").addEventListener("click", () => this.take());
    root.querySelector(".drop").addEventListener("click", () => this.drop());
    this.typed = (event) => {
      if (event.target === this.field()) this.keep(event.target.value);
    };
    document.addEventListener("input", this.typed, true);
    sweep();
  }

  show(data) {
    this.data = data;
    const draft = read(data.id);
    if (draft && (same(draft.text, data.saved) || (data.done && same(draft.text, data.done)))) {
      write(data.id, null);
      return this.hide();
    }
    const field = this.field();
    if (!draft || data.quiet || (field && same(field.value, draft.text))) return this.hide();
    const changed = draft.base !== data.base;
    this.lead.textContent = changed
      ? "You typed this before and did not save it. What stands here was changed since: compare both."
      : "You typed this before and did not save it.";
    this.words.textContent = draft.text || "(nothing: you had emptied it)";
    this.words.dir = "auto";
    this.root.hidden = false;
  }

  field() {
    return document.querySelector(`.${this.data.field} :is(textarea, input)`);
  }

  keep(text) {
    if (same(text, this.data.saved)) return write(this.data.id, null);
    write(this.data.id, { text, base: this.data.base, at: Date.now() });
    if (!this.root.hidden) this.hide();
  }

  take() {
    const field = this.field();
    const draft = read(this.data.id);
    if (!field || !draft) return this.hide();
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    // As if it were typed, so that Streamlit takes it for the field's value.
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, draft.text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    // Outside a form Streamlit takes what was typed when the field is left.
    if (!field.closest('[data-testid="stForm"]')) field.blur();
    this.hide();
  }

  drop() {
    write(this.data.id, null);
    this.hide();
    this.field()?.focus();
  }

  hide() {
    this.root.hidden = true;
  }

  end() {
    document.removeEventListener("input", this.typed, true);
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".draft");
  if (!bars.has(root)) bars.set(root, new Bar(root));
  const bar = bars.get(root);
  bar.show(component.data);
  return () => setTimeout(() => {
    if (root.isConnected) return;
    bar.end();
    bars.delete(root);
  }, 0);
}
