"""Pictures of others of a hero's kind, painted by the base: what prior preservation learns from."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from train.captioning.data import Captioned
from train.diffusion.pictures import pictures_in
from train.diffusion.watch import Painter


def class_pictures(
    painter: Painter, *, prompt: str, count: int, given: Path | None, say: Callable[[str], None]
) -> list[Captioned]:
    """Those of the folder `given`, else `count` painted ones; what is painted already stays."""
    if given is not None:
        return pictures_in(given, prompt)
    made_of = f"{painter.args.base}\0{painter.args.size}\0{prompt}"
    digest = hashlib.sha256(made_of.encode()).hexdigest()[:12]
    folder = painter.args.runs / f"class-pictures-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"{number:04d}.png"
        if path.exists():
            continue
        if number % 10 == 0:
            say(f"“{prompt}” is painted by the base: {number} of {count}")
        [picture] = painter.paint([prompt], [number], lambda done, total: None)
        partial = path.with_suffix(".partial")
        picture.save(partial, format="PNG")
        partial.replace(path)
    return pictures_in(folder, prompt)[:count]
