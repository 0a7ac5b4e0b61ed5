"""The router: page configuration and navigation; `studio/app.py` serves it."""

from pathlib import Path

import streamlit as st

from studio.components import manners, work_line
from studio.resources import opened_studio

st.set_page_config(page_title="Storybook Studio", page_icon="📖", layout="wide")
st.logo(Path(__file__).with_name("logo.svg"), size="large")

page = st.navigation(
    [
        st.Page("app_pages/create.py", title="Create", icon=":material/draw:", default=True),
        st.Page("app_pages/story.py", title="Story", icon=":material/auto_stories:"),
        st.Page("app_pages/gallery.py", title="Gallery", icon=":material/photo_library:"),
        st.Page("app_pages/compare.py", title="Compare", icon=":material/balance:"),
        st.Page("app_pages/evaluate.py", title="Evaluate", icon=":material/monitoring:"),
        st.Page("app_pages/data.py", title="Data", icon=":material/dataset:"),
        st.Page("app_pages/train.py", title="Train", icon=":material/model_training:"),
        st.Page("app_pages/models.py", title="Models", icon=":material/deployed_code:"),
    ],
    position="top",
)
manners.mind()
page.run()
if studio := opened_studio():
    work_line.show(studio.making, studio.example, cards=page.title == "Gallery")
