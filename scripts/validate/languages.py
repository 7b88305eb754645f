"""Which of the languages that a package names it says anything in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.model.languages import PROPERTY, Languages, languages_of
from scripts.model.problems import Problem
from scripts.model.tables import said_in
from scripts.package.read import NAME
from scripts.validate.check import FIXED
from scripts.validate.descriptor import Descriptor

CODES: Final = ("language-without-columns",)


def spoken(described: Descriptor, data: Mapping[str, bytes]) -> tuple[Languages, tuple[Problem, ...]]:
    """Give the languages that a package has texts in, and a problem for each that it names and has no column of.

    A table that lacks a column of a language in which others have texts is told as any table that lacks a column; so
    no language is told many times.
    """
    named = languages_of(described.raw)
    paths = (resource.path for resource in described.resources if resource.name in FIXED and resource.path in data)
    columns = {column for path in paths for column in _header(data[path])}
    held = tuple(code for code in named.codes if columns & said_in(code)) if columns else named.codes
    lacking = (code for code in named.codes if code not in held)
    problems = tuple(
        Problem(file=NAME, field=PROPERTY, code="language-without-columns", found=code, expected=f"label_{code}")
        for code in lacking
    )
    return (Languages(held) if held else Languages()), problems


def _header(data: bytes) -> list[str]:
    """Give the columns of a table, as far as its first line can be read."""
    line = data[: data.find(b"\n")] if b"\n" in data else data
    return line.decode("utf-8", errors="replace").strip("\r\ufeff").replace('"', "").split(",")
