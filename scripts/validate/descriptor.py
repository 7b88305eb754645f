"""Reads datapackage.json whatever its bytes are: what can be used of it, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from scripts.model.feedback import PROPERTY as FEEDBACK
from scripts.model.languages import PROPERTY, are_codes, languages_of
from scripts.model.naming import FORMS, areas_in, texts_of, words_in
from scripts.model.naming import PROPERTY as SITE
from scripts.model.problems import Problem, RefusedError
from scripts.package.descriptor import PROFILE
from scripts.package.kinds import conflict_rows, kind_of
from scripts.package.plain import leads_out
from scripts.package.read import NAME, descriptor_data
from scripts.package.strict_json import NotJsonError, half_characters, parse_json, texts_in
from scripts.validate.nearest import nearest

CODES: Final = (
    "descriptor-unreadable",
    "descriptor-invalid",
    "property-unknown",
    "resource-duplicated",
    "path-outside",
)

_NAME_PATTERN = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_PART_PATTERN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_DATE_PATTERN = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T[0-9:.]+(Z|[+-]\d\d:\d\d))?", re.ASCII)
_VERSION_PATTERN = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.+-]{0,38}[0-9A-Za-z])?")
_HASH_PATTERN = re.compile(r"sha256:[0-9a-f]{64}")
_WEB_PATTERN = re.compile(r"https?://[^\s/?#]+\S*")
_MAIL_PATTERN = re.compile(r"[^\s@]+@[^\s@]+")
_MEDIA_PATTERN = re.compile(r"[a-z]+/[a-z0-9.+-]+")
MOST_RESOURCES: Final = 2000
"""Resources of a package: a site of more tables than that nobody can publish."""

_SUGGESTED: Final = 20
"""Unknown properties of one object for which the nearest known one is looked up."""

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
        return size if RESOURCE["bytes"].right(size) else None

    @property
    def hash(self) -> str:
        """Hash of its file; '' when the descriptor does not say so rightly."""
        digest = self.raw.get("hash")
        return str(digest) if RESOURCE["hash"].right(digest) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What could be read of datapackage.json. `raw` is blank when nothing could."""

    raw: Mapping[str, Any]
    data: bytes
    resources: tuple[Resource, ...]
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every entry of the list of resources can be used, so that what is not listed is known."""
        return bool(self.raw) and len(self.resources) == len(self.raw["resources"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a property must be, in words too, and whether it must be there."""

    right: Callable[[object], bool]
    expected: str
    needed: bool = False


def load(folder: Path) -> Descriptor:
    """Read the descriptor of the package in `folder`. Raises UsageError when there is none."""
    try:
        return parse(descriptor_data(folder))
    except RefusedError as refused:
        return Descriptor(raw={}, data=b"", resources=(), problems=refused.problems)


def parse(data: bytes) -> Descriptor:
    """Read a descriptor's bytes."""
    problems: list[Problem] = []
    raw = _object(data, problems)
    resources = tuple(_resources(raw, problems)) if raw else ()
    told = {problem.field for problem in problems}
    problems.extend(problem for problem in _half_characters(raw) if problem.field not in told)
    return Descriptor(raw=raw, data=data, resources=resources, problems=tuple(problems))


def _object(data: bytes, problems: list[Problem]) -> dict[str, Any]:
    """Give the JSON object, blank when there is none or no list of resources."""
    problems.extend(_other_bytes(data))
    if problems:
        return {}
    try:
        parsed = parse_json(data.decode("utf-8"))
    except (NotJsonError, UnicodeDecodeError) as error:
        found = str(error) if isinstance(error, NotJsonError) else f"byte {error.start + 1} is not UTF-8"
        problems.append(Problem(file=NAME, code="descriptor-unreadable", found=found))
        return {}
    problems.extend(_invalid(key, "", "written once") for key in parsed.repeated)
    raw = parsed.value
    if not isinstance(raw, dict) or not isinstance(raw.get("resources"), list):
        problems.append(Problem(file=NAME, code="descriptor-unreadable", found="no list of resources"))
        return {}
    if len(raw["resources"]) > MOST_RESOURCES:
        found = f"{len(raw['resources']):,} resources, where no more than {MOST_RESOURCES:,} are read"
        problems.append(Problem(file=NAME, code="descriptor-unreadable", found=found))
        return {}
    problems.extend(_properties("", raw, PACKAGE, others={"resources"}))
    problems.extend(_lists("", raw))
    problems.extend(_of_site(raw))
    return raw


def _of_site(raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Look at what the package says of its site: names, words of its own, what areas are, where errors are reported."""
    if not isinstance(named := raw.get(SITE), dict):
        return
    needed = {text: replace(_TEXT, needed=True) for text in texts_of(raw)}
    codes = languages_of(raw).codes
    own = {words_in(language): _WORDS for language in codes} | {areas_in(language): _WORDS for language in codes}
    yield from _properties(SITE, named, {**needed, **own, FEEDBACK: _FEEDBACK})
    forms = dict.fromkeys(FORMS, replace(_TEXT, needed=True))
    objects = {**{areas_in(language): forms for language in codes}, FEEDBACK: {"mail": _MAIL, "issues": _WEB}}
    for name, rules in objects.items():
        if isinstance(held := named.get(name), dict):
            yield from _properties(f"{SITE}.{name}", held, rules)


def _other_bytes(data: bytes) -> Iterator[Problem]:
    """Tell bytes that are no JSON at all, as what they are."""
    if kind := kind_of(data):
        yield Problem(file=NAME, code="file-of-another-kind", found=kind, expected="JSON")
    else:
        yield from (Problem(file=NAME, row=row, code="merge-conflict") for row in conflict_rows(data))


def _properties(
    place: str, held: Mapping[str, Any], rules: Mapping[str, Rule], others: Collection[str] = ()
) -> Iterator[Problem]:
    """Tell each property that is not as its rule says, or has none: nobody reads it, and a slip may lose a text."""
    for key, rule in rules.items():
        if (key in held or rule.needed) and not rule.right(held.get(key)):
            yield _invalid(_below(place, key), held.get(key), rule.expected)
    lacking = [key for key in (*rules, *others) if key not in held]
    strange = (key for key in held if key not in rules and key not in others)
    for number, key in enumerate(strange):
        yield unknown_property(_below(place, key), key, lacking if number < _SUGGESTED else ())


def unknown_property(place: str, key: str, lacking: Iterable[str]) -> Problem:
    """Tell a property that is not of the profile, with the one that is lacking there and may be meant."""
    meant = _MEANT.get(key) or nearest(key, lacking)
    return Problem(file=NAME, code="property-unknown", field=place, found=shown(key), expected=meant)


_MEANT: Final[Mapping[str, str]] = {
    "profile": "$schema",
    "license": "licenses",
    "author": "contributors",
    "url": "path",
    "role": "roles",
}
"""What properties of other times and standards are called today."""


def _lists(place: str, held: Mapping[str, Any]) -> Iterator[Problem]:
    """Look at each object of the lists of licences, contributors and sources."""
    for name, rules in ITEMS.items():
        items = held.get(name)
        for number, item in enumerate(items if isinstance(items, list) else (), start=1):
            if isinstance(item, dict):
                yield from _properties(_below(place, f"{name}.{number}"), item, rules)


def _half_characters(raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell each text that holds half of a character, which can be written in JSON and nowhere else."""
    for place, text in texts_in(raw):
        if half_characters(text):
            yield _invalid(place, text, "text of whole characters")


def _below(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


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


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_link(value: object) -> bool:
    """An address of the web, or a path inside the package."""
    if not isinstance(value, str) or not value.strip():
        return False
    return _WEB_PATTERN.fullmatch(value) is not None or not leads_out(value)


def _are_objects(*needed: str) -> Callable[[object], bool]:
    """Each is an object that has one of the properties `needed` as text."""
    return lambda value: (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and any(_is_text(item.get(key)) for key in needed) for item in value)
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


_TEXT: Final = Rule(right=_is_text, expected="text")
_WEB: Final = Rule(right=_matches(_WEB_PATTERN), expected="an http or https address")
_LINK: Final = Rule(right=_is_link, expected="an http or https address, or a path inside the package")
_MAIL: Final = Rule(right=_matches(_MAIL_PATTERN), expected="an address of e-mail")

_SHARED: Final[Mapping[str, Rule]] = {
    "description": _TEXT,
    "sources": Rule(right=_are_objects("title", "path"), expected="a list of objects with a title or a path"),
}
"""Properties that the package and a resource may have alike."""

_LICENCES: Final = Rule(
    right=_are_objects("name", "path"), expected="a list of objects with a name or a path", needed=True
)

_WORDS: Final = Rule(
    right=lambda value: isinstance(value, dict) and all(isinstance(text, str) for text in value.values()),
    expected="an object of texts by key of the locale file",
)

_FEEDBACK: Final = Rule(
    right=lambda value: isinstance(value, dict) and bool(value),
    expected="an object with mail, issues or both",
)

PACKAGE: Final[Mapping[str, Rule]] = {
    **_SHARED,
    "$schema": Rule(right=lambda value: value == PROFILE, expected=PROFILE),
    "id": _TEXT,
    "name": Rule(right=_matches(_NAME_PATTERN), expected="lower-case letters, digits, hyphens and points"),
    "title": Rule(right=_is_text, expected="text", needed=True),
    "version": Rule(
        right=_matches(_VERSION_PATTERN),
        expected="at most 40 letters, digits, points, hyphens and plus signs",
        needed=True,
    ),
    "created": Rule(right=_is_moment, expected="a date and time as 2024-06-30T00:00:00Z", needed=True),
    "licenses": _LICENCES,
    "contributors": Rule(right=_are_objects("title"), expected="a list of objects with a title"),
    "keywords": Rule(right=_are_texts, expected="a list of texts"),
    PROPERTY: Rule(right=are_codes, expected="a list of codes of languages of two letters, each once"),
    SITE: Rule(right=lambda value: isinstance(value, dict), expected="an object of texts: name_en, subtitle_en"),
    "homepage": _WEB,
    "image": _LINK,
}
"""Properties of the package."""

ITEMS: Final[Mapping[str, Mapping[str, Rule]]] = {
    "licenses": {"name": _TEXT, "path": _LINK, "title": _TEXT},
    "contributors": {
        **dict.fromkeys(("title", "givenName", "familyName", "organization"), _TEXT),
        "path": _LINK,
        "email": _MAIL,
        "roles": Rule(right=_are_texts, expected="a list of texts"),
    },
    "sources": {"title": _TEXT, "path": _LINK, "email": _MAIL, "version": _TEXT},
}
"""Properties of each object in a list."""

RESOURCE: Final[Mapping[str, Rule]] = {
    "name": Rule(
        right=_matches(_NAME_PATTERN),
        expected="lower-case letters, digits, hyphens, underscores and points",
        needed=True,
    ),
    "type": Rule(right=lambda value: value in ("table", "file"), expected="table"),
    "path": Rule(right=_is_text, expected="one path relative to the descriptor", needed=True),
    "bytes": Rule(right=_is_size, expected="a number of bytes", needed=True),
    "hash": Rule(right=_matches(_HASH_PATTERN), expected="sha256: and 64 digits of a hash", needed=True),
    **_SHARED,
    "title": _TEXT,
    "format": Rule(right=_matches(_NAME_PATTERN), expected="the ending of such files, as csv"),
    "mediatype": Rule(right=_matches(_MEDIA_PATTERN), expected="a media type as text/csv"),
    "encoding": Rule(right=lambda value: value == "utf-8", expected="utf-8"),
    "licenses": replace(_LICENCES, needed=False),
}
"""Properties of a resource."""

OF_TABLES: Final = ("schema", "dialect", "series")
"""Further properties of a table, which are compared with the profile's."""


def _resources(raw: Mapping[str, Any], problems: list[Problem]) -> Iterator[Resource]:
    """Give the resources that can be used, and tell what is wrong with all."""
    names: set[str] = set()
    paths: set[str] = set()
    for number, held in enumerate(raw["resources"], start=1):
        place = f"resources.{number}"
        if not isinstance(held, dict):
            problems.append(_invalid(place, held, "an object"))
            continue
        grave = [*_grave(place, held, names, paths)]
        told = {problem.field for problem in grave}
        others = OF_TABLES if held.get("type") == "table" or _is_csv(held) else ()
        problems.extend(grave)
        problems.extend(p for p in _properties(place, held, RESOURCE, others) if p.field not in told)
        problems.extend(_lists(place, held))
        if not grave:
            names.add(held["name"])
            paths.add(held["path"])
            yield Resource(name=held["name"], path=held["path"], raw=held)


def _is_csv(held: Mapping[str, Any]) -> bool:
    return str(held.get("path")).endswith(".csv")


def _grave(place: str, held: Mapping[str, Any], names: set[str], paths: set[str]) -> Iterator[Problem]:
    """Tell what is wrong with a resource so that it cannot be read: nothing else can then be said of it."""
    asked = [key for key in ("name", "type", "path") if key != "type" or key in held or _is_csv(held)]
    wrong = [key for key in asked if not RESOURCE[key].right(held.get(key))]
    yield from (_invalid(f"{place}.{key}", held.get(key), RESOURCE[key].expected) for key in wrong)
    if "path" not in wrong:
        yield from _path_faults(f"{place}.path", held["path"])
    twice = next(
        (key for key, seen in (("path", paths), ("name", names)) if key not in wrong and held[key] in seen), ""
    )
    if twice:
        yield Problem(file=NAME, code="resource-duplicated", field=f"{place}.{twice}", found=held[twice])


def _path_faults(place: str, path: str) -> Iterator[Problem]:
    plain = "/".join(part for part in path.replace("\\", "/").split("/") if part not in ("", "."))
    if leads_out(path):
        yield Problem(file=NAME, code="path-outside", field=place, found=shown(path))
    elif path == NAME or not all(map(_PART_PATTERN.fullmatch, plain.split("/"))):
        yield _invalid(place, path, "names of letters, digits, points, hyphens and underscores")
    elif path != plain:
        yield _invalid(place, path, f"written {plain}")
