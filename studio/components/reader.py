"""The book as it is read: picture, text, sound, and the words lit while they are spoken.

A Streamlit component around the reader of the read-along page (`core.export.readalong`); everything
happens in the browser, so turning a page asks nothing of the server.
"""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from core.build import digest
from core.export.book import fitting
from core.export.fonts import READING
from core.export.lines import estimated, stanzas_of
from core.export.looks import look_of
from core.export.music import ROUND_S
from core.export.phrases import phrases
from core.export.readalong import leaves
from core.export.readalong.leaves import Leaf, Picture, Reading
from core.export.webfonts import reads
from core.scripts import language_of, right_to_left
from studio import serving
from studio.about import AboutBook
from studio.binding import alternative
from studio.components.guard import attempt
from studio.components.rating import stars_key
from studio.components.text import drawn_otherwise
from studio.rating import Rating
from studio.views import SegmentView, StoryView

_HERE = Path(__file__).parent
LOST = "cannot be read: make it again."

_reader = st.components.v2.component(
    "storybook_reader",
    html='<div class="host"></div>',
    css=f"{leaves.style()}\n{(_HERE / 'reader.css').read_text('utf-8')}",
    js=f"{leaves.script()}\n{(_HERE / 'reader.js').read_text('utf-8')}",
)


def book(about: AboutBook, ratings: Rating, view: StoryView, *, at: int | None = None) -> None:
    """Show a story as a book, opened at its cover or at a segment."""
    reading = _reading(about, ratings, view)
    look = look_of(view.request.mood)
    inside = leaves.inside(reading)
    letters = [(name, serving.letters_url(name)) for name, _ in reading.letters]

    def rated() -> None:
        stars = st.session_state["reader"].stars
        if stars and attempt(ratings.rate, view.id, None, stars=int(stars)):
            st.session_state[stars_key(view.id, None)] = int(stars) - 1

    _reader(
        key="reader",
        on_stars_change=rated,
        data={
            "story": view.id,
            "fingerprint": digest([view.id, inside]),
            "at": 0 if at is None else at + 1,
            "last": len(view.segments) + 1,
            "language": reading.language,
            "dir": leaves.direction(reading.rtl),
            "letters": json.dumps(letters),
            "stars": reading.stars,
            "colours": {"--accent-light": look.accent, "--accent-dark": look.on_dark},
            "inside": inside,
        },
    )


def _reading(about: AboutBook, ratings: Rating, view: StoryView) -> Reading:
    text = "\n\n".join(segment.text.text or "" for segment in view.segments)
    language = language_of(text, view.request.language)
    said = about.of(view.id)
    rating = ratings.rating(view.id, None)
    heard = any(segment.narration.media for segment in view.segments)
    return Reading(
        title=view.title,
        language=language,
        rtl=right_to_left(text or view.title),
        say=phrases(language),
        about=said.about,
        cover=_cover(view, said.cover, said.cover_page),
        leaves=[_leaf(view, segment) for segment in view.segments],
        music=(serving.music_url(view.request.mood, view.request.seed), ROUND_S) if heard else None,
        stars=(rating.stars or 0) if rating else 0,
        letters=[(name, "") for name in READING if reads(name, text)],
    )


def _cover(view: StoryView, own: str | None, page: int) -> Picture | None:
    """The picture for the front: a person's own, a page's, or the first that there is."""
    if own:
        return Picture(address=serving.url(own), alt="The cover picture")
    first = [segment for segment in view.segments if segment.index == page]
    shown = (s for s in (*first, *view.segments) if s.illustration.media)
    return next((_picture(view, segment) for segment in shown), None)


def _picture(view: StoryView, segment: SegmentView) -> Picture | None:
    media = segment.illustration.media
    return Picture(address=serving.url(media), alt=alternative(view, segment)) if media else None


def _music(segment: SegmentView) -> tuple[str, float] | None:
    made = segment.music.artifact if segment.music else None
    if made is None or not made.media:
        return None
    return serving.url(made.media), float(made.data["round_s"])


def _leaf(view: StoryView, segment: SegmentView) -> Leaf:
    picture, narration, scene = segment.illustration, segment.narration, segment.prompt.artifact
    text = segment.text.text or ""
    otherwise = drawn_otherwise(scene.data) if scene and not picture.settled else ""
    change = f"?story={view.id}&page={segment.number}&edit=picture"
    words: tuple[Any, ...] = fitting(text, segment.word_timings) if narration.media else ()
    return Leaf(
        number=segment.number,
        stanzas=stanzas_of(text, words),
        rtl=right_to_left(text),
        picture=_picture(view, segment),
        sound=serving.url(narration.media, voice=True) if narration.media else None,
        estimated=estimated(segment.word_timings),
        music=_music(segment),
        blank=_blank(segment),
        note=_note(segment),
        link=(otherwise, "Change the picture", change) if otherwise else None,
    )


def _blank(segment: SegmentView) -> str:
    """Why there is no picture; "" where the page goes without one."""
    if not segment.pictured:
        return ""
    return f"The picture of this page {LOST if segment.illustration.lost else 'is not made yet.'}"


def _note(segment: SegmentView) -> str:
    if segment.narration.lost:
        return f"The narration of this page {LOST}"
    return f"Out of date: {' and '.join(segment.stale)}" if segment.stale else ""
