"""Drawing scenes: poses, relations, composition, light, and one engine that paints in every style."""
