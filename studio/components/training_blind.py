"""Blind tests on the page Train: begin one, see how far it is and what people say."""

from typing import Final

import streamlit as st

from studio.components import state
from studio.components.comparing import TEST, TRAINED
from studio.components.guard import attempt
from studio.components.live import watch
from studio.components.text import plain, sentence, some
from studio.training.blind import MOST_TASKS, USUAL_TASKS, Blind
from studio.training.views import BlindView, TrainingView
from studio.uploads import Uploads

_OPEN: Final = "train.blind"
"""The version whose panel is open."""


def button(view: TrainingView, *, closed: bool) -> None:
    """Opens or closes the panel of a version."""
    st.button(
        "Blind test",
        icon=":material/balance:",
        key=f"train.blind.{view.id}",
        disabled=closed,
        on_click=state.put,
        args=(_OPEN, None if state.get(_OPEN) == view.id else view.id),
    )


def panel(blind: Blind, uploads: Uploads, view: TrainingView, views: list[TrainingView]) -> None:
    """What a test needs, if it is open: against which model, with what."""
    if state.get(_OPEN) != view.id:
        return
    against = blind.opponents(view, views)
    with st.container(border=True):
        st.markdown(
            f"**{plain(view.label)}** and another do the same tasks; on the page *Compare* you say"
            " which did better, without knowing which is which."
        )
        other = st.selectbox(
            "Against",
            list(against),
            format_func=lambda one: against.get(one, one),
            key=f"train.blind.other.{view.id}",
        )
        given = _tasks(uploads, view)
        if st.button("Start", key=f"train.blind.start.{view.id}", type="primary"):
            if attempt(blind.start, view.model_id, other, **given):
                state.put(_OPEN, None)
            st.rerun()


def _tasks(uploads: Uploads, view: TrainingView) -> dict[str, object]:
    if view.role == "captioner":
        files = st.file_uploader(
            "Pictures that neither has seen",
            type=["jpg", "jpeg", "png", "webp"],
            accept_multiple_files=True,
            key=f"train.blind.pictures.{view.id}",
            max_upload_size=uploads.max_mib,
            help=f"Up to {MOST_TASKS}. Without any, those of the latest books and the samples.",
        )
        return {"pictures": [(file.name, file.getvalue()) for file in files]}
    words = st.text_area(
        "What they are given, a line each",
        height=220,
        help=f"Up to {MOST_TASKS} lines.",
        **state.kept(f"train.blind.words.{view.id}", "\n".join(_usual(view))),
    )
    return {"words": words.splitlines()}


def _usual(view: TrainingView) -> list[str]:
    if view.subject:
        places = ("on the beach", "in the snow", "in a forest", "in a kitchen", "on a boat",
                  "under a big moon", "in a city", "on a mountain")  # fmt: skip
        return [f"a picture of {view.subject} {place}" for place in places]
    return list(USUAL_TASKS)


def told(blind: Blind, view: TrainingView, tests: list[BlindView]) -> None:
    """The tests of a version, newest first; what is being done stands beside the one it was begun
    with."""
    if active := [test.id for test in tests if test.active and test.one_id == view.model_id]:
        _watch(blind, active)
    of_view = [test for test in tests if view.model_id in (test.one_id, test.other_id)]
    ended = [test for test in of_view if not test.active]
    for test in ended:
        _line(test)
    waiting = [test.id for test in ended if test.unjudged]
    if waiting and st.button(
        "Judge them", icon=":material/arrow_forward:", key=f"train.blind.judge.{view.id}"
    ):
        state.put("compare.kind", TRAINED)
        state.put(TEST, waiting[0])
        st.switch_page("app_pages/compare.py")


def _watch(blind: Blind, ids: list[str]) -> None:
    def going_on() -> list[BlindView]:
        tests = [test for test in blind.all() if test.id in ids]
        return tests if all(test.active for test in tests) else []

    def lines(tests: list[BlindView]) -> None:
        for test in tests:
            _line(test)

    watch(going_on, lines)


def _line(test: BlindView) -> None:
    pair = f"{plain(test.one)} and {plain(test.other)}"
    if test.status == "failed":
        st.error(f"The blind test of {pair} failed. {sentence(test.error)}", icon="⚠️")
    elif test.active:
        done = test.made / (2 * test.tasks) if test.tasks else 0.0
        st.progress(done, text=f"{pair} do {some(test.tasks, 'task')} for a blind test")
    else:
        alike = f" On {some(test.alike, 'task')} both made the same." if test.alike else ""
        said = test.verdict or f"{pair}: {'nobody has judged yet' if test.pairs else 'no winner'}."
        waits = f" {some(test.unjudged, 'pair')} to judge." if test.unjudged else ""
        st.caption(f":material/balance: {plain(said) if test.verdict else said}{alike}{waits}")
