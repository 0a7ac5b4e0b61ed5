"""The application: pages, stored files, health and headers behind one port.

`streamlit run studio/app.py` starts here; so does any ASGI server (`uvicorn studio.app:app`).
"""

import sys
from pathlib import Path

# `streamlit run` puts only this folder on the path; the packages lie one floor up.
ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from streamlit.starlette import App  # noqa: E402

from studio import serving  # noqa: E402

app = App(
    Path(__file__).with_name("router.py"),
    routes=serving.ROUTES,
    middleware=serving.MIDDLEWARE,
    lifespan=serving.lifespan,
)
