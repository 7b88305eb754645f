"""The manifest: what it lists is what there is, and pages show the hash of all of it.

Read and counted again by rules of this module's own, which `scripts/model/manifest.py` states.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from scripts.model.manifest import ASIDE, DIGITS, MANIFEST, UNKNOWN
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import first_mark

SHOWN: Final = re.compile(rb"<a [^<>]*\bdata-hash\b[^<>]*>[^<>]*?([0-9a-f]{%d})" % DIGITS)
"""The hash that the foot of a page shows, and its digits."""

EMBEDDED: Final = "embed/"
KEYS: Final = ("path", "bytes", "sha256")
DIGEST: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file as a manifest lists it."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest: the name of the package, release and day of the site, its hash, and its files by path."""

    name: str
    release: str
    released: str
    hash: str
    files: Mapping[str, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What there is of a file: its size, its hash, its hash without the digits that it shows, and these digits."""

    size: int
    sha256: str
    counted: str
    shown: tuple[str, ...] = ()


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest, which may be a stranger's. Raises ValueError with the place in it that is not right."""
    try:
        told = json.loads(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError(*error.args) from error
    held = told if isinstance(told, dict) else {}
    head = {name: held.get(name) for name in ("name", "release", "released", "hash")}
    listed = held.get("files")
    faulty = [name for name, value in head.items() if not isinstance(value, str)]
    if faulty or not isinstance(listed, list):
        raise ValueError(*faulty[:1] or ["files"])
    files: dict[str, Entry] = {}
    for number, entry in enumerate(listed, start=1):
        path, size, digest = (entry.get(key) if isinstance(entry, dict) else None for key in KEYS)
        sound = isinstance(size, int) and size >= 0 and DIGEST.fullmatch(str(digest)) and _is_path(path)
        if not sound or path in files:
            message = f"files, {number}"
            raise ValueError(message)
        files[str(path)] = Entry(size=int(size or 0), sha256=str(digest))
    return Manifest(files=files, **{name: str(value) for name, value in head.items()})


def _is_path(path: object) -> bool:
    """Tell a path that leads nowhere but below the root of the site."""
    if not isinstance(path, str) or path in ("", ".", "..") or path != posixpath.normpath(path):
        return False
    return not path.startswith(("/", "../")) and "\\" not in path and path.isprintable()


def seen(path: str, data: bytes, digest: str = "") -> Seen:
    """Look at the bytes of a file, whose hash may be known."""
    digest = digest or hashlib.sha256(data).hexdigest()
    if not path.endswith(".html"):
        return Seen(size=len(data), sha256=digest, counted=digest)
    found = list(SHOWN.finditer(data, max(first_mark(data), 0)))
    for match in reversed(found):
        data = data[: match.start(1)] + UNKNOWN.encode() + data[match.end(1) :]
    shown = tuple(match[1].decode() for match in found)
    return Seen(size=len(data), sha256=digest, counted=hashlib.sha256(data).hexdigest(), shown=shown)


def hash_of(files: Mapping[str, Seen]) -> str:
    """Give the hash of a site by its files."""
    lines = "".join(f"{held.counted}  {path}\n" for path, held in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def differences(listed: Mapping[str, Entry], there: Mapping[str, Seen | None]) -> Iterator[Problem]:
    """Tell each file that is listed and not there (None where it was asked for in vain), or has other bytes."""
    for path, entry in sorted(listed.items()):
        held = there.get(path)
        if held is None:
            yield Problem(file=path, code="manifest-file-absent")
        elif held.sha256 != entry.sha256:
            found, expected = f"{held.size} B, {held.sha256}", f"{entry.size} B, {entry.sha256}"
            yield Problem(file=path, code="manifest-file-differs", found=found, expected=expected)
        elif held.size != entry.size:
            yield Problem(file=path, code="manifest-file-differs", found=f"{held.size} B", expected=f"{entry.size} B")


def manifest(site: Folder) -> Iterator[Problem]:
    """Tell where the manifest of a site that was just built is not what there is."""
    if MANIFEST not in site.files:
        yield Problem(file=MANIFEST, code="manifest-missing")
        return
    try:
        told = read_manifest(site.read(MANIFEST))
    except ValueError as error:
        yield Problem(file=MANIFEST, code="manifest-unreadable", found=str(error))
        return
    files = sorted(site.files.difference(ASIDE))
    with ThreadPoolExecutor() as reading:
        there = dict(zip(files, reading.map(lambda path: _seen(site, path), files), strict=True))
    yield from differences(told.files, there)
    yield from (Problem(file=path, code="manifest-file-extra") for path in files if path not in told.files)
    yield from _whole(told, there)
    yield from _release(told, site)
    pages = (path for path in files if path.endswith(".html") and not _is_embedded(site, path))
    yield from (_unshown(path) for path in pages if not there[path].shown)


def _seen(site: Folder, path: str) -> Seen:
    """Look at a file of the site, whose bytes were perhaps hashed for another check: then no others are read."""
    if path.endswith(".html"):
        return seen(path, site.read(path), site.digest(path))
    return Seen(size=site.size(path), sha256=site.digest(path), counted=site.digest(path))


def _is_embedded(site: Folder, path: str) -> bool:
    """Whether a page is a chart of its own, which has no foot."""
    return any(path.startswith(f"{root}{EMBEDDED}") for root in site.languages.roots)


def _unshown(path: str) -> Problem:
    return Problem(file=path, code="manifest-hash-unshown")


def _whole(told: Manifest, there: Mapping[str, Seen]) -> Iterator[Problem]:
    """Tell a hash of the site that is not that of its files, in the manifest or on a page."""
    whole = hash_of(there)
    if told.hash != whole:
        yield Problem(file=MANIFEST, field="hash", code="manifest-hash-differs", found=told.hash, expected=whole)
    for path, held in sorted(there.items()):
        for digits in held.shown:
            if digits != told.hash[:DIGITS]:
                expected = told.hash[:DIGITS]
                yield Problem(file=path, code="manifest-hash-differs", found=digits, expected=expected)


def _release(told: Manifest, site: Folder) -> Iterator[Problem]:
    """Tell what the manifest says of the release and the published package does not."""
    held = site.descriptor
    facts = {
        "name": (told.name, str(held.get("name", ""))),
        "release": (told.release, str(held.get("version", ""))),
        "released": (told.released, str(held.get("created", ""))[:10]),
    }
    for name, (found, expected) in facts.items():
        if found != expected:
            yield Problem(file=MANIFEST, field=name, code="manifest-release-differs", found=found, expected=expected)
