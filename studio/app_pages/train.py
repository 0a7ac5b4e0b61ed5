"""Train: teach a model, watch it learn, and use what came of it."""

import streamlit as st

from studio.components import training_new, training_runs
from studio.components.guard import guard
from studio.resources import open_studio
from studio.services import Studio


def show(studio: Studio) -> None:
    """A new training, those at work, and those that ended."""
    st.title("Train", anchor=False)
    st.caption(
        "Teach a model with your own data, here on this computer. A training goes on when this page"
        " is closed, and after a restart from its last checkpoint."
    )
    training_runs.at_work(studio)
    if why := studio.training.closed():
        st.info(why, icon="🔒")
    else:
        training_new.section(studio)
    training_runs.ended(studio)


with guard():
    show(open_studio())
