"""Terms of the field are what the UN and IOM say in each language, and what must not be said is not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.model.locale_files import LOCALES, package_file, read_catalogue

TERMS = Path("docs/terms.csv")
LANGUAGES = {"fr": "french", "es": "spanish"}
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
"""What is quoted is somebody else's word."""

SEARCHED = ("indicators.keywords", "terms.")
"""Places of words by which readers look, whatever they call a thing."""


def terms() -> list[dict[str, str]]:
    with TERMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a language with its place."""
    for path in (LOCALES / f"{language}.po", package_file(Path("datapackage"), language)):
        for entry in read_catalogue(path.read_bytes()):
            if entry.context and not str(entry.context).startswith(SEARCHED):
                yield f"{path}: {entry.context}", str(entry.string)
    for page in sorted((Path("docs") / language).glob("*.md")):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.startswith("keywords:"):
                yield f"{page}:{number}", line


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_what_must_not_be_said(language: str) -> None:
    forbidden = [word for row in terms() for word in row[f"not_{LANGUAGES[language]}"].split("|") if word]
    wrong = re.compile(rf"\b(?:{'|'.join(map(re.escape, forbidden))})\b", re.IGNORECASE)
    found = [(place, wrong.search(QUOTED.sub("", text))) for place, text in texts(language)]
    assert [(place, match[0]) for place, match in found if match] == []
    assert len(forbidden) > 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_is_said_somewhere(language: str) -> None:
    """A term that no text has is none of this site: the list would say nothing of how it is written."""
    whole = " ".join(text for _, text in texts(language)).lower()
    stems = {row["english"]: row[LANGUAGES[language]].partition(" (")[0].lower() for row in terms()}
    assert [english for english, term in stems.items() if term and term[:-1] not in whole] == []
