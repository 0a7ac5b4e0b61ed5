"""What is in a scene, short enough to compare."""

from picturebook.scene import Scene


def figures(scene: Scene) -> list[tuple[int, str, str]]:
    """Count, kind and act of each figure."""
    return [(f.count, f.look.role or f.look.kind, f.act) for f in scene.figures]


def relations(scene: Scene) -> set[tuple[str, str, str]]:
    """Relations by kinds."""
    kinds = {f.id: f.look.kind for f in scene.figures} | {t.id: t.kind for t in scene.things}
    return {(kinds[r.subject], r.kind, kinds[r.object]) for r in scene.relations}
