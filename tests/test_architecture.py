"""Holds the floors: imports only go down, heavy libraries stay where they belong, no circles.

Why: a page that imports torch starts slowly and dies with it; storage that knows models cannot be
used without them; a circle means that two rooms are really one.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GROUND = ("picturebook", "corpora")
"""Packages that are useful by themselves: they know no model, no story and no database."""
FLOORS = (*GROUND, "core", "db", "eval", "train", "studio")
MAY_IMPORT = {
    "picturebook": {"picturebook"},
    "corpora": {"corpora"},
    "core": {"core", "picturebook"},
    "db": {"db", "core"},
    "eval": {"eval", "db", "core", *GROUND},
    "train": {"train", "db", "core", *GROUND},
    "studio": {"studio", "core", "db", "eval", *GROUND},
}
"""What each floor may import; `eval` and `train` do not see each other's insides."""
STREAMLIT = (
    "studio/app.py",
    "studio/router.py",
    "studio/app_pages/",
    "studio/components/",
    "studio/resources.py",
)
HEAVY = {"torch", "transformers", "diffusers", "bitsandbytes", "accelerate", "peft"}
HEAVY_HOMES = ("core/models/", "eval/", "train/")


def sources() -> Iterator[Path]:
    for floor in FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Full names of the modules that a file imports, also inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            # `from package import module` needs that module, not what the package gathers.
            if not all(map(is_module, names)):
                found.add(node.module or "")
            found |= names
        todo.extend(ast.iter_child_nodes(node))
    return found


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", list(sources()), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_the_floors(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    used = {name.split(".")[0] for name in imports(path)} & set(FLOORS)
    assert used <= MAY_IMPORT[floor], f"{floor}/ may not import {used - MAY_IMPORT[floor]}"


def test_streamlit_stays_in_the_pages() -> None:
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        if any(name.split(".")[0] == "streamlit" for name in imports(path)):
            assert where.startswith(STREAMLIT), f"{where} imports streamlit"


def test_model_libraries_stay_where_models_are() -> None:
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        heavy = {name.split(".")[0] for name in imports(path)} & HEAVY
        assert not heavy or where.startswith(HEAVY_HOMES), f"{where} imports {heavy}"


def test_only_services_join_the_floors() -> None:
    """Pages and doors see the studio's parts and plain types, never the database or the models."""
    for path in [
        *(ROOT / "studio/app_pages").glob("*.py"),
        *(ROOT / "studio/components").glob("*"),
    ]:
        if path.suffix == ".py":
            for name in imports(path):
                assert not name.startswith(("db", "eval.", "core.models")), f"{path.name}: {name}"


def test_nobody_takes_the_whole_studio() -> None:
    """Only doors know the composition root; a part is given what it uses."""
    doors = ("studio/app_pages/", "studio/components/", "studio/cli", "studio/resources.py")
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        if "studio.compose" in imports(path) and not where.startswith(doors):
            assert where == "studio/services.py", f"{where} takes the whole studio"


def test_no_circles() -> None:
    """No module needs itself, directly or through others; imports inside functions count, too."""
    modules = {name_of(path): path for path in sources()}
    graph = {
        name: {other for other in imports(path) if other in modules and other != name}
        for name, path in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_starting_imports_no_model_library() -> None:
    """The pages' parts come up without torch; a stage imports it when it is needed."""
    code = f"import sys, studio.compose; print(sorted(set(sys.modules) & set({sorted(HEAVY)})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
