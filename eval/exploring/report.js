// Charts in the colours of light or dark, another story, and the search.
const dark = matchMedia("(prefers-color-scheme: dark)");
function paint() {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim(), line = style.getPropertyValue("--line").trim();
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    Plotly.relayout(chart, {
      "font.color": ink, "xaxis.gridcolor": line, "yaxis.gridcolor": line,
      "xaxis.zerolinecolor": line, "yaxis.zerolinecolor": line,
    });
  }
}
dark.addEventListener("change", paint);
paint();

const picks = [...document.querySelectorAll("#picks article")];
document.querySelector("#another")?.addEventListener("click", () => {
  const at = picks.findIndex((pick) => !pick.hidden);
  picks[at].hidden = true;
  picks[(at + 1) % picks.length].hidden = false;
});

const asked = document.querySelector("#asked");
if (asked) {
  const texts = JSON.parse(document.querySelector("#texts").textContent);
  const small = texts.map(([, text]) => text.toLowerCase());
  asked.addEventListener("input", () => {
    const words = asked.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length
      ? texts.filter((_, i) => words.every((word) => small[i].includes(word))) : [];
    document.querySelector("#hits").textContent = words.length
      ? `${hits.length.toLocaleString("en")} found${hits.length > 50 ? ", the first 50 shown" : ""}`
      : "";
    document.querySelector("#found").replaceChildren(...hits.slice(0, 50).map(([title, text]) => {
      const row = document.createElement("li"), name = document.createElement("small");
      row.textContent = text;
      name.textContent = title;
      row.append(name);
      return row;
    }));
  });
}
// Charts were drawn while the page was still being read, when their columns had another width.
addEventListener("load", () => dispatchEvent(new Event("resize")));
