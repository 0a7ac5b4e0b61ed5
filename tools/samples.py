"""Draws the five sample pictures of the Create page from the picture-book world."""

from pathlib import Path

from train.world.draw import draw
from train.world.scene import Scene

FOLDER = Path(__file__).parent.parent / "studio" / "samples"
DAY = (
    ("morning", "village", "clear", "walking", "none"),
    ("day", "meadow", "clear", "jumping", "balloon"),
    ("day", "forest", "rain", "walking", "umbrella"),
    ("evening", "beach", "clear", "standing", "none"),
    ("night", "castle", "clear", "standing", "lantern"),
)
"""A fox's day out: time, place, weather, action, prop."""

for i, (time, place, weather, action, prop) in enumerate(DAY, 1):
    scene = Scene("fox", "red", action, place, time, weather, prop, "paper", seed=i)
    draw(scene, 512).save(FOLDER / f"{i}-fox-{place}.png", optimize=True)
