"""Model cards in the form of the Hugging Face hub, and what several trainers' cards say alike."""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from train.bases import Base

MIT: Final = {"license": "mit"}


def write(
    folder: Path,
    title: str,
    tags: Sequence[str],
    sections: Mapping[str, str],
    about: Mapping[str, str] = MIT,
) -> Path:
    """README.md in the folder: front matter with `about` and the tags, then the sections."""
    lines = [
        f"{name}: {json.dumps(value) if ':' in value else value}" for name, value in about.items()
    ]
    front = "\n".join(["---", *lines, "tags:", *(f"- {tag}" for tag in tags), "---"])
    body = "\n\n".join(f"## {name}\n\n{text.strip()}" for name, text in sections.items())
    path = folder / "README.md"
    path.write_text(f"{front}\n\n# {title}\n\n{body}\n", encoding="utf-8")
    return path


def table(said: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of figures in Markdown, below what is said of them."""
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (columns, *rows)]
    return "\n".join([said, "", lines[0], "|" + "---|" * len(columns), *lines[1:]])


def licences(args: argparse.Namespace, base: Base | None = None) -> str:
    """What the data and the base allow, and whom their makers want named."""
    said = f"Licence of the data: {args.licence}."
    if attribution := getattr(args, "attribution", None):
        said += f" {attribution.rstrip('.')}."
    return said if base is None else f"{said} Licence of the base: {base.licence}."


def built_on(base: Base, args: argparse.Namespace, library: str) -> dict[str, str]:
    """The front matter of what was taught on a base; a folder of this computer is not named."""
    about = {"license": args.licence, "library_name": library}
    return about if Path(base.name).is_absolute() else {**about, "base_model": base.name}


def lora(config: Any, base: Base) -> str:
    """A writer's adapter, of the kind that `peft` calls LoRA."""
    return (
        f"A LoRA of rank {config.r} (alpha {config.lora_alpha:g}, dropout "
        f"{config.lora_dropout:g}) for `{base.name}`"
    )


def use_of_writer(folder: Path) -> str:
    """How a writer's adapter is used."""
    return (
        f"`python -m studio story PICTURES --writer {folder}`, or `adapter = …` in the options of "
        "a `causal_lm` writer of the catalogue, or `peft.PeftModel`."
    )
