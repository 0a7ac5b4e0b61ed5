"""A person's own recording as the narration of a page: a version made by a person.

So it is undone, locked and exported like any other.  When the page's words change, the recording
stays and its words are found anew.
"""

import io
from typing import Any, Final

import numpy as np
import soundfile

from core import recording
from core.build import Artifact, digest
from core.errors import BadInput, ModelUnavailable
from core.models import packaged
from core.models.base import Utterance
from core.models.hearing import misread
from core.models.registry import Catalog
from core.models.whisper import Whisper
from core.stages.narrating import narration
from db.artifacts import SqlArtifactStore
from studio.contexts import Media
from studio.graphs import Graphs
from studio.upload_limit import check

MOST_MIB: Final = 64
EAR: Final = "whisper-base"


class OwnVoice:
    """The use cases of recorded pages."""

    def __init__(
        self, graphs: Graphs, store: SqlArtifactStore, media: Media, catalog: Catalog
    ) -> None:
        self._graphs = graphs
        self._store = store
        self._media = media
        self._catalog = catalog

    def put(self, story_id: str, page: int, content: bytes) -> None:
        """Let a recording (WAV, FLAC, OGG or MP3) be the narration of a page."""
        check("The recording", content, what="a recording", max_mib=MOST_MIB)
        states = self._graphs.states(story_id)
        slot = f"narration/{page}"
        if slot not in states:
            raise BadInput(f"This book has no page {page + 1}.")
        if states[slot].choice.locked:
            raise BadInput("This narration is locked; unlock it first.")
        samples, rate = recording.read(content)
        self._stand(story_id, page, samples, rate)

    def follow(self, story_id: str) -> None:
        """Find words of recordings anew where the page has others now; locked ones stay."""
        states = self._graphs.states(story_id)
        for slot, state in states.items():
            kind, _, page = slot.partition("/")
            if kind != "narration" or state.choice.locked or not is_own(state.artifact):
                continue
            text = states[f"segment/{page}"].artifact
            if text is None or text.text == state.artifact.data["text"]:  # type: ignore[union-attr]
                continue
            content = self._media(str(state.artifact.media))  # type: ignore[union-attr]
            samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
            self._stand(story_id, int(page), samples, int(rate))

    def _stand(self, story_id: str, page: int, samples: np.ndarray, rate: int) -> None:
        slot = f"narration/{page}"
        state = self._graphs.states(story_id)[f"segment/{page}"]
        text = state.artifact.text if state.artifact else None
        if not text:
            raise BadInput("This page has no words yet; wait until it is written.")
        language = self._graphs.request(story_id).language
        said = recording.spoken(text, samples, rate, language=language, check=_never)
        made = narration(text, said)
        assert made.media is not None
        own: dict[str, Any] = {"own": True, "text": text, "language": language}
        heard = self._misread(text, said, language)
        media = self._store.put_media(made.media, "audio/wav")
        artifact = Artifact(
            key=digest({"stage": "narrating", "maker": "person", "media": media, **own}),
            stage="narrating",
            maker="person",
            media=media,
            mime="audio/wav",
            data={**made.data, **own, **({"misread": heard} if heard is not None else {})},
            units=made.units,
        )
        self._store.put_edit(story_id, slot, artifact)

    def _misread(self, text: str, said: Utterance, language: str) -> list[list[str]] | None:
        """[word of the page, what was heard]; None where the ear is not on this computer."""
        try:
            ear = ear_of(self._catalog)
            return [list(pair) for pair in misread(ear, text, said, language=language)]
        except (ModelUnavailable, BadInput):
            return None


def ear_of(catalog: Catalog) -> Whisper:
    """The ear, if its files and its program are here; else `ModelUnavailable`."""
    folder = packaged.folder_of(catalog.files[EAR])
    if folder is None:
        raise ModelUnavailable(f"{catalog.files[EAR].label} is not here.")
    return Whisper(folder)


def is_own(artifact: Artifact | None) -> bool:
    """Whether a narration is somebody's own recording."""
    return artifact is not None and bool(artifact.data.get("own")) and "text" in artifact.data


def _never() -> None:
    pass
