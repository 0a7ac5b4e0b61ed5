"""Draws the five sample pictures of the Create page from the picture-book world."""

from pathlib import Path

from train.world.draw import draw
from train.world.scene import Scene

FOLDER = Path(__file__).parent.parent / "studio" / "samples"
DAY = (
    ("village", "morning", "clear", {"action": "walking"}),
    ("meadow", "day", "clear", {"action": "chasing", "second": "rabbit", "second_colour": "blue"}),
    ("forest", "day", "rain", {"action": "walking", "prop": "umbrella"}),
    ("beach", "evening", "clear", {"action": "dancing"}),
    ("castle", "night", "clear", {"action": "standing", "prop": "lantern"}),
)
"""A fox's day out: where, when, in what weather, and what happens."""

for i, (place, time, weather, deed) in enumerate(DAY, 1):
    words = {"prop": "none", "style": "paper"} | deed
    scene = Scene(
        character="fox", colour="red", place=place, time=time, weather=weather, seed=i, **words
    )
    draw(scene, 512).save(FOLDER / f"{i}-fox-{place}.png", optimize=True)
