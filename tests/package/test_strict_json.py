"""What Python takes for JSON and the standard does not is refused; what takes too much is refused early."""

from __future__ import annotations

import pytest

from scripts.package.strict_json import DEEPEST, NotJsonError, half_characters, parse_json, texts_in


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ('{"a": 1}\nx', "line 2, column 1"),
        ("NaN", "NaN is no number"),
        ('{"a": -Infinity}', "-Infinity is no number"),
        ("1e999", "too large"),
        ("9" * 41, "41 digits"),
        ("9" * 5000, "5000 digits"),
        ("[" * 100_000, "inside of each other"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "inside of each other"),
        ('{"a":' * 500 + "1" + "}" * 500, "inside of each other"),
        ("\ufeff{}", "line 1"),
        ('"\t"', "line 1"),
    ],
)
def test_this_is_refused_with_its_reason(text: str, says: str) -> None:
    with pytest.raises(NotJsonError, match=says):
        parse_json(text)


def test_bounds_themselves_are_read() -> None:
    assert parse_json("[" * DEEPEST + "]" * DEEPEST).value
    assert parse_json("9" * 40).value == int("9" * 40)
    assert parse_json("1e308").value == 1e308


def test_names_that_are_repeated_are_given() -> None:
    parsed = parse_json('{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 2}')
    assert parsed.value == {"a": 2, "b": {"c": 3}}
    assert parsed.repeated == ("a", "c")


def test_texts_have_their_places() -> None:
    found = dict(texts_in({"a": ["x", {"b": "y"}], "c": 1}))
    assert found == {"a": "a", "a.1": "x", "a.2.b": "y", "c": "c"}


@pytest.mark.parametrize(("text", "half"), [("\ud800", True), ("a\udfff", True), ("\U0001f600", False), ("é", False)])
def test_half_of_a_character(text: str, half: bool) -> None:  # noqa: FBT001
    assert half_characters(text) == half
