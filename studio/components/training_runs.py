"""Trainings at work and ended: how far they are, how they learn, what they make, what to do."""

from typing import Final

import streamlit as st

from studio.components import state, training_blind, training_charts, training_trial
from studio.components.guard import do
from studio.components.live import repeat
from studio.components.text import ago, lasting, plain, sentence
from studio.models import ModelLibrary
from studio.training.blind import Blind
from studio.training.room import TrainingRoom
from studio.training.views import BlindView, TrainingView
from studio.uploads import Uploads

_TICK_S: Final = 1.5
_OPEN: Final = "train.open"
_ENDED: Final = {
    "paused": (":material/pause_circle:", "Paused"),
    "done": (":material/check_circle:", "Done"),
    "cancelled": (":material/cancel:", "Cancelled"),
    "failed": (":material/error:", "Failed"),
}
_DOING: Final = {"pausing": "Saving, then it rests", "cancelling": "Ending"}


def at_work(training: TrainingRoom) -> None:
    """Trainings that wait or work, watched."""
    if any(view.active for view in training.all()):
        _watch(training)


def ended(library: ModelLibrary, uploads: Uploads, training: TrainingRoom, blind: Blind) -> None:
    """Trainings that ended, or rest."""
    views = training.all()
    ended = [view for view in views if not view.active]
    if not views:
        st.info(
            "Nothing was trained here yet. Bring some pictures with a sentence each, and “A minute"
            " to try” shows what a training looks like.",
            icon="🌱",
        )
    if ended:
        st.header("Trainings", anchor=False)
    _compare(training, views)
    tests = blind.all()
    for view in ended:
        with st.container(border=True, key=f"training-{view.id}"):
            _ended(library, uploads, training, blind, view, views, tests)


def _watch(training: TrainingRoom) -> None:
    def boxes() -> None:
        active = [view for view in training.all() if view.active]
        known = state.get("train.active", frozenset())
        now = frozenset(view.id for view in active)
        state.put("train.active", now)
        if known - now:  # one ended: the list below is to show it
            st.rerun()
        for view in active:
            with st.container(border=True, key=f"training-{view.id}"):
                _at_work(training, view)

    repeat(boxes, every=_TICK_S)


def _at_work(training: TrainingRoom, view: TrainingView) -> None:
    closed = bool(training.closed())
    st.markdown(f"**{plain(view.name)}** · {view.kind}, {plain(view.size).lower()}")
    message = _DOING.get(view.status) or view.message or "Beginning"
    eta = f" · {lasting(view.eta)} to go" if view.eta and view.status == "running" else ""
    st.progress(view.fraction, text=plain(message) + eta)
    with st.container(horizontal=True):
        _button(
            training, view, "Pause", "pause", closed or view.status not in ("running", "queued")
        )
        _button(training, view, "Cancel", "cancel", closed or view.status == "cancelling")
    if view.status != "queued":
        _learning(training, view)


def _learning(training: TrainingRoom, view: TrainingView) -> None:
    """Curves and samples side by side."""
    curves = training.curves(view.id)
    left, right = st.columns([3, 2])
    with left:
        figure = training_charts.losses(curves)
        if figure is not None:
            st.plotly_chart(figure, key=f"train.losses.{view.id}")
        elif view.active:
            st.caption("The curve begins with the first steps.")
    with right:
        _samples(training, view)


def _samples(training: TrainingRoom, view: TrainingView) -> None:
    samples = training.samples(view.id)
    if samples:
        st.caption(f"What it makes after {samples[0].step:,} steps")
    for sample in samples[:5]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if sample.picture:
                st.image(sample.picture, width=84)
            wanted = f"  \n:small[wanted: {plain(sample.wanted, 90)}]" if sample.wanted else ""
            st.markdown(f"{plain(sample.text, 300) or '(nothing)'}{wanted}", width="stretch")


def _ended(
    library: ModelLibrary,
    uploads: Uploads,
    training: TrainingRoom,
    blind: Blind,
    view: TrainingView,
    views: list[TrainingView],
    tests: list[BlindView],
) -> None:
    icon, word = _ENDED[view.status]
    used = " :green-badge[in use]" if view.in_use else ""
    st.markdown(f"{icon} **{plain(view.label)}** · {view.kind}, {plain(view.size).lower()}{used}")
    said = [word, ago(view.queued_at), view.data]
    if view.parent:
        said.append(f"taught further from {view.parent}")
    st.caption(plain(" · ".join(said)))
    if view.error:
        st.error(sentence(view.error), icon="⚠️")
    closed = bool(training.closed())
    opened = state.get(_OPEN) == view.id
    with st.container(horizontal=True):
        if view.status == "done" and view.here:
            _use(training, view, views, closed)
            st.button(
                "Try it",
                icon=":material/play_arrow:",
                key=f"train.try.{view.id}",
                on_click=training_trial.toggle,
                args=(view.id,),
            )
            training_blind.button(view, closed=closed)
        if view.status in ("paused", "failed"):
            _button(training, view, "Go on", "go_on", closed)
        if view.status == "paused":
            _button(training, view, "Cancel", "cancel", closed)
        st.button(
            "Close" if opened else "Look closer",
            icon=":material/monitoring:",
            key=f"train.open.{view.id}",
            on_click=state.put,
            args=(_OPEN, None if opened else view.id),
        )
        if view.status != "paused":
            _delete(training, view, closed)
    if view.number:
        training_blind.panel(blind, uploads, view, views)
        training_blind.told(blind, view, tests)
    if training_trial.opened() == view.id and view.model_id:
        training_trial.panel(library, uploads, training, view)
    if opened:
        _details(training, view)


def _use(
    training: TrainingRoom, view: TrainingView, views: list[TrainingView], closed: bool
) -> None:
    if view.in_use:
        st.button(
            "Put it away",
            key=f"train.away.{view.id}",
            disabled=closed,
            help="The studio's own model does this work again.",
            on_click=do,
            args=(training.put_away, view.role),
        )
    else:
        number = view.number or 0
        newer = [o for o in views if o.name == view.name and (o.number or 0) > number]
        st.button(
            "Go back to it" if any(other.in_use for other in newer) else "Use it",
            type="secondary" if newer else "primary",
            icon=":material/check:",
            key=f"train.use.{view.id}",
            disabled=closed,
            help="New books whose models are “Your own models” are made with it.",
            on_click=do,
            args=(training.use, view.id),
        )


def _delete(training: TrainingRoom, view: TrainingView, closed: bool) -> None:
    with st.popover("Delete", icon=":material/delete:", disabled=closed or view.in_use):
        st.markdown("Its model, its curves and the data that were brought go for good.")
        st.button(
            "Delete it",
            key=f"train.delete.{view.id}",
            on_click=do,
            args=(training.delete, view.id),
        )


def _details(training: TrainingRoom, view: TrainingView) -> None:
    _learning(training, view)
    figure = training_charts.measures(training.curves(view.id))
    if figure is not None:
        st.plotly_chart(figure, key=f"train.measures.{view.id}")
    for name, value in view.facts.items():
        st.caption(f"**{name}:** {plain(value)}")
    card = training.card(view.id)
    if card:
        with st.expander("The model's card"):
            st.markdown(card)


def _compare(training: TrainingRoom, views: list[TrainingView]) -> None:
    """Several trainings in one chart."""
    runs = {view.id: view for view in views if view.status != "queued"}
    if len(runs) < 2:
        return
    chosen = st.multiselect(
        "Compare curves",
        list(runs),
        format_func=lambda one: _named(runs[one]),
        placeholder="Choose trainings to see their losses in one chart",
        key="train.compare",
    )
    if len(chosen) > 1:
        curves = {f"{i}. {_named(runs[one])}": training.curves(one)
                  for i, one in enumerate(chosen, 1)}  # fmt: skip
        figure = training_charts.side_by_side(curves)
        if figure is None:
            st.caption("None of these has learnt anything yet.")
        else:
            st.plotly_chart(figure, key="train.compared")


def _named(view: TrainingView) -> str:
    return f"{view.label}, {ago(view.queued_at)}"


def _button(
    training: TrainingRoom, view: TrainingView, label: str, action: str, disabled: bool
) -> None:
    icons = {"pause": "pause", "cancel": "stop_circle", "go_on": "play_arrow"}
    st.button(
        label,
        icon=f":material/{icons[action]}:",
        key=f"train.{action}.{view.id}",
        disabled=disabled,
        on_click=do,
        args=(getattr(training, action), view.id),
    )
