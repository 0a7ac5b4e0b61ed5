// What Streamlit's own script leaves undone for people with phones, keyboards and screen readers.
const PHONE = "(max-width: 767px)";

function closeMenu(event) {
  const link = event.target.closest('[data-testid="stSidebarNavLink"]');
  if (!link || !matchMedia(PHONE).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

export default function () {
  document.addEventListener("click", closeMenu);
  return () => document.removeEventListener("click", closeMenu);
}
