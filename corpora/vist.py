"""VIST's story-in-sequence JSON: [[{story_id, worker_arranged_photo_order, photo_flickr_id, …}]].

"Visual Storytelling", Huang et al., NAACL 2016. Its texts are lower-case words with placeholders
for names; `original_text`, where there is one, is what the worker wrote.
"""

from pathlib import Path
from typing import Any

from corpora.rows import CaptionFile
from corpora.ssid import Fields, stories

VIST = Fields(
    picture="photo_flickr_id",
    order="worker_arranged_photo_order",
    texts=("original_text", "text"),
)


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """Annotations with two or more of VIST's own fields; `UnreadableCorpus` if one is missing."""
    return stories(path, data, VIST, "VIST")
