"""What the bytes of a file may be without being a fault, and where rows are counted."""

from __future__ import annotations

import pytest

from scripts.validate.nearest import nearest
from scripts.validate.structure import read_json, read_table

COLUMNS = ["a", "b"]


def told(data: bytes) -> list[tuple[str, int]]:
    return [(problem.code, problem.row) for problem in read_table("data/t.csv", data, COLUMNS).problems]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"a,b\n1,2",
        b'a,b\n"x,y",2\n',
        b'a,b\n"say ""x""",2\n',
        b'a,b\n"two\nlines",2\n',
        b'a,b\n"a\rb",2\n',
        b'a,b\n"a\r\nb",2\n',
        b"a,b\n,2\n",
        b"a,b\n1,\n",
        "a,b\né,\U0001f600\n".encode(),
    ],
)
def test_this_is_sound(data: bytes) -> None:
    read = read_table("data/t.csv", data, COLUMNS)
    assert read.problems == []
    assert read.frame is not None
    assert list(read.frame.columns) == COLUMNS


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b'a,b\n"two\nlines",2\n3\n', "row-too-short", 3),
        (b'a,b\n"two\nlines",2\n3,4,5\n', "row-too-long", 3),
        (b"a,b\n1,2\n\n3,4\n", "row-blank", 3),
        (b"a,b\n1,2\r\n3,4\n", "line-ends-not-lf", 2),
        (b'a,b\n1,2\n3,"4\n5,6\n', "quote-unbalanced", 3),
        (b'a,b\n1,2\n3,"4"5"\n', "quote-unbalanced", 3),
        (b'a,b\n1,2\n3,"4"5"6"\n', "quote-unbalanced", 3),
        (b"a,b\n1,2\n3,\xff\n", "encoding-not-utf-8", 3),
        (b"\xef\xbb\xbf\n", "file-empty", 0),
        (b",\n1,2\n", "header-missing", 1),
    ],
)
def test_a_fault_is_told_in_its_row(data: bytes, code: str, row: int) -> None:
    assert (code, row) in told(data)


def test_a_mark_or_line_ends_do_not_hide_the_rest() -> None:
    assert told(b"\xef\xbb\xbfa,b\r\n1,2\r\n3\r\n") == [
        ("byte-order-mark", 1),
        ("line-ends-not-lf", 1),
        ("row-too-short", 3),
    ]


@pytest.mark.parametrize("data", [b"{", b"", b"[" * 100_000, b"\xff", b'{"a": "\0"}'])
def test_what_is_no_json_is_told(data: bytes) -> None:
    assert len(read_json("data/map.topojson", data).problems) == 1


@pytest.mark.parametrize(
    ("found", "valid", "meant"),
    [
        ("", ["a"], ""),
        ("brigde", [], ""),
        ("x" * 100_000, ["x" * 99_999], ""),
        ("Yes ", ["yes", "no"], "yes"),
        ("wld", ["WLD", "LDC"], "WLD"),
        ("brigde", ["bridge", "ferry"], "bridge"),
        ("bridges", ["bridge", "ferry"], "bridge"),
        ("bidge", ["bridge", "ferry"], "bridge"),
        ("brudge", ["bridge", "ferry"], "bridge"),
        ("broedge", ["bridge", "ferry"], ""),
        ("cart", ["carts", "carte"], ""),
        ("carta", ["carts", "carte"], ""),
        ("ARB", ["ABW", "ARE"], ""),
        ("yse", ["yes", "no"], ""),
        ("LLD", ["LDC", "LLDC"], ""),
        ("003", ["002", "150"], ""),
        ("goal-2", ["goal-1"], ""),
        ("mipex-2018", ["mipex-2019", "mipex"], ""),
        ("emigration", ["immigration"], ""),
    ],
)
def test_the_nearest_is_a_slip_of_the_hand(found: str, valid: list[str], meant: str) -> None:
    assert nearest(found, valid) == meant
