"""The field for a seed: the same one wherever something is drawn by chance."""

import streamlit as st

from studio.components import state


def seed_input(key: str, help: str) -> None:
    """A whole number from 0 to 2³¹ − 1, remembered under `key`; `help` says what it repeats."""
    st.number_input(
        "Seed",
        min_value=0,
        max_value=2**31 - 1,
        step=1,
        width=130,
        help=help,
        **state.kept(key, 0),
    )
