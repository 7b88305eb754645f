"""The rooms of the program: who may import whom, who may write, and that no indicator is named in the code."""

from __future__ import annotations

import ast
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPTS = Path("scripts")

ROOMS: dict[str, set[str]] = {
    "model": set(),
    "words": {"model", "findings"},
    "package": {"kept", "process", "model"},
    "sources": {"model"},
    "ingest": {"model", "package", "sources"},
    "large": {"model"},
    "validate": {"kept", "large", "model", "package"},
    "summarise": {"kept", "large", "process", "model", "package"},
    "findings": {"model", "package", "summarise"},
    "sentences": {"model", "findings", "words"},
    "process": set(),
    "kept": {"process"},
    "setup": set(),
    "audit": {"setup", "process"},
    "charts": {"model", "findings", "words", "sentences"},
    "drawing": {"kept", "process", "model", "package", "words", "findings", "charts"},
    "render": {"kept", "process", "model", "words", "findings", "sentences", "charts", "drawing"},
    "exports": {"kept", "model", "package", "findings", "words", "sentences"},
    "assemble": {"kept", "model", "words", "process"},
    "verify": {"kept", "model", "process"},
    "release": {
        "kept",
        "large",
        "process",
        "model",
        "words",
        "package",
        "validate",
        "summarise",
        "findings",
        "sentences",
        "charts",
        "drawing",
        "render",
        "exports",
        "assemble",
        "verify",
    },
    "deploy": {"model", "words", "process"},
    "compare": {"model", "words"},
    "upkeep": {"model", "words", "package"},
    "start": {"model", "package", "words"},
    "answers": {"model", "words"},
    "cli": {
        "large",
        "model",
        "words",
        "package",
        "ingest",
        "validate",
        "release",
        "deploy",
        "compare",
        "upkeep",
        "verify",
        "start",
        "answers",
    },
    "__main__": {"cli", "release"},
    "__init__": set(),
}
"""Room: the other rooms that it may import."""

PARTS = {
    ("findings", "summarise"): {
        "scripts.summarise.standing",
        "scripts.summarise.bounds",
        "scripts.summarise.coverage",
        "scripts.summarise.variants",
    }
}
"""Where a room may import only a part of another: findings ask which observation stands, and compute no figure."""

LIBRARIES: dict[str, set[str]] = {
    "duckdb": {"exports", "large", "verify"},
    "babel": {"model", "words", "validate", "ingest", "upkeep"},
    "fontTools": {"drawing", "assemble", "verify"},
    "brotli": {"drawing"},
    "frictionless": {"package"},
    "idna": {"model"},
    "jinja2": {"render", "assemble"},
    "obstore": {"deploy"},
    "openpyxl": {"upkeep"},
    "requests": {"upkeep"},
    "urllib3": {"upkeep"},
    "markupsafe": {"words", "sentences", "charts", "render"},
    "lxml": {"compare", "verify"},
    "mcp": {"answers"},
    "minisign": {"verify"},
    "mkdocs": {"assemble"},
    "shapely": {"ingest"},
    "xlsxwriter": {"exports"},
    "yaml": {"assemble"},
    "sqlglot": {"large"},
    "pyspark": {"large"},
    "pandas": {
        "large",
        "package",
        "sources",
        "ingest",
        "validate",
        "summarise",
        "findings",
        "drawing",
        "exports",
        "verify",
        "upkeep",
    },
}
"""Library: the rooms that may import it. No room may import a library that is not here."""

WRITERS = {"assemble", "release"}
WRITING_MODULES = {
    SCRIPTS / "ingest" / "write.py",
    SCRIPTS / "kept.py",
    SCRIPTS / "setup.py",
    SCRIPTS / "upkeep" / "download.py",
    SCRIPTS / "upkeep" / "translations.py",
    SCRIPTS / "upkeep" / "fetch.py",
    SCRIPTS / "audit" / "__main__.py",
    SCRIPTS / "start" / "write.py",
    SCRIPTS / "exports" / "croissant.py",
    SCRIPTS / "exports" / "parquet.py",
}
"""The package is made by ingest alone, or begun by `start`; a cache is no part of the site. DuckDB reads and writes
files, in a temporary folder of its own."""

WRITING_CALLS = {
    "write_text",
    "write_bytes",
    "mkdir",
    "makedirs",
    "rename",
    "unlink",
    "rmdir",
    "rmtree",
    "touch",
    "symlink_to",
    "hardlink_to",
    "copy",
    "copyfile",
    "copytree",
    "move",
    "chmod",
}

MODULES = sorted(SCRIPTS.rglob("*.py"))


def room_of(path: Path) -> str:
    inside = path.relative_to(SCRIPTS)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported module with its line; of `from scripts.a import b` also `scripts.a.b`, which may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield node.lineno, node.module or ""


def faults_of_imports(path: Path, tree: ast.AST) -> Iterator[str]:
    room = room_of(path)
    for line, name in imported(tree):
        top, _, rest = name.partition(".")
        if top == "scripts":
            other = rest.partition(".")[0]
            if other != room and other not in ROOMS[room]:
                yield f"{path}:{line}: {room} imports {name}"
            elif name not in PARTS.get((room, other), {name}):
                yield f"{path}:{line}: {room} imports {name}, but may only import {PARTS[room, other]}"
        elif top not in sys.stdlib_module_names and room not in LIBRARIES.get(top, set()):
            yield f"{path}:{line}: {room} imports the library {top}"


def writes(call: ast.Call) -> bool:
    """Tell whether a call may write. `copy` and `rename` of pandas take keywords, nothing, or a quoted name."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "open"
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    of_frame = bool(call.keywords) or not call.args or isinstance(call.args[0], ast.Constant)
    return name in WRITING_CALLS and not (name in {"copy", "rename"} and of_frame)


def faults_of_writing(path: Path, tree: ast.AST) -> Iterator[str]:
    if room_of(path) in WRITERS or path in WRITING_MODULES:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and writes(node):
            yield f"{path}:{node.lineno}: {ast.unparse(node.func)}() writes"


def faults_of_ids(path: Path, tree: ast.AST, ids: set[str]) -> Iterator[str]:
    """An indicator's id as a text. The name of a source is its folder's, which may be the same."""
    room = room_of(path)
    if room == "ingest":
        return
    own = {path.stem.replace("_", "-")} if room == "sources" else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named = {i for i in ids - own if node.value == i or node.value.startswith((f"{i}.", f"register_{i}"))}
            yield from (f"{path}:{node.lineno}: names the indicator {i}" for i in sorted(named))


def indicator_ids() -> set[str]:
    with Path("datapackage/data/indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def test_every_room_is_in_the_table() -> None:
    assert {room_of(path) for path in MODULES} <= set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_rooms_import_only_what_they_may(path: Path) -> None:
    assert list(faults_of_imports(path, tree_of(path))) == []


RULES = SCRIPTS / "ingest" / "rules"
"""Modules that are found by being there, each of which can go without another noticing."""


def faults_of_rules(path: Path, tree: ast.AST) -> Iterator[str]:
    own = ".".join(RULES.parts)
    if path.parent == RULES:
        yield from (f"{path}:{line}: imports {name}" for line, name in imported(tree) if name.startswith(f"{own}."))


@pytest.mark.parametrize("path", sorted(RULES.glob("*.py")), ids=str)
def test_rules_do_not_import_one_another(path: Path) -> None:
    assert list(faults_of_rules(path, tree_of(path))) == []


def test_a_rule_that_imports_a_rule_is_seen() -> None:
    code = ast.parse("from scripts.ingest.rules.reference import NAMES")
    assert list(faults_of_rules(RULES / "new.py", code))


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_rooms_that_may_write_do(path: Path) -> None:
    assert list(faults_of_writing(path, tree_of(path))) == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_indicators_are_content(path: Path) -> None:
    assert list(faults_of_ids(path, tree_of(path), indicator_ids())) == []


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("model", "import pandas"),
        ("model", "from scripts.package.read import Package"),
        ("verify", "from scripts.summarise.summarise import summarise"),
        ("verify", "import scripts.render.pages"),
        ("findings", "from scripts.summarise.summarise import summarise"),
        ("findings", "from scripts.summarise import measures"),
        ("charts", "from scripts.render.pages import render"),
        ("summarise", "from jinja2 import Template"),
        ("exports", "import frictionless"),
        ("exports", "def late():\n    from scripts.render.pages import render"),
        ("findings", "from scripts.exports.api import api_files"),
        ("words", "import requests"),
    ],
)
def test_a_breach_is_seen(room: str, code: str) -> None:
    assert list(faults_of_imports(SCRIPTS / room / "new.py", ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ["path.write_text('a')", "Path('public').mkdir()", "shutil.rmtree(site)", "a.rename(b)", "open('a', 'w')"],
)
def test_writing_is_seen(code: str) -> None:
    assert list(faults_of_writing(SCRIPTS / "render" / "new.py", ast.parse(code)))


def test_an_indicator_in_the_code_is_seen() -> None:
    code = ast.parse('if series.indicator == "border-deaths":\n    pass')
    assert list(faults_of_ids(SCRIPTS / "render" / "new.py", code, {"border-deaths"}))
