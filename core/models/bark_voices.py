"""The voices that lie beside a Bark: which there are, and what makes the model sound like one.

A voice is what the three parts of the model once said in it, as three files of NumPy; the list of
them is `speaker_embeddings_path.json`.  Reads files only; knows no torch.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

INDEX: Final = "speaker_embeddings_path.json"
LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "zh": "Chinese",
}
"""What Bark was trained on (https://github.com/suno-ai/bark)."""
AXES: Final = {"semantic_prompt": 1, "coarse_prompt": 2, "fine_prompt": 2}
_NAME = re.compile(r"(?:v2/)?([a-z]{2})_speaker_(\d+)")


def voices(folder: Path) -> dict[str, dict[str, str]]:
    """Languages (BCP 47) to the voices whose files are in `folder`: id to the name people read.

    Without any voice, each language has one that is drawn anew for every page.
    """
    found: dict[str, dict[str, str]] = {}
    for voice in _files(folder):
        match = _NAME.fullmatch(voice)
        if match and (name := LANGUAGES.get(match[1])):
            # Voices of the second set sound better than those of the first with the same number.
            old = "" if voice.startswith("v2/") else ", first set"
            label = f"{name}, voice {int(match[2]) + 1}{old}"
            found.setdefault(match[1], {})[voice] = label
    if not found:
        return {code: {"chance": f"{name}, a voice by chance"} for code, name in LANGUAGES.items()}
    ordered = [code for code in LANGUAGES if code in found]
    newest_first = {
        code: sorted(found[code].items(), key=lambda v: (v[0][0] != "v", v[0])) for code in ordered
    }
    return {code: dict(pairs) for code, pairs in newest_first.items()}


def read(folder: Path, voice: str) -> dict[str, np.ndarray]:
    """A voice: `semantic_prompt` (n,), `coarse_prompt` (2, m), `fine_prompt` (8, m), int64.

    `ValueError` if a file is not what it should be; arrays that hold pickles are not opened.
    """
    arrays = {}
    for part, file in _files(folder)[voice].items():
        array = np.load(file, allow_pickle=False)
        if array.ndim != AXES[part] or not array.size or array.dtype.kind not in "iu":
            raise ValueError(f"{file.name} is no {part} of a voice")
        arrays[part] = array.astype(np.int64)
    return arrays


def _files(folder: Path) -> dict[str, dict[str, Path]]:
    """The voices of the index of which all three files are here."""
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except OSError:
        return {}
    found = {}
    for voice, parts in index.items():
        if isinstance(parts, dict) and set(AXES) <= set(parts):
            files = {part: folder / str(parts[part]) for part in AXES}
            named = [Path(str(parts[part])) for part in AXES]
            inside = not any(path.is_absolute() or ".." in path.parts for path in named)
            if inside and all(file.is_file() for file in files.values()):
                found[voice] = files
    return found
