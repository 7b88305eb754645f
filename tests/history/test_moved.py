"""Addresses that are no more lead to where things are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.assemble.former import with_former
from scripts.model.moved import Move, moved, moves_in

pytestmark = pytest.mark.unit

MOVES = (
    Move(pattern="countries/*/#timeline", to="countries/*/#glance", reason="One table."),
    Move(pattern="old/", to="new/", reason="Another name."),
    Move(pattern="gone/#*", to="", reason="No longer known."),
    Move(pattern="here/#away", to="there/#now", reason="Elsewhere."),
)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("countries/deu/#timeline", "countries/deu/#glance"),
        ("countries/deu/#records", None),
        ("countries/deu/parts/#timeline", None),
        ("old/", "new/"),
        ("older/", None),
        ("gone/#anything", ""),
    ],
)
def test_an_address_is_found_by_its_pattern(address: str, target: str | None) -> None:
    found = moved(address, MOVES)
    assert (found[0] if found else None) == target


@pytest.mark.parametrize("data", [b"", b"from,to\na,b\n", b'from,to,reason\n"a'])
def test_a_list_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        moves_in(data)


def test_the_list_of_the_program_can_be_read() -> None:
    assert all(move.reason.endswith(".") for move in moves_in(Path("site_templates/moved.csv").read_bytes()))


PAGE = '<main><article class="page"><h1>X</h1><h2 id="glance">At a glance</h2></article></main>'


@pytest.mark.parametrize(
    ("address", "name", "before"),
    [
        ("countries/deu/", "timeline", '<h2 id="glance">'),
        ("here/", "away", "<h1>X</h1>"),
        ("gone/", "one", "<h1>X</h1>"),
    ],
)
def test_a_section_that_is_no_more_has_a_place(address: str, name: str, before: str) -> None:
    assert f'<span id="{name}"></span>{before}' in with_former(PAGE, address, [name], MOVES)


def test_a_section_that_is_there_or_of_which_nothing_is_said_adds_nothing() -> None:
    assert with_former(PAGE, "countries/deu/", ["glance", "unheard"], MOVES) == PAGE
