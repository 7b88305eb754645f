"""Patterns are read, never run: a name in braces is a place for a value, and anything else with a brace is a fault."""

from __future__ import annotations

import pytest

from scripts.model.patterns import MalformedPatternError, MissingValueError, chosen, filled, parse

READ: dict[str, tuple[str, ...]] = {
    "": ("",),
    "No place.": ("No place.",),
    "{yes}": ("", "yes", ""),
    "{yes} of {members}.": ("", "yes", " of ", "members", "."),
    "{a}{b}": ("", "a", "", "b", ""),
    "{not_assessed} {in-part} {Name2}": ("", "not_assessed", " ", "in-part", " ", "Name2", ""),
    "{{": ("{",),
    "a }} b": ("a } b",),
    'dtype={{"group": str}}, {file}': ('dtype={"group": str}, ', "file", ""),
    "{{yes}}": ("{yes}",),
    "{{{yes}}}": ("{", "yes", "}"),
}
"""Text: its pieces, texts and names by turns."""

FAULTS: dict[str, tuple[str, ...]] = {
    "{}": ("{}",),
    "{0} of {members}": ("{0}",),
    "{yes": ("{yes",),
    "{yes of {members}.": ("{yes of ",),
    "yes}": ("}",),
    "{yes}}": ("}",),
    "{{yes}": ("}",),
    "{ yes }": ("{ yes }",),
    "{yes:.1f}": ("{yes:.1f}",),
    "{yes!r}": ("{yes!r}",),
    "{yes[0]}": ("{yes[0]}",),
    "{yes.__class__}": ("{yes.__class__}",),
    "{members.__init__.__globals__[os].environ}": ("{members.__init__.__globals__[os].environ}",),
    "{yes:{members}}": ("{yes:", "}"),
    "{_yes}": ("{_yes}",),
    "{2020}": ("{2020}",),
    "{é}": ("{é}",),
    "{% raw %}{# x #}": ("{% raw %}", "{# x #}"),
    "{a\nb}": ("{a\nb}",),
}
"""Text: what in it is no name in braces, as it is written."""

VALUES = {"yes": 3, "members": 193, "file": "{yes}"}


def bare(value: object, _: str) -> object:
    return value


@pytest.mark.parametrize("text", READ)
def test_texts_and_names_are_read_by_turns(text: str) -> None:
    assert parse(text).pieces == READ[text]
    assert parse(text).faults == ()


@pytest.mark.parametrize("text", FAULTS)
def test_anything_else_with_a_brace_is_a_fault(text: str) -> None:
    assert parse(text).faults == FAULTS[text]
    with pytest.raises(MalformedPatternError):
        filled(text, VALUES, bare)


@pytest.mark.parametrize("text", ["{yes} of {members}.", "{{{yes}}} }}", "{file}", "", 'x={{"{yes}"}}'])
def test_values_stand_as_formatting_would_put_them(text: str) -> None:
    assert "".join(map(str, filled(text, VALUES, bare))) == text.format(**VALUES)


def test_a_form_is_asked_for_with_the_value() -> None:
    asked = filled("{file:In} of {yes:of}, {yes}", VALUES, lambda _, form: form)
    assert asked == ["", "In", " of ", "of", ", ", "", ""]


@pytest.mark.parametrize("text", ["{yes:at}", "{yes:IN}", "{yes: in}", "{:in}", "{yes:in:of}"])
def test_no_other_form_is_one(text: str) -> None:
    assert parse(text).faults == (text,)


def test_a_value_is_not_read_again() -> None:
    assert filled("{file}", VALUES, bare) == ["", "{yes}", ""]


def test_a_name_without_a_value_is_told() -> None:
    with pytest.raises(MissingValueError, match="no value 'ja'"):
        filled("{ja} of {members}", VALUES, bare)


def test_braces_that_a_reader_sees_are_told_apart() -> None:
    assert parse("{{yes}} {members}").braces == ("{{", "}}")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("{n} [n: city | cities] in it", "{n} city in it", "{n} cities in it"),
        ("[n: {low} | from {low} to {high}]", "{low}", "from {low} to {high}"),
        ("[n: one | few | many]", "one", "many"),
        ("[not a choice] [n: alone] [: a | b] [2: a | b]", *["[not a choice] [n: alone] [: a | b] [2: a | b]"] * 2),
    ],
)
def test_words_are_chosen_by_the_name_of_a_figure(text: str, first: str, last: str) -> None:
    assert chosen(text, lambda name, forms: {"n": forms[0]}[name]) == first
    assert chosen(text, lambda name, forms: {"n": forms[-1]}[name]) == last
