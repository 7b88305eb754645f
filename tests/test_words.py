"""Words: every text that the program or a template asks for exists in each language, and none is left over."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scripts.model.codes import AGGREGATIONS, MEASURE_TYPES, POLICY_CODES
from scripts.model.locale_files import LOCALES
from scripts.package.check import CODES, CONSTRAINTS
from scripts.words.words import Words
from tests.packages import LANGUAGES

SCRIPTS = Path("scripts")
TEMPLATES = Path("site_templates")
QUOTES = ('"', "'")
PLURALS = {"zero", "one", "two", "few", "many", "other"}
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_-]+)+")
PART = r"""(?:"[^"]*"|'[^']*'|\w[\w.]*)"""
CALL = re.compile(rf"\bt\(\s*(?P<parts>{PART}(?:\s*~\s*{PART})*)")
"""A call of `t` in a template, with the parts of its key."""

READ_WHOLE = ("terms.",)
"""Groups of which every text is read, whatever its name."""

CLOSED = {
    "aggregation.": AGGREGATIONS,
    "absence.": ("states", "count", "register", "figure"),
    "indicator.trend_intro.": MEASURE_TYPES,
    "indicator.regions_intro.": MEASURE_TYPES,
    "indicator.countries_intro.": MEASURE_TYPES,
    "status.": (*POLICY_CODES, "not_assessed"),
    "redistribution.": ("open", "attribution", "derived-only"),
    "outcome.": ("read", "used", "set_aside", "repaired"),
}
"""Prefix of keys that are made from a code: every code that there may be."""


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SCRIPTS.rglob("*.py"))}


@cache
def templates() -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in (".html", ".svg")
    }


def constants() -> Iterator[str]:
    for tree in trees().values():
        yield from (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


# -- problems ----------------------------------------------------------------------------------------------------------


def parameters(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Functions that take a problem's `code`, with its place among the arguments of a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
            yield node.name, names.index("code") if "code" in names else -1


def codes_given() -> set[str]:
    """Every problem code in the program: `code=` of a Problem, arguments named `code`, `codes` of a Check, the maps."""
    found = {*CODES.values(), *CONSTRAINTS.values()}
    for tree in trees().values():
        own = {name: place for name, place in parameters(tree) if place >= 0}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = (
                [k.value for k in node.keywords if k.arg in ("code", "codes")]
                if name in {"Problem", "Check", *own} or name.startswith("refuse")
                else []
            )
            if name in own and len(node.args) > own[name]:
                given.append(node.args[own[name]])
            parts = (n for value in given for n in ast.walk(value) if isinstance(n, ast.Constant))
            found |= {str(n.value) for n in parts if isinstance(n.value, str) and "-" in n.value}
    return found


def test_every_problem_is_said_in_words() -> None:
    words = Words.load("en")
    lacking = [c for c in sorted(codes_given()) for part in ("what", "remedy") if not words.has(f"problems.{c}.{part}")]
    assert lacking == []


def test_no_problem_is_said_that_cannot_be() -> None:
    texts = Words.load("en").texts
    told = {key.split(".")[1] for key in texts if key.startswith("problems.") and key.endswith((".what", ".remedy"))}
    assert sorted(told - codes_given() - set(constants())) == []


# -- keys --------------------------------------------------------------------------------------------------------------


def groups() -> set[str]:
    return set(json.loads((LOCALES / "en.json").read_bytes()))


def keys(language: str) -> set[str]:
    """Every key that can be asked for: a text with plurals is one, and in such a group there is nothing else."""
    texts = Words.load(language).texts
    others = {key.rpartition(".")[0] for key in texts if key.rpartition(".")[2] not in PLURALS}
    return {
        start if form in PLURALS and start not in others else key
        for key in texts
        for start, _, form in [key.rpartition(".")]
    }


def of_templates() -> Iterator[str]:
    """What templates ask for: a key, or a pattern in which `*` stands for what is known only when a page is made."""
    for path, text in templates().items():
        for match in CALL.finditer(text):
            parts = re.split(r"\s*~\s*", match["parts"])
            if any(part[0] in QUOTES for part in parts):
                yield "".join(part[1:-1] if part[0] in QUOTES else "*" for part in parts)
        if "theme" in path.parts:
            yield from (f"frame.{name}" for name in re.findall(r"\bwords\.(\w+)", text))


def of_scripts() -> Iterator[str]:
    """Whole keys among the program's texts, and patterns of those that it puts together."""
    for path, tree in trees().items():
        if path == SCRIPTS / "model" / "tables.py":
            continue  # `sources.id` is a field there
        inner = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(str(v.value) if isinstance(v, ast.Constant) else "*" for v in node.values)


def asked() -> set[str]:
    """Keys and patterns of keys, told from other texts by their first part, which is a group of the locale file."""
    own, shape = groups(), re.compile(r"[a-z_]+(\.[a-z0-9_*-]+)+")
    found = {*of_templates(), *of_scripts()}
    return {key for key in found if shape.fullmatch(key) and key.partition(".")[0] in own and not is_file(key)}


def is_file(key: str) -> bool:
    """A file's name has the shape of a key."""
    return key.rpartition(".")[2] in {"html", "json", "csv", "txt", "xml", "md", "css", "js", "zlib"}


def pattern(key: str) -> re.Pattern[str]:
    return re.compile("[a-z0-9_.-]+".join(re.escape(part) for part in key.split("*")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_asked_for_exists(language: str) -> None:
    there = keys(language)
    whole = there | {".".join(key.split(".")[:n]) for key in there for n in range(1, key.count(".") + 1)}
    assert sorted(k for k in asked() if "*" not in k and k not in whole) == []
    assert sorted(k for k in asked() if "*" in k and not any(pattern(k).fullmatch(key) for key in there)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    words = Words.load(language)
    assert [
        f"{prefix}{code}" for prefix, codes in CLOSED.items() for code in codes if not words.has(prefix + code)
    ] == []


def test_no_key_is_left_over() -> None:
    """A key that is put together counts as used when its last part stands somewhere in the program or the templates."""
    exact = {key for key in asked() if "*" not in key}
    made = [pattern(key) for key in asked() if "*" in key]
    vocabulary = {*constants(), *(word for text in templates().values() for word in re.findall(r"[\w-]+", text))}
    cases = {case["id"] for case in json.loads(Path("tests/spec/summary_rules.json").read_bytes())["cases"]}
    cases |= {case["sentence"] for case in json.loads(Path("tests/spec/sentences.json").read_bytes())["cases"]}
    with Path("datapackage/data/codelists.csv").open(encoding="utf-8", newline="") as file:
        cases |= {row[name] for row in csv.DictReader(file) for name in ("codelist", "code")}  # with a title of its own
    fixed = {part for key in asked() if "*" in key for part in key.split(".") if "*" not in part}
    known = vocabulary | fixed | cases | {argument for tree in trees().values() for argument in stages(tree)}

    def used(key: str) -> bool:
        last = [part for part in key.split(".")[1:] if part not in {"what", "remedy", "title", "text", "code"}]
        return (
            key in exact
            or key.startswith(READ_WHOLE)
            or (any(p.fullmatch(key) for p in made) and all(part in known for part in last))
        )

    assert sorted(key for key in keys("en") if not used(key)) == []


def stages(tree: ast.AST) -> Iterator[str]:
    """Names of keyword arguments: `count` and the like may stand in a key."""
    yield from (node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_keys(language: str) -> None:
    assert keys(language) == keys("en")


def test_a_missing_text_names_the_key() -> None:
    with pytest.raises(KeyError, match=r"no text 'no\.such\.key'"):
        Words.load("en")("no.such.key")
