"""Reads datapackage.json whatever its bytes are: what can be used of it, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from scripts.model.problems import Problem, UsageError

NAME: Final = "datapackage.json"

CODES: Final = ("descriptor-unreadable", "descriptor-invalid", "resource-duplicated", "path-outside")

_NAME_PATTERN = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_PART_PATTERN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_DATE_PATTERN = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T[0-9:.]+(Z|[+-]\d\d:\d\d))?", re.ASCII)
_VERSION_PATTERN = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.+-]{0,38}[0-9A-Za-z])?")
_HASH_PATTERN = re.compile(r"sha256:[0-9a-f]{64}")
_SHOWN: Final = 120
"""Characters of a wrong value that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource that has a name of its own and a path inside the package."""

    name: str
    path: str
    raw: Mapping[str, Any]

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.raw.get("type") == "table"

    @property
    def size(self) -> int | None:
        """Bytes of its file; None when the descriptor does not say so rightly."""
        size = self.raw.get("bytes")
        return size if RESOURCE["bytes"][0](size) else None

    @property
    def hash(self) -> str:
        """Hash of its file; '' when the descriptor does not say so rightly."""
        digest = self.raw.get("hash")
        return str(digest) if RESOURCE["hash"][0](digest) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What could be read of datapackage.json. `raw` is blank when nothing could."""

    raw: Mapping[str, Any]
    data: bytes
    resources: tuple[Resource, ...]
    problems: tuple[Problem, ...]


def load(folder: Path) -> Descriptor:
    """Read the descriptor of the package in `folder`. Raises UsageError when there is none."""
    path = folder / NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"There is no data package in {folder}: {path.name} cannot be read ({error.strerror})."
        raise UsageError(message, "Name the folder that holds datapackage.json.") from error
    return parse(data)


def parse(data: bytes) -> Descriptor:
    """Read a descriptor's bytes."""
    problems: list[Problem] = []
    raw = _object(data, problems)
    resources = tuple(_resources(raw, problems)) if raw else ()
    return Descriptor(raw=raw, data=data, resources=resources, problems=tuple(problems))


def _object(data: bytes, problems: list[Problem]) -> dict[str, Any]:
    """Give the JSON object, blank when there is none or no list of resources."""
    repeated: list[str] = []
    try:
        raw = json.loads(data.decode("utf-8"), object_pairs_hook=lambda pairs: _once(pairs, repeated))
    except (ValueError, RecursionError) as error:
        problems.append(Problem(file=NAME, code="descriptor-unreadable", found=str(error)))
        return {}
    problems.extend(_invalid(key, "", "written once") for key in repeated)
    if not isinstance(raw, dict) or not isinstance(raw.get("resources"), list):
        problems.append(Problem(file=NAME, code="descriptor-unreadable", found="no list of resources"))
        return {}
    problems.extend(
        _invalid(key, raw.get(key), expected)
        for key, (right, expected, needed) in METADATA.items()
        if (key in raw or needed) and not right(raw.get(key))
    )
    return raw


def _once(pairs: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        repeated.extend(sorted({name for name in names if names.count(name) > 1}))
    return made


def _invalid(field: str, value: object, expected: str) -> Problem:
    return Problem(file=NAME, code="descriptor-invalid", field=field, found=shown(value), expected=expected)


def shown(value: object) -> str:
    """Write a value of a descriptor in one short line; '' for one that is not there."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, with or without a time of it, as a release has one."""
    try:
        return _DATE_PATTERN.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and is_day(value)


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _are_objects(*needed: str) -> Callable[[object], bool]:
    """Each is an object that has one of the properties `needed` as text."""
    return lambda value: (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and any(_is_text(item.get(key)) for key in needed) for item in value)
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


METADATA: Final[Mapping[str, tuple[Callable[[object], bool], str, bool]]] = {
    "$schema": (_is_text, "text", False),
    "name": (_matches(_NAME_PATTERN), "lower-case letters, digits, hyphens and points", False),
    "title": (_is_text, "text", True),
    "description": (_is_text, "text", False),
    "version": (_matches(_VERSION_PATTERN), "at most 40 letters, digits, points, hyphens and plus signs", True),
    "created": (
        lambda value: isinstance(value, str) and is_day(value),
        "a date and time as 2024-06-30T00:00:00Z",
        True,
    ),
    "licenses": (_are_objects("name", "path"), "a list of objects with a name or a path", True),
    "contributors": (_are_objects("title"), "a list of objects with a title", False),
    "keywords": (_are_texts, "a list of texts", False),
}
"""Property of the package: what it must be, in words too, and whether it must be there."""

RESOURCE: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "name": (_matches(_NAME_PATTERN), "lower-case letters, digits, hyphens, underscores and points"),
    "type": (lambda value: value in ("table", "file"), "table or file"),
    "path": (_is_text, "one path relative to the descriptor"),
    "bytes": (lambda value: isinstance(value, int) and not isinstance(value, bool), "a number of bytes"),
    "hash": (_matches(_HASH_PATTERN), "sha256: and 64 digits of a hash"),
}
"""Property that each resource has: what it must be, and in words."""


def _resources(raw: Mapping[str, Any], problems: list[Problem]) -> Iterator[Resource]:
    """Give the resources that can be used, and tell what is wrong with all."""
    names: set[str] = set()
    paths: set[str] = set()
    for number, held in enumerate(raw["resources"], start=1):
        place = f"resources.{number}"
        if not isinstance(held, dict):
            problems.append(_invalid(place, held, "an object"))
            continue
        usable = True
        for problem in _faults(place, held, names, paths):
            problems.append(problem)
            usable &= problem.field.rpartition(".")[2] in ("bytes", "hash")
        if usable:
            names.add(held["name"])
            paths.add(held["path"])
            yield Resource(name=held["name"], path=held["path"], raw=held)


def _faults(place: str, held: Mapping[str, Any], names: set[str], paths: set[str]) -> Iterator[Problem]:
    """Tell what is wrong with one resource."""
    wrong = [key for key, (right, _) in RESOURCE.items() if not right(held.get(key))]
    yield from (_invalid(f"{place}.{key}", held.get(key), RESOURCE[key][1]) for key in wrong)
    path = held.get("path")
    if isinstance(path, str) and "path" not in wrong:
        if _leads_out(path):
            yield Problem(file=NAME, code="path-outside", field=f"{place}.path", found=shown(path))
        elif path == NAME or not all(map(_PART_PATTERN.fullmatch, path.split("/"))):
            yield _invalid(f"{place}.path", path, "names of letters, digits, points, hyphens and underscores")
    twice = next(
        (key for key, seen in (("path", paths), ("name", names)) if key not in wrong and held[key] in seen), ""
    )
    if twice:
        yield Problem(file=NAME, code="resource-duplicated", field=f"{place}.{twice}", found=held[twice])


def _leads_out(path: str) -> bool:
    """Tell whether a path is not one inside the package."""
    return path.startswith("/") or ".." in path.split("/") or "\\" in path or "://" in path
