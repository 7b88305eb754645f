"""Every case of the sentences gives just its sentence, in every language that the case has."""

from __future__ import annotations

import pytest

from scripts.sentences import sentences
from scripts.sentences.sentences import REASONS
from scripts.words.words import Words
from tests.packages import LANGUAGES
from tests.sentences.spec import CASES, SAID, edition_of, said

EACH = [(name, language) for name, case in CASES.items() for language in case["expected"]]


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_case_gives_its_sentence(name: str, language: str) -> None:
    assert said(CASES[name], language) == CASES[name]["expected"][language]


def test_every_case_has_every_language() -> None:
    for case in CASES.values():
        texts = [
            case[part] for part in ("shows", "expected", "finding", "cases", "label", "unit", "also") if part in case
        ]
        assert all(set(text) == set(LANGUAGES) for text in texts)


def test_every_kind_of_sentence_and_every_reason_has_a_case() -> None:
    assert {case["sentence"] for case in CASES.values()} == set(SAID)
    words = Words.load("en")
    told = [case["expected"]["en"] for case in CASES.values()]
    for reason in REASONS:
        begins = words.pattern(f"no_figure.{reason}").partition("{")[0]
        assert any(f"No figure can be stated: {begins}" in text for text in told), reason


STATED = [("all-assessed", True), ("none-yes", True), ("unassessed", False), ("range-only", False), ("count", True)]


@pytest.mark.parametrize(("name", "states"), STATED)
def test_an_indicator_states_a_figure_or_none(name: str, states: bool) -> None:  # noqa: FBT001 - a column of the table
    site = edition_of(CASES[name], "en")
    assert sentences.stated(site) == (site.reading.indicators if states else [])
