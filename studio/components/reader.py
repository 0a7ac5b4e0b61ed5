"""The book as it is read: picture, text, sound, and the words lit while they are spoken.

A Streamlit component with its own small script; everything happens in the browser, so turning a
page asks nothing of the server.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from core.build import digest
from core.export.book import fitting
from core.export.lines import estimated, runs
from studio import serving
from studio.binding import alternative
from studio.components.text import drawn_otherwise
from studio.services import Studio
from studio.views import SegmentView, StoryView

_HERE = Path(__file__).parent

_reader = st.components.v2.component(
    "storybook_reader",
    html='<div class="reader"></div>',
    css=(_HERE / "reader.css").read_text("utf-8"),
    js=(_HERE / "reader.js").read_text("utf-8"),
)


def book(studio: Studio, view: StoryView, *, at: int | None = None) -> None:
    """Show a story as a book, opened at a segment."""
    fingerprint = digest(
        [
            [view.id],
            *(
                [s.text.text, s.illustration.media, s.narration.media, s.stale]
                for s in view.segments
            ),
        ]
    )
    _reader(
        key="reader",
        data={
            "story": view.id,
            "fingerprint": fingerprint,
            "at": at,
            "pages": [_page(studio, view, segment) for segment in view.segments],
        },
    )


def _page(studio: Studio, view: StoryView, segment: SegmentView) -> dict[str, Any]:
    picture, narration = segment.illustration, segment.narration
    text = segment.text.text or ""
    stale = " and ".join(segment.stale)
    scene = segment.prompt.artifact
    own = picture.edited
    return {
        "runs": [
            (run.text, run.word and run.word.start_s, run.word and run.word.end_s)
            for run in runs(text, fitting(text, segment.word_timings))
        ],
        "picture": serving.url(picture.media) if picture.media else None,
        "alt": alternative(view, segment),
        "audio": serving.url(narration.media, voice=True) if narration.media else None,
        "note": f"Out of date: {stale}" if stale else None,
        "otherwise": drawn_otherwise(scene.data) if scene and not own else "",
        "change": f"?story={view.id}&page={segment.index + 1}&edit=picture",
        "estimated": estimated(segment.word_timings),
    }
