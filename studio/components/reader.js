// The reader inside a page of the studio: shown again only when the book is another.
const readers = new WeakMap();

function shown(component) {
  const { data, parentElement, setTriggerValue } = component;
  const host = parentElement.querySelector(".host");
  const before = readers.get(host);
  if (before && before.fingerprint === data.fingerprint) return host;
  // The same book goes on where it was; what stays on the whole screen stays there.
  const same = before && before.story === data.story;
  const at = same ? Math.min(before.reader.at, data.last) : data.at;
  if (before) before.reader.close();
  const root = document.createElement("div");
  root.className = "reader";
  Object.assign(root, { lang: data.language, dir: data.dir });
  Object.assign(root.dataset, { letters: data.letters, stars: data.stars });
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(name, colour);
  root.innerHTML = data.inside; // Escaped where it is made (leaves.py).
  host.replaceChildren(root);
  const rated = (stars) => setTriggerValue("stars", stars);
  readers.set(host, { fingerprint: data.fingerprint, story: data.story, reader: new Reader(root, { at, rated }) });
  return host;
}

export default function (component) {
  const host = shown(component);
  return () => setTimeout(() => {
    if (host.isConnected || !readers.has(host)) return;
    readers.get(host).reader.close();
    readers.delete(host);
  }, 0);
}
