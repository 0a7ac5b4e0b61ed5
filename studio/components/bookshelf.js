// The cards of the gallery. Text from people is only ever set as textContent.
const shelves = new WeakMap();

const ICONS = {
  shelves: "M6 4h2v16H6zm4 0h2v16h-2zm5.1.6 1.9-.5 4 15.4-1.9.5z",
  delete: "M9 3h6l1 2h4v2H4V5h4zM6 9h12l-1 12H7z",
};

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

class Shelf {
  constructor(root) {
    this.list = root.appendChild(make("ul", "cards"));
    this.list.setAttribute("role", "list");
    this.known = new Map();
  }

  show({ cards, page }, act) {
    if (this.page && this.page !== page) this.list.scrollIntoView({ block: "start" });
    this.page = page;
    this.act = act;
    this.list.classList.remove("going");
    const now = new Map();
    for (const card of cards) {
      const said = JSON.stringify(card);
      const old = this.known.get(card.id);
      now.set(card.id, old && old.said === said ? old : { said, element: this.card(card, old) });
    }
    this.known = now;
    const wanted = [...now.values()].map((entry) => entry.element);
    // Cards that stay where they are keep their focus and are not drawn anew.
    wanted.forEach((element, i) => {
      if (this.list.children[i] !== element) this.list.insertBefore(element, this.list.children[i] || null);
    });
    while (this.list.children.length > wanted.length) this.list.lastChild.remove();
  }

  card(card, old) {
    const item = make("li", "card");
    const cover = item.appendChild(make("div", "cover"));
    if (card.cover) {
      const image = cover.appendChild(make("img"));
      image.alt = "";
      image.loading = "lazy";
      image.decoding = "async";
      image.src = card.cover;
    } else {
      cover.appendChild(make("span", "", "📖")).setAttribute("aria-hidden", "true");
    }
    const said = item.appendChild(make("div", "said"));
    const title = said.appendChild(make("h2"));
    const link = title.appendChild(make("a", "", card.title));
    link.dir = "auto";
    link.href = card.href;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.list.classList.add("going");
      this.act("open", card.id);
    });
    for (const line of card.facts) said.appendChild(make("p", "facts", line));
    if (card.excerpt) said.appendChild(make("p", "excerpt", card.excerpt)).dir = "auto";
    const foot = item.appendChild(make("div", "foot"));
    const state = foot.appendChild(make("div", "state"));
    if (card.state) state.appendChild(make("span", `badge ${card.kind}`, card.state));
    if (card.fraction !== null) {
      const bar = state.appendChild(make("progress"));
      bar.value = card.fraction;
      bar.setAttribute("aria-label", `How much of “${card.title}” is made`);
    }
    for (const [what, label] of card.buttons) {
      const button = foot.appendChild(make("button", what));
      button.type = "button";
      button.title = label;
      button.setAttribute("aria-label", `${label}: ${card.title}`);
      button.appendChild(icon(ICONS[what]));
      button.addEventListener("click", () => this.act(what, card.id));
    }
    if (old) this.keepFocus(old.element, item);
    return item;
  }

  keepFocus(old, item) {
    const focused = old.getRootNode().activeElement;
    if (!focused || !old.contains(focused)) return;
    const again = item.querySelector(focused.tagName + (focused.className ? `.${focused.className}` : ""));
    if (again) setTimeout(() => again.focus(), 0);
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".bookshelf");
  if (!shelves.has(root)) shelves.set(root, new Shelf(root));
  shelves.get(root).show(component.data, (what, id) => {
    component.setTriggerValue("did", [what, id]);
  });
}
