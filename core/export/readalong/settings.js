// What a reader likes, kept in this browser, and the panel in which it is chosen.
const KEPT = "storybook-reader";
const USUAL = {
  size: 1, spacing: "1.65", font: "book", colours: "device", speed: "1", view: "one",
  auto: true, music: true, bedtime: false, sleep: "0",
};
const SMALLEST = 0.7;
const LARGEST = 2.2;

class Settings {
  // `changed(settings)` is called after every change.
  constructor(root, changed) {
    this.root = root;
    this.values = { ...USUAL, ...this.kept() };
    this.fields = [...root.querySelectorAll("[data-set]")];
    for (const field of this.fields) {
      const name = field.dataset.set;
      this.show(field, this.values[name]);
      field.addEventListener("change", () => {
        this.put(name, field.type === "checkbox" ? field.checked : field.value);
        changed(this.values);
      });
    }
    for (const [id, factor] of [["larger", 1.12], ["smaller", 1 / 1.12]]) {
      root.querySelector(`#${id}`).addEventListener("click", () => {
        this.put("size", Math.min(LARGEST, Math.max(SMALLEST, this.values.size * factor)));
        changed(this.values);
      });
    }
  }

  show(field, value) {
    if (field.type === "checkbox") {
      field.checked = Boolean(value);
      return;
    }
    const offered = [...field.options].filter((option) => !option.disabled).map((option) => option.value);
    field.value = offered.includes(String(value)) ? String(value) : USUAL[field.dataset.set];
    this.values[field.dataset.set] = field.value;
  }

  put(name, value) {
    this.values[name] = value;
    const field = this.fields.find((one) => one.dataset.set === name);
    if (field) this.show(field, value);
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.values));
    } catch { /* A browser that keeps nothing reads all the same. */ }
  }

  kept() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT)) || {};
      delete kept.sleep;
      if (!(kept.size >= SMALLEST && kept.size <= LARGEST)) delete kept.size;
      return kept;
    } catch {
      return {};
    }
  }
}
