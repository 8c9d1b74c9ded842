"""The house rules, read from the table in docs/architecture.md and held by reading the code."""

from __future__ import annotations

import ast
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("models", "extractors", "pipeline", "flows", "web")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
BY_NAME = {str(path.relative_to(ROOT)): path for path in MODULES}
ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


@cache
def table() -> list[tuple[str, set[str], dict[str, list[str]]]]:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rows = [row for row in ROW.findall(text) if row[0] in PACKAGES]
    return [(name, set(re.findall(r"\w+", ours)), dict(map(_home, homes.split(";")))) for name, ours, homes in rows]


def _home(part: str) -> tuple[str, list[str]]:
    library, _, places = part.partition(":")
    return library.strip(), [place.strip() for place in places.split(",")]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Top-level names of all that a module imports, inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and body length in lines, docstring left out, of each function of a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node.name, (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_the_table_names_every_package() -> None:
    assert [name for name, _, _ in table()] == list(PACKAGES)


@pytest.mark.parametrize("name", BY_NAME)
def test_imports_go_one_way(name: str) -> None:
    package = name.partition("/")[0]
    allowed = next(ours for row, ours, _ in table() if row == package) | {package}
    assert set(imports(BY_NAME[name])) & set(PACKAGES) <= allowed


@pytest.mark.parametrize("name", BY_NAME)
def test_libraries_stay_at_home(name: str) -> None:
    homes = {library: places for _, _, libraries in table() for library, places in libraries.items()}
    away = {library for library in imports(BY_NAME[name]) if not any(map(name.startswith, homes.get(library, [""])))}
    assert not away


def test_no_flow_file_shadows_a_package() -> None:
    assert not {path.stem for path in (ROOT / "flows").glob("*.py")} & set(PACKAGES)


def test_no_module_has_an_empty_name() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "manager", "base", "common", "misc"}


def test_modules_are_short() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in BY_NAME.items()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    written = sorted(length for length in lengths.values() if length)
    assert statistics.quantiles(written, n=10)[-1] <= 200


def test_functions_are_short() -> None:
    bodies = {f"{name}:{function}": size for name, path in BY_NAME.items() for function, size in functions(path)}
    assert {name: size for name, size in bodies.items() if size > 40} == {}
    assert statistics.median(bodies.values()) <= 10


@pytest.mark.parametrize("name", BY_NAME)
def test_broad_excepts_are_named_boundaries(name: str) -> None:
    lines = BY_NAME[name].read_text("utf-8").splitlines()
    for node in ast.walk(tree(BY_NAME[name])):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            broad = re.search(r"\b(Base)?Exception\b", caught)
            assert not broad or re.search(r"noqa: BLE001 - \w+", lines[node.lineno - 1]), f"{name}:{node.lineno}"


@pytest.mark.parametrize("name", BY_NAME)
def test_a_module_names_a_thing_once(name: str) -> None:
    plain = (target.id for node in tree(BY_NAME[name]).body if isinstance(node, ast.Assign)
             for target in node.targets if isinstance(target, ast.Name))
    defined = (node.name for node in tree(BY_NAME[name]).body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    names = Counter([*plain, *defined])
    assert [n for n, times in names.items() if times > 1 and n != "_"] == []
