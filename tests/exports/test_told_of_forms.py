"""The tables of forms and of practices are true: tests and files that they name are there, and counts are right."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.bench.formats import FORMS, weighed

FORMATS: Final = Path("docs/formats.md")
PRACTICES: Final = Path("docs/best-practices.md")
ROW: Final = re.compile(r"^\| (\d+) \| [^|]+ \| (met|in part|not met|does not apply) \| ([^|]+) \|$", re.MULTILINE)
ADDRESS: Final = re.compile(r"`((?:data|api|releases|quality|cite|corrections|downloads)/[\w./-]*)`")


def test_each_form_of_the_site_stands_in_the_table() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", FORMATS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [form.name for form in FORMS] == [row for row in rows if row not in ("form", "all")]


@pytest.mark.parametrize("page", [FORMATS, PRACTICES], ids=str)
def test_each_test_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`((?:tests/[\w/]+/)?\w+\.py)`", page.read_text(encoding="utf-8"))
    known = {path.as_posix() for path in Path("tests").rglob("*.py")}
    assert len(named) > 5
    assert [name for name in named if name not in known and f"tests/exports/{name}" not in known] == []


def test_each_form_with_figures_is_read_back_by_a_program_of_its_field() -> None:
    rows = re.findall(r"^\| ([^|]+) \|.*\| ([^|]+) \| ([^|]+) \|$", FORMATS.read_text(encoding="utf-8"), re.MULTILINE)
    told = {form: (reader, test) for form, reader, test in rows}
    assert all(all(map(str.strip, told[form.name])) for form in FORMS)


def test_each_practice_is_told_once_and_counted() -> None:
    text = PRACTICES.read_text(encoding="utf-8")
    rows = ROW.findall(text)
    assert [int(number) for number, _, _ in rows] == list(range(1, 36))
    count = Counter(status for _, status, _ in rows)
    met, partly, missed, other = (count[each] for each in ("met", "in part", "not met", "does not apply"))
    said = f"{met} are met, {partly} in part, {missed} are not, and {other} does not apply."
    assert said in text
    assert all("`" in evidence or status == "does not apply" for _, status, evidence in rows)


def test_each_address_that_is_named_is_there(site: Path) -> None:
    named = ADDRESS.findall(PRACTICES.read_text(encoding="utf-8"))
    assert len(named) > 15
    assert [name for name in named if not (site / name).exists()] == []


def test_no_file_is_counted_twice_and_none_left_out(site: Path) -> None:
    found = weighed(site)
    assert sum(files for files, _ in found.values()) == len({p.stat().st_ino for p in site.rglob("*") if p.is_file()})
    assert all(files for files, _ in found.values())
