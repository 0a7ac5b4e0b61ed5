// Begins the file at the page that its address names, else at the cover.
const named = [...document.querySelectorAll(".page")]
  .findIndex((page) => page.id && `#${page.id}` === location.hash);
new Reader(document.querySelector(".reader"), { at: Math.max(named, 0) });
