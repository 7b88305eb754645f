"""Terms are linked to the glossary where they first stand, in running text alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel import Locale

from scripts.assemble.terms import PREFIX, linked, terms_of
from scripts.assemble.written import GLOSSARY, written_pages
from scripts.words.words import Words
from tests.packages import LANGUAGES

TEXTS = {f"{PREFIX}coverage": "coverage", f"{PREFIX}not-assessed": "not assessed|unassessed", f"{PREFIX}m49": "M49"}
EXPLAINED = frozenset(key.removeprefix(PREFIX) for key in TEXTS)
TERMS = terms_of(Words("en", TEXTS, Locale.parse("en")), EXPLAINED)
COVERAGE = '<a class="term" href="../../glossary/#coverage">coverage</a>'
UNCHANGED = {
    "a link": '<p><a href="x">coverage</a></p>',
    "a heading": "<h2>Coverage</h2>",
    "a table": "<table><tbody><tr><td><p>coverage</p></td></tr></tbody></table>",
    "a control": "<p><button>Coverage</button></p>",
    "a fold's line": "<summary><p>coverage</p></summary>",
    "code": "<p><code>coverage</code></p>",
    "an attribute": '<p><data value="coverage">7</data></p>',
    "a comment": "<p><!-- coverage --></p>",
    "a caption": '<p class="table__caption" id="x">Coverage</p>',
    "a part of a word": "<p>coverages, micro-coverage</p>",
    "text outside of a paragraph": "<div>coverage</div>",
}
FOUND = {
    "a paragraph": ("<p>The coverage is thin.</p>", f"<p>The {COVERAGE} is thin.</p>"),
    "a fact": ("<dl><dd>coverage</dd></dl>", f"<dl><dd>{COVERAGE}</dd></dl>"),
    "the first use alone": ("<p>coverage</p><p>coverage</p>", f"<p>{COVERAGE}</p><p>coverage</p>"),
    "one of several forms": (
        "<p>unassessed, Not\nassessed</p>",
        '<p><a class="term" href="../../glossary/#not-assessed">unassessed</a>, Not\nassessed</p>',
    ),
    "after what may not be a link": (
        f"<h2>Coverage</h2><p>{'x'} coverage</p>",
        f"<h2>Coverage</h2><p>x {COVERAGE}</p>",
    ),
    "with an element between": ("<p><b>old</b> coverage</p>", f"<p><b>old</b> {COVERAGE}</p>"),
}


def page(body: str) -> str:
    return f"<html><body><header><p>coverage</p></header><main>{body}</main><footer><p>M49</p></footer></body></html>"


@pytest.mark.parametrize("body", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_nothing_is_linked_in(body: str) -> None:
    assert linked(page(body), "countries/deu/index.html", TERMS) == page(body)


@pytest.mark.parametrize(("body", "expected"), FOUND.values(), ids=FOUND.keys())
def test_a_term_is_linked_in(body: str, expected: str) -> None:
    assert linked(page(body), "countries/deu/index.html", TERMS) == page(expected)


@pytest.mark.parametrize("path", ["glossary/index.html", "errors/x/index.html", "embed/x/index.html", "404.html"])
def test_pages_that_stay_as_they_are(path: str) -> None:
    assert linked(page("<p>coverage</p>"), path, TERMS) == page("<p>coverage</p>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_an_entry(language: str) -> None:
    pages = written_pages(Path("docs") / language, "migration-10-7")
    glossary = next(each for each in pages if each.path == GLOSSARY)
    entries = {re.sub(r".*#", "", term.path) for term in glossary.terms}
    terms = {key.removeprefix(PREFIX) for key in Words.load(language).texts if key.startswith(PREFIX)}
    assert terms - entries == set()


def test_a_term_without_an_entry_is_no_link() -> None:
    terms = terms_of(Words("en", TEXTS, Locale.parse("en")), {"m49"})
    assert linked(page("<p>coverage by M49</p>"), "x.html", terms).count("<a") == 1
