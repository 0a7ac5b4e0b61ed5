"""The router: page configuration and navigation. `streamlit run studio/app.py` starts here."""

import sys
from pathlib import Path

# `streamlit run` puts only this folder on the path; the packages lie one floor up.
ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

st.set_page_config(page_title="Storybook Studio", page_icon="📖", layout="wide")
st.logo(Path(__file__).with_name("logo.svg"), size="large")

st.navigation(
    [
        st.Page("app_pages/create.py", title="Create", icon=":material/draw:", default=True),
        st.Page("app_pages/story.py", title="Story", icon=":material/auto_stories:"),
        st.Page("app_pages/gallery.py", title="Gallery", icon=":material/photo_library:"),
        st.Page("app_pages/compare.py", title="Compare", icon=":material/balance:"),
        st.Page("app_pages/evaluate.py", title="Evaluate", icon=":material/monitoring:"),
        st.Page("app_pages/models.py", title="Models", icon=":material/deployed_code:"),
    ],
    position="top",
).run()
