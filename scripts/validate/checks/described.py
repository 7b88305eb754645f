"""What the descriptor says in free words is written as cells are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.package.read import NAME
from scripts.validate.check import Check, Context
from scripts.validate.checks.text import TEXT_CODES, as_spaced, longest_of, writing_faults

_SHAPED: Final = frozenset({"$schema", "name", "version", "created", "homepage", "image"})
"""Properties of the package that have a form of their own, which is told as `descriptor-invalid`."""

_ADDRESSES: Final = frozenset({"path", "email"})

_OF_RESOURCES: Final = frozenset({"title", "description"})
"""Free words of resources and their fields; all else that they have is compared with the profile."""

_LINES: Final = "description"
"""The property that may have several lines, of which one may begin with the hyphen of a list."""


def descriptions(context: Context) -> Iterator[Problem]:
    """Every free text of the descriptor has seen characters, single spaces, normal form and no markup."""
    raw = json.loads(context.package.files[NAME])
    for place, text in _texts(raw):
        key = place.rpartition(".")[2]
        for code, found, expected in dict.fromkeys(_faults(as_spaced(text, place), lines=key == _LINES)):
            yield Problem(file=NAME, field=place, code=code, found=found, expected=expected)
        longest = longest_of(place)
        if len(text) > longest:
            yield Problem(file=NAME, field=place, code="text-too-long", found=str(len(text)), expected=str(longest))


def _faults(text: str, *, lines: bool) -> Iterator[tuple[str, str, str]]:
    if not lines:
        yield from writing_faults(text)
        return
    for line in text.split("\n"):
        yield from (fault for fault in writing_faults(line) if fault[0] != "text-formula")


def _texts(raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in raw.items():
        if key == "resources":
            held = (e for place, e in enumerate(value, start=1) for e in _strings(f"resources.{place}", e))
            yield from ((place, text) for place, text in held if place.rpartition(".")[2] in _OF_RESOURCES)
        elif key not in _SHAPED:
            yield from _strings(key, value)


def _strings(place: str, value: object) -> Iterator[tuple[str, str]]:
    """Give every text in a value with its place, however deep. Items of a list count from 1."""
    held = [(place, value)]
    while held:
        where, item = held.pop()
        if isinstance(item, str):
            yield where, item
        elif isinstance(item, list):
            held += [(f"{where}.{number}", each) for number, each in enumerate(item, start=1)]
        elif isinstance(item, dict):
            held += [(f"{where}.{key}", each) for key, each in item.items() if key not in _ADDRESSES]


CHECKS = (Check(codes=(*TEXT_CODES, "text-too-long"), run=descriptions),)
