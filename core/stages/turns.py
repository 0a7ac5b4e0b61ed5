"""Turns of phrase that may stand for each other: in the lines that the bundled writer learnt from,
and in a story that says something word for word as they do (`core.stages.rewording`).

`{H}` and its like are slots of the grammar's lines: the hero and the hero's pronouns.
"""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent

GROUPS: Final = (_HERE / "turns.txt").read_text(encoding="utf-8")
"""One group a line: where the first phrase stands, any of the line may."""

ADJECTIVES: Final = (_HERE / "adjectives.txt").read_text(encoding="utf-8")
"""Nouns, and what may be said before them."""
