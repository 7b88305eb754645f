"""How files and pages of a site are read: tables for once and to keep, texts of elements, blocks without code."""

from __future__ import annotations

import pytest

from scripts.verify.files import EMPTY, Table, read_table, read_table_to_keep
from scripts.verify.page import parse, text_of
from scripts.verify.prose import _texts

KEPT = "\u00a0"


@pytest.mark.parametrize(
    ("data", "table"),
    [
        (b"", EMPTY),
        (b"a,b\n", Table(("a", "b"), ())),
        (b'a,b\n1,"x\ny"\n\n2\n', Table(("a", "b"), (("1", "x\ny"), (), ("2",)))),
    ],
    ids=["nothing", "a header", "lines, a blank one, a short one"],
)
def test_both_readers_give_the_same_table(data: bytes, table: Table) -> None:
    assert read_table(data) == read_table_to_keep(data) == table


def test_a_table_that_is_kept_holds_each_text_once() -> None:
    rows = read_table_to_keep(b"area\nFrance\nFrance\n").rows
    assert rows[0][0] is rows[1][0]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("as it is", "as it is"),
        (" \n two\twords ", "two words"),
        (f"10{KEPT}%", f"10{KEPT}%"),
        (f" {KEPT}a  <b> b </b>c<!-- not said -->", f"{KEPT}a b c"),
        ("", ""),
    ],
    ids=["clean", "white space", "a space that does not break", "parts and a comment", "nothing"],
)
def test_a_text_has_single_spaces(inside: str, text: str) -> None:
    page = parse("page.html", f"<p>{inside}</p>".encode())
    assert text_of(page.tree.find(".//p")) == text


def test_blocks_are_read_by_their_parts_and_without_code() -> None:
    page = parse(
        "page.html",
        b"<ul><li><p>one</p></li><li>two <code>x</code></li></ul><pre><p>none</p></pre>"
        b'<div class="chart__title">three</div><div>no block</div><q><span><p>quoted</p></span></q>',
    )
    assert [text for _, text, _ in _texts(page)] == ["one", "two \u00a4", "three"]
