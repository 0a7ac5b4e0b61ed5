"""Drawing scenes: poses, relations, composition, light; one engine paints in every style."""
