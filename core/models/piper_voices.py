"""What the configuration of a Piper voice (`.onnx.json`) tells of its language and speakers."""

from collections.abc import Mapping
from typing import Any


def language_of(config: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """The language of a voice: two or three letters, as other narrators list theirs."""
    given = options.get("language") or config.get("espeak", {}).get("voice", "en")
    return str(given).lower().replace("_", "-").split("-")[0]


def speakers_of(config: Mapping[str, Any]) -> dict[str, int]:
    """Names of the speakers and their numbers; none where there is only one."""
    count = int(config.get("num_speakers", 1))
    if count <= 1:
        return {}
    named = config.get("speaker_id_map") or {f"speaker-{i + 1}": i for i in range(count)}
    return {str(name): int(i) for name, i in named.items()}


def name_of(options: Mapping[str, Any]) -> str:
    """By what name the one speaker of a voice is asked for."""
    return str(options.get("voice", "default"))


def voices_of(
    language: str, label: str, speakers: Mapping[str, int], *, name: str
) -> dict[str, dict[str, str]]:
    """What `Narrator.voices` tells of such a voice; `name` is that of a single speaker."""
    if not speakers:
        return {language: {name: label}}
    return {language: {name: f"{label}, {name}" for name in speakers}}
