"""The picture book: what can be drawn, reading words into scenes, and drawing scenes.

A package of its own on the ground floor: it knows no model, no story, no database, and is useful by
itself (`python -m picturebook draw "three men eating bananas on a boat at sunset" --out x.png`).
"""

EDITION = "1"
"""Names the drawings: a new edition draws the same scenes otherwise."""
