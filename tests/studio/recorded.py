"""Books as builds leave them in the database, made by hand: pictures with scores."""

import io
import time
from typing import Any

from PIL import Image

from core.build import Artifact
from core.story import StoryRequest
from studio.compose import Studio

_out = io.BytesIO()
Image.new("RGB", (64, 48), (200, 60, 40)).save(_out, "PNG")
PICTURE = _out.getvalue()
DAY = 86400.0


def put(studio: Studio, story_id: str, slot: str, stage: str, *, take: int = 0, **more: Any) -> str:
    values = {"maker": "model", "model_id": f"{stage}-model", "model_revision": "r1", **more}
    key = f"{story_id}/{slot}/{take}"[-64:].rjust(64, "0")
    artifact = Artifact(key=key, stage=stage, **{"created_at": time.time(), **values})
    studio.store.put(story_id, slot, take, artifact)
    return key


def book(
    studio: Studio,
    *scores: Any,
    title: str | None = "The Fox",
    painter: str = "painter",
    days_ago: float = 0,
    **request: Any,
) -> str:
    """A story with a scored picture for each score."""
    given = {"text": "The fox went to the river. " * 20, "preset": "tiny", **request}
    story_id = studio.stories.create(StoryRequest(**given))
    at = time.time() - days_ago * DAY
    if title is not None:
        put(studio, story_id, "title", "titling", text=title, model_id=None, created_at=at)
    painted = studio.files.put(PICTURE, "image/png")
    for i, score in enumerate(scores):
        picture = put(
            studio,
            story_id,
            f"illustration/{i}",
            "illustrating",
            model_id=painter,
            media=painted,
            mime="image/png",
            device="cpu",
            run_s=2.0,
            created_at=at,
        )
        put(
            studio,
            story_id,
            f"score/{i}",
            "scoring",
            model_id="clip",
            inputs=("p", picture),
            data={"score": score},
            created_at=at,
        )
    return story_id
