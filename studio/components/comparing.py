"""The blind comparison: two versions of a page without their sources, and four buttons.

The pair stays in the session until it is judged, so that nothing changes under the reader's hand.
"""

import secrets
from typing import Final

import streamlit as st

from studio.comparing import KINDS, Comparing, Pair, Side
from studio.components import state
from studio.components.cards import sign
from studio.components.guard import attempt
from studio.components.media import thumbnail
from studio.components.text import ago, plain, some
from studio.lineage import PERSON
from studio.media import StoredMedia
from studio.presets import Presets
from studio.training.blind import Blind
from studio.training.views import BlindView

TRAINED: Final = "trained"
"""Blind tests of models that were trained here, beside `KINDS`."""
TEST: Final = "compare.test"
"""Where the page keeps the id of the one that is judged."""
_KIND_NAMES: Final = {
    "illustration": "🖼️ Pictures", "segment": "📝 Texts", TRAINED: "🎓 Trained models",
}  # fmt: skip
_SAID: Final = {
    "left": "you found left better",
    "right": "you found right better",
    "tie": "you found them about the same",
}


def blind(stored: StoredMedia, presets: Presets, comparing: Comparing, tests: Blind) -> None:
    """The whole page."""
    with (
        st.container(horizontal_alignment="center"),
        st.container(width=1080),
    ):
        st.title("Compare", anchor=False)
        kind = state.get("compare.kind", "illustration")
        what = (
            "Two models were given the same."
            if kind == TRAINED
            else "Two versions of the same page, whoever made them."
        )
        st.write(f"{what} Which one do you like better?")
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = st.segmented_control(
                "What to compare",
                list(_KIND_NAMES),
                format_func=_KIND_NAMES.__getitem__,
                required=True,
                label_visibility="collapsed",
                **state.kept("compare.kind", "illustration"),
            )
            st.space("stretch")
            tell = st.toggle(
                "Tell me afterwards which was which", **state.kept("compare.tell", True)
            )
        _last(presets, tell)
        desk: Comparing | Blind = comparing
        if kind == TRAINED:
            desk, kind = tests, _test(tests)
        pair = _current(desk, kind)
        if pair is None:
            _nothing_left(desk, kind)
        else:
            _judge(stored, desk, kind, pair)


def _test(tests: Blind) -> str:
    """The id of the blind test whose pairs are shown; `TRAINED` where there is none."""
    offered = {test.id: test for test in tests.all() if test.pairs}
    if not offered:
        return TRAINED
    if state.get(TEST) not in offered:
        waiting = [test.id for test in offered.values() if test.unjudged]
        state.put(TEST, next(iter([*waiting, *offered])))
    if len(offered) > 1:
        st.selectbox(
            "Which",
            list(offered),
            format_func=lambda one: _title(offered[one]),
            width=420,
            **state.kept(TEST, state.get(TEST)),
        )
    return str(state.get(TEST))


def _title(test: BlindView) -> str:
    return f"{test.one} and {test.other}, {ago(test.created_at)}"


def _current(desk: Comparing | Blind, kind: str) -> Pair | None:
    """The pair on the table; another one when it was judged or skipped."""
    pair = state.get(f"compare.pair.{kind}")
    if pair is None:
        seed = st.session_state.setdefault("compare.seed", secrets.randbelow(2**31))
        skipped = state.get("compare.skipped", ())
        pair = desk.next_pair(kind, seed=seed, skipped=skipped)
        state.put(f"compare.pair.{kind}", pair)
    return pair


def _judge(stored: StoredMedia, desk: Comparing | Blind, kind: str, pair: Pair) -> None:
    number = int(pair.slot.rpartition("/")[2]) + 1
    same = pair.left.words == pair.right.words
    if pair.shown:
        st.caption("What each said about this picture:")
        st.image(thumbnail(stored, pair.shown, 512), width=320, alt="The picture that was given")
    elif pair.asked:
        st.caption(f"What each made of “{plain(pair.asked)}”:")
    elif kind == "illustration" and same and pair.left.words:
        st.caption(f"Page {number}: {plain(pair.left.words)}")
    else:
        st.caption(f"Page {number} of a book")
    for column, name, side in zip(
        st.columns(2, gap="large"), ("Left", "Right"), (pair.left, pair.right), strict=True
    ):
        with column:
            _version(stored, name, side, words=not same)
    with st.container(horizontal=True, horizontal_alignment="center", key="compare-buttons"):
        for outcome, label, icon, shortcut in (
            ("left", "Left is better", ":material/arrow_back:", "Left"),
            ("tie", "About the same", ":material/balance:", "Up"),
            ("right", "Right is better", ":material/arrow_forward:", "Right"),
        ):
            st.button(
                label,
                icon=icon,
                key=f"compare.{outcome}",
                type="secondary" if outcome == "tie" else "primary",
                shortcut=shortcut,
                on_click=_vote,
                args=(desk, kind, pair, outcome),
            )
        st.button(
            "Skip",
            icon=":material/skip_next:",
            key="compare.skip",
            type="tertiary",
            shortcut="Down",
            on_click=_skip,
            args=(kind, pair),
        )
    supply = desk.supply(kind)
    st.caption(f"{supply.judged} of {some(supply.pairs, 'pair')} compared", text_alignment="center")


def _version(stored: StoredMedia, name: str, side: Side, *, words: bool) -> None:
    with st.container(border=True, height="stretch"):
        st.caption(name)
        if side.media:
            st.image(thumbnail(stored, side.media, 768), width="stretch", alt=f"{name} version")
            if words and side.words:
                st.caption(f"The page: {plain(side.words)}")
        else:
            st.text(side.text or "")


def _last(presets: Presets, tell: bool) -> None:
    """What the last vote was about, as far as the reader wants to know."""
    last: tuple[Pair, str] | None = state.get("compare.last")
    if last is None:
        return
    pair, outcome = last
    said = f"Thank you, {_SAID[outcome]}."
    if tell:
        left = _which(presets, pair.left, pair.right)
        right = _which(presets, pair.right, pair.left)
        said += f" Left was {left}, right {right}."
    st.success(said, icon="🗳️")
    if tell:
        with st.expander("Details"):
            st.text(f"Left: {pair.left.source}\nRight: {pair.right.source}")


def _which(presets: Presets, one: Side, other: Side) -> str:
    """How a version differs from the other, in plain words."""
    mine, theirs = one.traits, other.traits
    parts = []
    if mine.model != theirs.model:
        label = presets.called(mine.model) or mine.model
        parts.append("made by a person" if mine.model == PERSON else f"made by {plain(label)}")
    if mine.style and mine.style != theirs.style:
        parts.append(f"in the style {plain(mine.style)}")
    if mine.mood and mine.mood != theirs.mood:
        parts.append(f"from the {plain(mine.mood.lower())} story")
    age = "the newer one" if one.created_at >= other.created_at else "the older one"
    now = ", which is in the book now" if one.stands else ""
    return f"{' '.join(['the one', *parts]) if parts else age}{now}"


def _nothing_left(desk: Comparing | Blind, kind: str) -> None:
    supply, skipped = desk.supply(kind), state.get("compare.skipped", ())
    trained = kind not in KINDS
    what = "this test" if trained else KINDS[kind]
    with st.container(border=True, horizontal_alignment="center"):
        sign("⚖️")
        if supply.pairs > supply.judged and skipped:
            st.write("Only pairs that you skipped are left.")
            st.button("Show them again", icon=":material/replay:", on_click=_unskip)
        elif supply.pairs:
            st.write(f"You have compared every pair of {what}: {some(supply.pairs, 'vote')}.")
            page, said = "app_pages/evaluate.py", "See what is liked"
            if trained:
                page, said = "app_pages/train.py", "See which is better"
            st.page_link(page, label=said, icon=":material/monitoring:")
        elif trained:
            st.write(
                "Nothing to compare yet. Once a model was trained here, press “Blind test” beside"
                " it on the page Train: both it and another do the same tasks, and here you say"
                " which did better."
            )
            st.page_link(
                "app_pages/train.py", label="To the trainings", icon=":material/arrow_forward:"
            )
        else:
            action = "Another picture" if kind == "illustration" else "Rewrite"
            st.write(
                f"Nothing to compare yet. Here you will see two {what} of the same page side by"
                f" side, as soon as a page has a second version: open a book, choose Edit and"
                f" press “{action}”, or change the book's models or style and rebuild it."
            )
            st.page_link(
                "app_pages/gallery.py", label="Open a book", icon=":material/arrow_forward:"
            )


def _vote(desk: Comparing | Blind, kind: str, pair: Pair, outcome: str) -> None:
    if attempt(desk.vote, pair, outcome):
        state.put("compare.last", (pair, outcome))
    state.put(f"compare.pair.{kind}", None)


def _skip(kind: str, pair: Pair) -> None:
    state.put("compare.skipped", {*state.get("compare.skipped", ()), pair.place})
    state.put("compare.last", None)
    state.put(f"compare.pair.{kind}", None)


def _unskip() -> None:
    state.put("compare.skipped", set())
