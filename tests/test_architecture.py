"""The house holds: packages import only from below, and each outside package has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "meshbook"
STOREYS = (
    {"cli", "publish", "__main__"},
    {"pages", "exports", "search", "links"},
    {"rules", "analysis", "benchmarks", "adopters", "releases"},
    {"reading"},
    {"model"},
    {"problems", "languages", "paths", "clock", "artifacts", "settings", "net", "__init__"},
)
"""From the top to the ground: a module may import from its own storey and those below."""

DOORS = {
    "yaml": {"reading"},
    "pydantic": {"model", "reading", "pages"},  # pages: the reference of the fields
    "jinja2": {"pages"},
    "markupsafe": {"pages"},
    "babel": {"pages", "rules"},
    "httpx": {"net"},
    "pandas": {"analysis", "benchmarks"},
    "budoux": {"pages"},
    "mkdocs": {"publish"},
    "resvg_py": {"exports"},
    "pyarrow": {"exports"},
    "sqlite3": {"exports"},
    "typer": {"cli"},
    "socket": {"net"},
    "http": {"publish"},
}
"""The rooms that may import an outside package (or a part of Python that touches the world)."""

PURE = {"model", "analysis", "pages", "search"}
"""Rooms whose functions depend on nothing but their arguments: no clock, no network."""


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def storey(room: str) -> int:
    return next(level for level, rooms in enumerate(STOREYS) if room in rooms)


@pytest.mark.parametrize(("room", "path"), list(modules()), ids=lambda each: str(each)[-40:])
def test_a_module_imports_only_from_its_own_storey_and_below(room: str, path: Path) -> None:
    for name in imports(path):
        if name.startswith("meshbook."):
            below = name.split(".")[1]
            assert storey(below) >= storey(room), f"{path.name} ({room}) imports {name}"


@pytest.mark.parametrize(("room", "path"), list(modules()), ids=lambda each: str(each)[-40:])
def test_each_outside_package_has_one_door(room: str, path: Path) -> None:
    for name in imports(path):
        outside = name.split(".")[0]
        if outside in DOORS:
            assert room in DOORS[outside], f"{path.name} ({room}) imports {name}"


def test_the_pure_rooms_ask_no_clock_and_no_environment() -> None:
    for room, path in modules():
        if room in PURE:
            source = path.read_text(encoding="utf-8")
            for asked in ("date.today(", "datetime.now(", "os.environ", "time.time("):
                assert asked not in source, f"{path}: {asked}"
