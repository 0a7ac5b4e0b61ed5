"""Which metrics there are, in a line each, and why some that people ask for are not offered."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "metrics"
NOT_OFFERED: Final[Mapping[str, str]] = {
    "spice": (
        "SPICE is not offered: its figures are those of one Java program with Stanford's parser "
        "(GPL, hundreds of megabytes); any other parser gives other figures under "
        "the same name. Score with that program, and read its scores with `python -m eval "
        "correlate`; invented objects are counted by the metric object_hallucination."
    ),
    "meteor": (
        "METEOR is not offered: its figures are those of one Java program with a table of "
        "paraphrases; every rewriting gives other figures under the same name."
    ),
}


def offered() -> dict[str, str]:
    """Each metric's name and its first line, read without importing it."""
    found = {}
    for folder in sorted(FOLDER.iterdir()):
        module = folder / f"{folder.name}.py"
        if module.is_file():
            said = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
            found[folder.name] = said.splitlines()[0] if said else ""
    return found
