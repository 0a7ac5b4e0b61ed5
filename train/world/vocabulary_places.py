"""The words of every place and weather that can be drawn, plainest first."""

from typing import Final

PLACES: Final[dict[str, tuple[str, ...]]] = {
    "forest": ("in the forest", "in the woods", "among the trees"),
    "meadow": ("in the meadow", "in a field of flowers", "on the green meadow"),
    "beach": ("on the beach", "by the sea", "at the seaside"),
    "village": ("in the village", "in the village street", "between the village houses"),
    "mountains": ("in the mountains", "below the high mountains", "up in the mountains"),
    "castle": ("by the castle", "in front of the castle", "near the old castle"),
    "lighthouse": ("by the lighthouse", "below the lighthouse", "near the striped lighthouse"),
    "harbour": ("in the harbour", "at the harbour", "on the pier by the ship"),
    "river": ("by the river", "on the river bank", "near the bridge over the river"),
    "lake": ("by the lake", "at the lake", "on the shore of the lake"),
    "moon": ("on the moon", "up on the moon", "beside the rocket on the moon"),
    "desert": ("in the desert", "among the sand dunes", "near a tall cactus in the desert"),
    "jungle": ("in the jungle", "in the green jungle", "near the waterfall in the jungle"),
    "cave": ("in the cave", "inside the cave", "among the crystals in the cave"),
    "farm": ("on the farm", "at the farm", "near the red barn"),
    "garden": ("in the garden", "in the rose garden", "among the garden flowers"),
    "playground": ("at the playground", "on the playground", "near the slide and the swings"),
    "market": ("at the market", "in the market square", "among the market stalls"),
    "station": ("at the train station", "on the station platform", "next to the steam train"),
    "city": ("in the city", "in the big city", "among the tall buildings"),
    "kitchen": ("in the kitchen", "inside the kitchen", "near the kitchen stove"),
    "library": ("in the library", "inside the library", "among the bookshelves"),
    "bedroom": ("in the bedroom", "inside the bedroom", "beside the bed"),
    "classroom": ("in the classroom", "inside the classroom", "at school"),
}

WEATHERS: Final[dict[str, tuple[str, ...]]] = {
    "clear": ("under a clear sky", "in fine weather", "with a clear sky"),
    "rain": ("in the rain", "while it rains", "on a rainy walk"),
    "snow": ("in the snow", "while it snows", "in falling snow"),
    "fog": ("in the fog", "while fog drifts by", "in thick fog"),
    "storm": ("in a storm", "while lightning flashes", "in a thunderstorm"),
    "wind": ("in the wind", "while the wind blows", "among flying leaves"),
}

THROUGH: Final[dict[str, str]] = {
    "forest": "through the forest",
    "meadow": "across the meadow",
    "beach": "along the beach",
    "village": "through the village",
    "mountains": "through the mountains",
    "castle": "past the castle",
    "lighthouse": "past the lighthouse",
    "harbour": "along the harbour",
    "river": "along the river",
    "lake": "around the lake",
    "moon": "across the moon",
    "desert": "through the desert",
    "jungle": "through the jungle",
    "cave": "through the cave",
    "farm": "across the farm",
    "garden": "through the garden",
    "playground": "across the playground",
    "market": "through the market",
    "station": "along the station platform",
    "city": "through the city",
    "kitchen": "through the kitchen",
    "library": "through the library",
    "bedroom": "across the bedroom",
    "classroom": "through the classroom",
}
"""Where a walk in each place leads."""

HAPPENING: Final[dict[str, str]] = {
    "clear": "the sky is clear over",
    "rain": "rain falls on",
    "snow": "snow falls on",
    "fog": "fog drifts around",
    "storm": "a storm rages around",
    "wind": "the wind blows around",
}
"""What each weather does to the hero, to begin a sentence with."""

INDOORS: Final = frozenset(("kitchen", "library", "bedroom", "classroom"))
"""Rooms: the weather is seen through the window only."""
