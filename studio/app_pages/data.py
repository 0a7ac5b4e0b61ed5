"""Data: what is in a data set, before anything is taught with it or measured on it."""

import streamlit as st

from studio.components import data_found, data_looks
from studio.components.guard import guard
from studio.exploring import Exploring
from studio.resources import open_studio


def show(exploring: Exploring) -> None:
    """Choose what to look at, watch it, and see what was found."""
    st.title("Data", anchor=False)
    st.write(
        "See what a data set holds before a model learns from it or is measured on it: its words, "
        "its stories, its pictures, and what is wrong with them."
    )
    if look := data_looks.choose(exploring):
        data_found.show(exploring, look)


with guard():
    show(open_studio().exploring)
