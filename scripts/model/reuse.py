"""What may be done with what is made from sources: the strictest of what their rows say of their licences.

Nothing is concluded beyond what the package states: a licence is named, never judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.model.tables import NOT_STATED

DERIVED: Final = "derived-only"
"""Redistribution of a source of which only what was derived from it is published."""

STATED, OF_DERIVED, UNSTATED = "stated", "derived", "unstated"
STRICTEST: Final = (UNSTATED, OF_DERIVED, STATED)
"""Kinds of terms from the strictest on: no licence is stated, only derived figures are published, a licence is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The strictest terms among sources: their kind, who published the sources with them, and their licences."""

    kind: str
    publishers: tuple[str, ...]
    licences: tuple[str, ...]


def kind_of(source: Mapping[str, str]) -> str:
    """Give the kind of terms of a row of `sources`."""
    if source["licence"] == NOT_STATED:
        return UNSTATED
    return OF_DERIVED if source["redistribution"] == DERIVED else STATED


def terms_of(sources: Iterable[Mapping[str, str]]) -> Terms | None:
    """Give the strictest terms among sources, each publisher and licence once; None for no sources."""
    held = [(kind_of(source), source) for source in sources]
    kind = next((kind for kind in STRICTEST if any(kind == each for each, _ in held)), None)
    if kind is None:
        return None
    having = [source for each, source in held if each == kind]
    return Terms(
        kind=kind,
        publishers=tuple(dict.fromkeys(source["publisher"] for source in having)),
        licences=tuple(dict.fromkeys(source["licence"] for source in having)),
    )
