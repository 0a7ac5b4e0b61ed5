"""SSID's JSON: annotations of {story_id, storylet_id, image_order, youtube_image_id, storytext}.

"SSID: Sequential Storytelling Image Dataset", Malakan et al. 2023: five pictures a story, out of
films, called by their ids in a folder. VIST's annotations are alike (`corpora.vist`), so what both
share is here.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpora.rows import CaptionFile, Row, UnreadableCorpus


class Fields(NamedTuple):
    """What an annotation's parts are called; several names for a text are tried in order."""

    picture: str
    order: str
    texts: tuple[str, ...]
    storylet: str = "storylet_id"
    story: str = "story_id"

    @property
    def needed(self) -> tuple[str, ...]:
        """Without the storylet's number, which nothing depends on; one name for the text."""
        return (self.story, self.order, self.picture, self.texts[0])


SSID = Fields(picture="youtube_image_id", order="image_order", texts=("storytext",))


def recognise(path: Path, data: Any) -> CaptionFile | None:
    """Annotations with two or more of SSID's own fields; `UnreadableCorpus` if one is missing."""
    return stories(path, data, SSID, "SSID")


def stories(path: Path, data: Any, fields: Fields, name: str) -> CaptionFile | None:
    """A file whose annotations have such fields; a sentence names the one that is not there."""
    notes = data.get("annotations") if isinstance(data, dict) else None
    first = next(_each(notes), None) if isinstance(notes, list) else None
    if first is None:
        return None
    own = {fields.picture, fields.order, *fields.texts}
    if len(own & set(first)) < min(2, len(own)):
        return None
    present = set(first) | ({fields.texts[0]} if set(fields.texts) & set(first) else set())
    for field in fields.needed:
        if field not in present:
            raise UnreadableCorpus(
                f"{path.name} looks like {name}, but its annotations have no field “{field}”; they "
                f"have {', '.join(sorted(map(str, first)))}. Rename the one that is meant."
            )
    broken = [0]
    rows = _rows(notes or (), fields, broken)
    return CaptionFile(path=path, format=name, rows=rows, broken=broken)


def _each(notes: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Annotations; VIST, and SSID after it, have each in a list of its own."""
    for note in notes:
        for one in note if isinstance(note, list) else (note,):
            yield one if isinstance(one, dict) else {}


def _rows(notes: Sequence[Any], fields: Fields, broken: list[int]) -> Iterator[Row]:
    for note in _each(notes):
        picture, story = note.get(fields.picture), note.get(fields.story)
        text = next((note[name] for name in fields.texts if isinstance(note.get(name), str)), None)
        order = _number(note.get(fields.order))
        if not _is_id(picture) or not _is_id(story) or order is None or text is None:
            broken[0] += 1
            continue
        yield Row(str(picture), text, story=str(story), order=order)


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _is_id(value: Any) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool) and value != ""
