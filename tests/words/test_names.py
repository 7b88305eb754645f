"""Names in the texts of a locale file: the program gives each, and a text can do no more than be filled with it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from scripts.model.codes import POLICY_CODES
from scripts.model.locale_files import LOCALES
from scripts.model.measures import PERIOD, measures_of
from scripts.model.patterns import parse
from scripts.render.script_words import SCRIPTS
from scripts.words.words import MalformedTextError, Words
from tests.packages import LANGUAGES
from tests.summaries import series_of

TEMPLATES = Path("site_templates")
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
FILES = sorted((*LOCALES.glob("*.json"), *LOCALES.glob("*.po")))
CALL = re.compile(r"""\b(?:say|parts)\(\s*["']([\w.]+)["']\s*(?:,\s*\{([^}]*)\})?""")
"""A call of a script, with its key and the names that it gives."""

FILLING = frozenset({"words", "phrase", "say"})
"""Names of functions of the program that fill the text of a key."""

RAW = ("compare.", "search.", "frame.")
"""Keys of texts that scripts fill, in which a brace cannot be written."""

MEASURES = frozenset(
    name
    for kind, aggregation in (
        *(("policy", "areas"), ("count", "sum"), ("register", "sum"), ("ratio", "distinct_records"), ("count", "none")),
        *(("ratio", "ratio_of_sums"), ("ratio", "spread")),
    )
    for name in measures_of(series_of({"series": {"measure_type": kind, "aggregation": aggregation}}), POLICY_CODES)
)


def base(key: str) -> str:
    """A key without the form of its plural."""
    start, _, form = key.rpartition(".")
    return start if form in PLURALS else key


@cache
def names(language: str) -> dict[str, set[str]]:
    """The names in all forms of each text."""
    found: dict[str, set[str]] = {}
    for key, text in Words.load(language).texts.items():
        found.setdefault(base(key), set()).update(parse(text).names)
    return found


def of_program() -> Iterator[tuple[str, set[str], str]]:
    """Key, names and place of each call that fills a text whose key is written there."""
    for path in sorted(Path("scripts").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if (
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            ) not in FILLING:
                continue
            given = {keyword.arg for keyword in node.keywords}
            keys = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if None not in given:
                yield from ((key, {name for name in given if name}, f"{path}:{node.lineno}") for key in keys)


def of_templates() -> Iterator[tuple[str, set[str], str]]:
    """The same of templates."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.do"])
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in (".html", ".svg"):
            for call in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
                told = isinstance(call.node, nodes.Name) and call.node.name == "t" and not call.dyn_kwargs
                if told and isinstance(call.args[0], nodes.Const):
                    yield str(call.args[0].value), {k.key for k in call.kwargs}, f"{path}:{call.lineno}"


def of_scripts() -> Iterator[tuple[str, set[str], str]]:
    """The same of the site's scripts."""
    for path in sorted((TEMPLATES / "assets" / "js").glob("*.js")):
        for found in CALL.finditer(path.read_text(encoding="utf-8")):
            given = {part.partition(":")[0].strip() for part in (found[2] or "").split(",")}
            yield found[1], given - {""}, str(path)


def vocabulary() -> set[str]:
    """Every name that the program, a template or a script gives to some text; `other_` with each of them."""
    found = {PERIOD, *MEASURES, *(f"other_{name}" for name in MEASURES)}
    for path in sorted(Path("scripts").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {keyword.arg for keyword in node.keywords if keyword.arg}
            if isinstance(node, ast.Dict):
                found |= {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
    for path in sorted((TEMPLATES / "assets" / "js").glob("*.js")):
        found |= set(re.findall(r"[{,]\s*(\w+)\s*(?=[:,}])", path.read_text(encoding="utf-8")))
    return found.union(*(given for _, given, _ in of_templates()))


def test_every_language_has_its_file() -> None:
    assert {path.stem for path in FILES} >= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_script_fills_asks_for_no_form_of_a_name(language: str) -> None:
    """The grammar of names is the program's: a script in the browser puts names in as they are."""
    filled = {key for keys in SCRIPTS.values() for key in keys}
    texts = Words.load(language).texts
    asked = [key for key, text in texts.items() if base(key) in filled and any(parse(text).forms)]
    assert asked == []
    assert len(filled) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_those_that_a_call_gives(language: str) -> None:
    there = names(language)
    calls = [call for call in (*of_program(), *of_templates(), *of_scripts()) if call[0] in there]
    assert len(calls) > 300
    assert [(key, place, there[key] - given) for key, given, place in calls if not there[key] <= given] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_unknown_to_the_program(language: str) -> None:
    known = vocabulary()
    assert {key: held - known for key, held in names(language).items() if held - known} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_names(language: str) -> None:
    assert names(language) == names("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_that_scripts_fill_have_no_brace_of_their_own(language: str) -> None:
    texts = Words.load(language).texts
    assert [key for key, text in texts.items() if key.startswith(RAW) and parse(text).braces] == []


@pytest.mark.parametrize(
    "text",
    ["{0}", "{}", "{name", "name}", "{name.__class__}", "{name[0]}", "{name!r}", "{name:>9}", "{a.b.__globals__}"],
)
def test_a_text_that_is_no_pattern_is_told_with_its_key(tmp_path: Path, text: str) -> None:
    tree = {"site": {"locale": "en_GB"}, "part": {"plain": text}}
    (tmp_path / "en.json").write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(MalformedTextError, match=r"'part\.plain'"):
        Words.load("en", tmp_path)
