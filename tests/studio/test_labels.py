"""What pages call things: names of files in labels, and which picture a line speaks of."""

import pytest

from studio.components.scene import heading
from studio.components.text import spoken
from studio.views import PieceView, SegmentView


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("IMG_bike.jpg", "IMG bike"),
        ("été à la plage (2).png", "été à la plage 2"),
        ("…", "picture"),
        ("a" * 60, "a" * 39 + "…"),
    ],
)
def test_a_files_name_is_read_aloud_in_words(name: str, said: str) -> None:
    assert spoken(name, 40) == said


@pytest.mark.parametrize(
    ("prompt", "picture", "said"),
    [
        ("fresh", "fresh", "In the picture"),
        ("fresh", "stale", "In the next picture"),
        ("stale", "stale", "In the picture"),
    ],
)
def test_the_next_picture_is_not_taken_for_the_one_that_stands_there(
    prompt: str, picture: str, said: str
) -> None:
    segment = SegmentView(
        index=0,
        text=PieceView(slot="segment/0", status="fresh"),
        prompt=PieceView(slot="prompt/0", status=prompt),
        illustration=PieceView(slot="illustration/0", status=picture),
        narration=PieceView(slot="narration/0", status="fresh"),
    )
    assert heading(segment) == said
