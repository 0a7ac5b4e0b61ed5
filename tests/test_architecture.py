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
DOORS = ("studio/app_pages/", "studio/cli", "studio/resources.py")
PAGES_BEGIN = {"create": {"choose", "follow"}, "gallery": {"show"}, "story": {"show"}}
"""Functions with which pages of many parts begin."""
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


def test_only_doors_know_the_composition_root() -> None:
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        if "studio.compose" in imports(path):
            assert where.startswith(DOORS), f"{where} knows the whole studio"


def takers(source: str) -> dict[str, int]:
    """Functions and fields, by name, that are given the whole `Studio`, with their lines."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = node.args
            named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
            for one in (*named, given.vararg, given.kwarg):
                whole = one and one.annotation and "Studio" in names(one.annotation)
                if one and (whole or one.arg.lstrip("_") == "studio"):
                    found[node.name] = node.lineno
        if isinstance(node, ast.ClassDef):
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and "Studio" in names(field.annotation):
                    found[node.name] = field.lineno
    return found


def names(annotation: ast.expr) -> set[str]:
    """All names in an annotation, also in one that is text."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    found = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
    return found | {node.attr for node in ast.walk(annotation) if isinstance(node, ast.Attribute)}


def test_nobody_takes_the_whole_studio() -> None:
    """A part is given what it uses; only where a page begins are parts taken from the whole."""
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        begins = PAGES_BEGIN.get(path.stem, ()) if path.parent.name == "app_pages" else ()
        for name, line in takers(path.read_text(encoding="utf-8")).items():
            assert name in begins, f"{where}:{line}: {name} takes the whole studio"


@pytest.mark.parametrize(
    "source",
    [
        "def show(studio: Studio) -> None: ...",
        "def show(page: str, *, house: compose.Studio | None = None) -> None: ...",
        "def show(_studio) -> None: ...",
        "async def show(house: 'list[Studio]') -> None: ...",
        "class Room:\n    house: Studio",
        "def outer():\n    def show(*studio): ...",
    ],
)
def test_whoever_takes_the_whole_studio_is_found(source: str) -> None:
    assert set(takers(source)) in ({"show"}, {"Room"})
    assert not takers(source.replace("Studio", "Books").replace("studio", "books"))


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
