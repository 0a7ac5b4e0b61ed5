"""The HTML that every page begins with: Streamlit's own, with the studio's name and looks, a word
while its scripts are on their way, and the address of the server.

Without that address Streamlit's scripts look for the server below the page's address first, which
costs time and leaves two errors (404) in the browser's console.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

PAGES: Final = ("story", "gallery", "compare", "evaluate", "data", "train", "models")
"""Pages beside the first; the names of their files."""
_ADDRESS: Final = """
    <script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}</script>
    <style>
      .opening { font: 1.1rem Georgia, serif; text-align: center; margin: 30vh 1rem 0; }
      @media (prefers-color-scheme: dark) {
        body:has(.opening) { background: #1f1916; color: #f3e9dc; }
      }
    </style>
"""
_LOOKS: Final = Path(__file__).parent / "components" / "looks.css"
_OPENING: Final = '<div id="root"><p class="opening" role="status">Opening the studio …</p></div>'
_NO_SCRIPT: Final = "<noscript><p>Storybook Studio needs JavaScript: allow it here.</p></noscript>"


@cache
def page() -> str:
    """Streamlit's page, made the studio's."""
    found = find_spec("streamlit")
    home = Path(str(found.origin if found else "")).parent
    file = home / "static" / "index.html"
    html = file.read_text("utf-8").replace("<title>Streamlit<", "<title>Storybook Studio<")
    before, _, rest = html.partition("<noscript>")
    html = before + _NO_SCRIPT + rest.partition("</noscript>")[2]
    html = html.replace('<div id="root"></div>', _OPENING)
    # Behind what Streamlit's scripts put into the head, so that it prevails.
    html = html.replace("</body>", f"<style>{_LOOKS.read_text('utf-8')}</style></body>")
    return html.replace("<head>", f"<head>{_ADDRESS}", 1)


async def _page(_: Request) -> Response:
    return HTMLResponse(page(), headers={"Cache-Control": "no-cache"})


async def _first(request: Request) -> Response:
    """To the first page, which is called Create everywhere and lives at "/"."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


ROUTES: Final = [
    Route("/", _page),
    Route("/create", _first),
    *(Route(f"/{name}", _page) for name in PAGES),
]
