"""Parts of hand-written pages that are of one package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.model.fences import of_package

OWN = "migration-10-7"
CASES = {
    "an own part": ("a\n<!-- only: x -->\nb\n<!-- end -->\nc\n", "a\nb\nc\n", "a\nc\n"),
    "what is said of others": ("<!-- only: x -->\nb\n<!-- else -->\nd\n<!-- end -->\n", "b\n", "d\n"),
    "two parts": (
        "<!-- only: x -->\nb\n<!-- end -->\nm\n<!-- only: x -->\nd\n<!-- else -->\ne\n<!-- end -->\n",
        "b\nm\nd\n",
        "m\ne\n",
    ),
    "nothing": ("a\nb\n", "a\nb\n", "a\nb\n"),
}


@pytest.mark.parametrize(("text", "own", "others"), CASES.values(), ids=CASES.keys())
def test_a_part_is_published_with(text: str, own: str, others: str) -> None:
    assert (of_package(text, "x"), of_package(text, "y")) == (own, others)


PROJECT = re.compile(
    r"\bIOM\b|\beleven\b|\b10\.7\b|MIPEX|GLOBALCIT|MiGOF|\bdeaths?\b|[Mm]igra(?:nt|tion)", re.IGNORECASE
)
WRITTEN = sorted([*Path("docs/en").glob("*.md"), Path("LICENSE-DATA.md")])


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_page_of_another_package_says_nothing_of_this_one(path: Path) -> None:
    said = of_package(path.read_text(encoding="utf-8"), "small-package")
    assert [line for line in said.splitlines() if PROJECT.search(line)] == []
    assert "<!--" not in said
    assert "<!-- only" not in of_package(path.read_text(encoding="utf-8"), OWN)
