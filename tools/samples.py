"""Draws the five sample pictures of the Create page: a day out of a fox in a red coat.

python tools/samples.py
"""

import io
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from picturebook.drawing.compose import draw
from picturebook.scene import Figure, Garment, Look, Relation, Scene, Thing
from picturebook.telling import describe

FOLDER = Path(__file__).parent.parent / "studio" / "samples"
SIDE = 512
HERO = Look(
    kind="fox",
    dressed=True,
    wears=(
        Garment(kind="coat", colour="red"),
        Garment(kind="trousers", colour="navy"),
        Garment(kind="boots", colour="brown"),
        Garment(kind="scarf", colour="yellow"),
    ),
)
FRIEND = Look(
    kind="rabbit",
    dressed=True,
    wears=(Garment(kind="overalls", colour="blue"), Garment(kind="shirt", colour="cream")),
)


def fox(act: str, face: str = "happy") -> Figure:
    return Figure(id="fox", look=HERO, act=act, face=face)


DAY: tuple[tuple[str, int, Scene], ...] = (
    (
        "1-fox-village",
        8,
        Scene(
            figures=(fox("walk"),),
            things=(Thing(id="basket", kind="basket"),),
            relations=(Relation(kind="holding", subject="fox", object="basket"),),
            place="village",
            time="morning",
        ),
    ),
    (
        "2-fox-meadow",
        8,
        Scene(
            figures=(fox("wave"), Figure(id="rabbit", look=FRIEND, act="jump")),
            relations=(Relation(kind="facing", subject="fox", object="rabbit"),),
            place="meadow",
            time="day",
        ),
    ),
    (
        "3-fox-forest",
        8,
        Scene(
            figures=(fox("reach"),),
            things=(Thing(id="umbrella", kind="umbrella", colour="yellow"),),
            relations=(Relation(kind="holding", subject="fox", object="umbrella"),),
            place="forest",
            time="day",
            weather="rain",
        ),
    ),
    (
        "4-fox-beach",
        1,
        Scene(
            figures=(fox("dance"),),
            things=(Thing(id="sand-castle", kind="sand-castle"),),
            relations=(Relation(kind="beside", subject="fox", object="sand-castle"),),
            place="beach",
            time="evening",
        ),
    ),
    (
        "5-fox-castle",
        2,
        Scene(
            figures=(fox("carry"), Figure(id="owl", look=Look(kind="owl"), act="fly")),
            things=(Thing(id="lantern", kind="lantern"),),
            relations=(Relation(kind="holding", subject="fox", object="lantern"),),
            place="castle",
            time="night",
        ),
    ),
)
"""File, seed and scene of each picture."""


def described(scene: Scene) -> str:
    """What the picture's file says that it shows: everybody by the first of their clothes."""
    figures = (replace(f, look=replace(f.look, wears=f.look.wears[:1])) for f in scene.figures)
    return describe(replace(scene, figures=tuple(figures)))


if __name__ == "__main__":
    for name, seed, scene in DAY:
        picture = draw(scene, seed=seed, width=SIDE, height=SIDE).png(SIDE, SIDE)
        text = PngInfo()
        text.add_itxt("Description", described(scene))
        image = Image.open(io.BytesIO(picture))
        image.save(FOLDER / f"{name}.png", optimize=True, pnginfo=text)
