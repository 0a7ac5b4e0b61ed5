"""One `evaluate` module a metric; each loads from its own folder, without a network."""

from pathlib import Path
from typing import Any

from eval.offered import NOT_OFFERED


def load(name: str) -> Any:
    """Load a metric by name, as `evaluate.load` does with the path of its folder."""
    import evaluate

    folder = Path(__file__).parent / name
    if name in NOT_OFFERED:
        raise ValueError(NOT_OFFERED[name])
    if not folder.is_dir():
        known = sorted(
            p.name for p in Path(__file__).parent.iterdir() if (p / f"{p.name}.py").exists()
        )
        raise ValueError(
            f"There is no metric called “{name}”; the known ones are: {', '.join(known)}."
        )
    return evaluate.load(str(folder), experiment_id="studio", keep_in_memory=True)
