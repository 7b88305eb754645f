"""Numbers, plurals, dates and lists as English writes them; a text that is missing is an error, never a guess."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.words.words import MissingTextError, Words

TEXTS = {
    "site": {"locale": "en_GB"},
    "plain": "Hello, {name}.",
    "known": {"zero": "None is known.", "one": "{count} is known.", "other": "{count} are known."},
}


@pytest.fixture
def words(tmp_path: Path) -> Words:
    (tmp_path / "en.json").write_text(json.dumps(TEXTS), encoding="utf-8")
    return Words.load("en", tmp_path)


def test_values_are_filled_in(words: Words) -> None:
    assert words("plain", name="Namibia") == "Hello, Namibia."


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "None is known."), (1, "1 is known."), (2, "2 are known."), (1234567, "1,234,567 are known.")],
)
def test_plurals(words: Words, count: int, text: str) -> None:
    assert words("known", count=count) == text


@pytest.mark.parametrize("key", ["nothing", "known", "plain.name", "site"])
def test_a_missing_text_is_an_error(words: Words, key: str) -> None:
    with pytest.raises(MissingTextError, match=key):
        words(key)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0, 0, "0"), (8249, 0, "8,249"), (74376, 0, "74,376"), (3.14159, 2, "3.14"), (2.0, 2, "2.00"), (-5, 0, "-5")],
)
def test_numbers(words: Words, value: float, decimals: int, text: str) -> None:
    assert words.number(value, decimals) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0.0%"), (1, "100.0%"), (0.655495, "65.5%"), (0.3017543859649123, "30.2%")]
)
def test_shares(words: Words, share: float, text: str) -> None:
    assert words.percent(share) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2024", "2024"), ("2024-06", "June 2024"), ("2024-06-27", "27 June 2024"), ("0001-01-01", "1 January 1")],
)
def test_days(words: Words, iso: str, text: str) -> None:
    assert words.day(iso) == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(words: Words, items: list[str], text: str) -> None:
    assert words.list(items) == text


def test_names_are_sorted_as_a_reader_expects(words: Words) -> None:
    names = ["Zambia", "Åland Islands", "Côte d'Ivoire", "Albania", "Costa Rica", "Colombia"]
    assert sorted(names, key=words.sort_key) == [
        "Åland Islands",
        "Albania",
        "Colombia",
        "Costa Rica",
        "Côte d'Ivoire",
        "Zambia",
    ]


def test_a_text_in_a_value_is_not_a_pattern(words: Words) -> None:
    assert words("plain", name="{count} {name}") == "Hello, {count} {name}."
