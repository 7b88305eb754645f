"""Reads JSON as its standard has it (RFC 8259), within bounds: what Python takes besides is refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

DEEPEST: Final = 64
"""Lists and objects inside of each other. A map has eight, a descriptor seven."""

LONGEST_NUMBER: Final = 40
"""Digits beyond which a whole number is no figure."""

_HALF: Final = re.compile("[\ud800-\udfff]")


class NotJsonError(ValueError):
    """A text is not JSON, or more than a reader must bear; says what, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A JSON document, and the names that some object of it has more than once, of which the last alone is read."""

    value: Any
    repeated: tuple[str, ...]


def parse_json(text: str) -> Parsed:
    """Read a JSON document. Raises NotJsonError."""
    repeated: set[str] = set()
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _once(pairs, repeated),
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_bearable,
        )
    except json.JSONDecodeError as error:
        message = f"{error.msg[:1].lower()}{error.msg[1:]} in line {error.lineno}, column {error.colno}"
        raise NotJsonError(message) from error
    except RecursionError as error:
        raise NotJsonError(_TOO_DEEP) from error
    if any(depth > DEEPEST for depth in _depths(value)):
        raise NotJsonError(_TOO_DEEP)
    return Parsed(value=value, repeated=tuple(sorted(repeated)))


_TOO_DEEP: Final = f"more than {DEEPEST} lists and objects inside of each other"


def half_characters(text: str) -> bool:
    """Tell whether a text has half of a character (a lone surrogate), which JSON can write and no file can hold."""
    return _HALF.search(text) is not None


def texts_in(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a JSON value with its place, names of properties among them. Items count from 1."""
    waiting = [(place, value)]
    while waiting:
        here, held = waiting.pop()
        if isinstance(held, str):
            yield here, held
        elif isinstance(held, list):
            waiting.extend((_below(here, number), item) for number, item in enumerate(held, start=1))
        elif isinstance(held, dict):
            yield from ((_below(here, name), name) for name in held)
            waiting.extend((_below(here, name), item) for name, item in held.items())


def _below(place: str, step: object) -> str:
    return f"{place}.{step}" if place else str(step)


def _depths(value: object) -> Iterator[int]:
    """Give the depth of every list and object, without recursion."""
    waiting = [(1, value)] if isinstance(value, (list, dict)) else []
    while waiting:
        depth, held = waiting.pop()
        yield depth
        items = held.values() if isinstance(held, dict) else held
        waiting.extend((depth + 1, item) for item in items if isinstance(item, (list, dict)))


def _once(pairs: list[tuple[str, Any]], repeated: set[str]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            (repeated if name in seen else seen).add(name)
    return made


def _no_constant(name: str) -> object:
    message = f"{name} is no number of JSON"
    raise NotJsonError(message)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        message = f"the number {text[:LONGEST_NUMBER]} is too large"
        raise NotJsonError(message)
    return number


def _bearable(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        message = f"a number of {len(text)} digits is too large"
        raise NotJsonError(message)
    return int(text)
