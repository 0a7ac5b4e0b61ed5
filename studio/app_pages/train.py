"""Train: teach a model, watch it learn, and use what came of it."""

import streamlit as st

from studio.components import training_new, training_runs
from studio.components.guard import guard
from studio.models import ModelLibrary
from studio.resources import open_studio
from studio.training.blind import Blind
from studio.training.room import TrainingRoom
from studio.uploads import Uploads


def show(library: ModelLibrary, uploads: Uploads, training: TrainingRoom, blind: Blind) -> None:
    """A new training, those at work, and those that ended."""
    st.title("Train", anchor=False)
    st.caption(
        "Teach a model with your own data, here on this computer. A training goes on when this page"
        " is closed, and after a restart from its last checkpoint."
    )
    training_runs.at_work(training)
    if why := training.closed():
        st.info(why, icon="🔒")
    else:
        training_new.section(training)
    training_runs.ended(library, uploads, training, blind)


with guard():
    studio = open_studio()
    show(studio.library, studio.uploads, studio.training, studio.blind)
