"""A file of another kind is told as what it is, and CSV and JSON are never taken for one."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterable

import pytest

from scripts.package.kinds import conflict_rows, is_json, kind_of
from scripts.validate.structure import read_json, read_table
from tests.validate.specimens import sound_files


def zipped(names: Iterable[str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "<x/>")
    return made.getvalue()


KINDS = [
    (zipped(["[Content_Types].xml", "xl/workbook.xml"]), "XLSX"),
    (zipped(["[Content_Types].xml", "word/document.xml"]), "DOCX"),
    (zipped(["mimetype", "content.xml"]), "ODS"),
    (zipped(["a.csv"]), "ZIP"),
    (zipped([]), "ZIP"),
    (gzip.compress(b"a,b\n1,2\n"), "gzip"),
    (bz2.compress(b"a,b\n1,2\n"), "bzip2"),
    (lzma.compress(b"a,b\n1,2\n"), "xz"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "XLS"),
    (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n", "Git LFS"),
    (b"<!DOCTYPE html>\n<html>", "HTML"),
    (b"\xef\xbb\xbf\r\n  <!doctype HTML PUBLIC>", "HTML"),
    (b"<html lang=en>", "HTML"),
    (b"<!-- a --><!-- b -->\n<HEAD>", "HTML"),
    (b"<?xml version='1.0'?><!DOCTYPE html><html/>", "HTML"),
    (b"<script>location='/login'</script>", "HTML"),
    (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "XML"),
    (b"<Error>", "XML"),
]


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=[f"{n}-{kind}" for n, (_, kind) in enumerate(KINDS)])
def test_a_kind_is_told_in_the_place_of_csv_and_json(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    for wanted, read in (("CSV", read_table("f", data, ["a", "b"])), ("JSON", read_json("f", data))):
        assert [(p.code, p.found, p.expected) for p in read.problems] == [("file-of-another-kind", kind, wanted)]


@pytest.mark.parametrize(
    "data", [*sound_files().values(), b"a,b\n<5,2\n", b"<5,2\n", b"PK,b\n", b"<,>\n", b"%PDF", b""]
)
def test_csv_and_json_are_of_no_other_kind(data: bytes) -> None:
    assert kind_of(data) == ""
    assert [*conflict_rows(data)] == []


def test_comments_without_end_take_no_time() -> None:
    assert kind_of(b"<!-- a -->" * 6000 + b"x") == "XML"


@pytest.mark.parametrize(
    ("text", "json"),
    [
        ('{"error": 401}', True),
        ("[1, 2]\n", True),
        ('{"a": 1}\n{"a": 2}\n', True),
        (" \n[]", True),
        ("{yes},b\n1,2\n", False),
        ("[a],b\n1,2\n", False),
        ("a,b\n", False),
        ("1\n2\n", False),
    ],
)
def test_json_in_the_place_of_a_table(text: str, json: bool) -> None:  # noqa: FBT001
    assert is_json(text) == json


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> other\n", [2, 4, 6]),
        (b"a,b\r\n<<<<<<< HEAD\r\n1,2\r\n||||||| base\r\n=======\r\n>>>>>>> other\r\n", [2, 4, 5, 6]),
        (b"<<<<<<< HEAD,,\n1,2\n=======,,\n", [1, 3]),
        (b"a,b\n1,2\n>>>>>>> other", [3]),
        (b'{\n<<<<<<< HEAD\n "a": 1\n', [2]),
        (b"a,b\n<<<<<<<<,1\n========\n x <<<<<<< y,2\n<<<<<< HEAD\n", []),
    ],
)
def test_marks_of_versions_that_were_not_merged(data: bytes, rows: list[int]) -> None:
    assert [*conflict_rows(data)] == rows
    for read in (read_table("f", data, ["a", "b"]), read_json("f", data)):
        assert [p.row for p in read.problems if p.code == "merge-conflict"] == rows


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"a,b\n" + b"1,2\n" * 1_000_001, "1,000,002 lines"),
        (b"\n" * 2_000_000, None),
        (b"a," * 2000 + b"b\n1\n", "2,000 columns"),
    ],
)
def test_a_table_beyond_bounds_is_not_read(data: bytes, found: str | None) -> None:
    problems = read_table("f", data, ["a", "b"]).problems
    assert [(p.code, p.found) for p in problems] == [("file-too-large", found) if found else ("file-empty", "")]


@pytest.mark.parametrize("data", [b'{"a": "\\ud800"}', b'["\\uDFFF"]', b'{"\\ud83d": 1}', b"NaN", b"[1e999]"])
def test_what_only_python_takes_for_json_is_told(data: bytes) -> None:
    assert [p.code for p in read_json("f", data).problems] == ["json-malformed"]
