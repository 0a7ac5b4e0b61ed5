"""`python -m picturebook.reading.showing < LINES`: what is read out of each line, in short."""

import sys

from picturebook.reading.reader import Reading, read
from picturebook.scene import Figure, Scene, Thing


def in_short(reading: Reading) -> str:
    """A reading in a few lines: figures, things, relations, place and moment; what is not drawn."""
    lines = [_scene(reading.scene)]
    if reading.replaced:
        lines.append("replaced: " + ", ".join(f"{a} → {b}" for a, b in reading.replaced))
    if reading.left_out:
        lines.append("left out: " + ", ".join(reading.left_out))
    if reading.mentioned:
        lines.append("only mentioned: " + ", ".join(reading.mentioned))
    return "\n".join(lines)


def _scene(scene: Scene) -> str:
    parts = [" + ".join(map(_figure, scene.figures)), " + ".join(map(_thing, scene.things))]
    parts.append("; ".join(f"{r.subject} {r.kind} {r.object}" for r in scene.relations))
    where = (scene.place, scene.time, scene.weather, scene.season, scene.mood)
    parts.append(" ".join(word for word in where if word))
    return " | ".join(part for part in parts if part)


def _figure(figure: Figure) -> str:
    look = figure.look
    worn = [f"{g.colour} {g.pattern} {g.kind}" for g in look.wears]
    words = [
        str(figure.count) if figure.count > 1 else "", "toy" if look.toy else "", look.size,
        look.colour, look.pattern, look.role or look.kind, figure.act, figure.posture, figure.face,
        look.hair_colour, look.hair and f"{look.hair} hair", *look.traits, *worn,
    ]  # fmt: skip
    return " ".join(" ".join(words).split())


def _thing(thing: Thing) -> str:
    count = str(thing.count) if thing.count > 1 else ""
    return " ".join(f"{count} {thing.size} {thing.colour} {thing.kind}".split())


def main() -> int:
    """Reads the lines of the standard input."""
    for line in sys.stdin:
        if line.strip():
            print(f"{line.strip()}\n  " + in_short(read(line)).replace("\n", "\n  "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
