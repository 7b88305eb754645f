"""The last step of a build: the manifest of all files, and the hash of the site at the foot of every page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.manifest import ASIDE, DIGITS, MANIFEST, UNKNOWN

SHOWN: Final = re.compile(rb"(<a [^<>]*\bdata-hash\b[^<>]*>[^<>]*?)" + UNKNOWN.encode())
"""The digits in a page, before they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a manifest says of a site as a whole: the name of its package, its release, and the day of that."""

    name: str
    release: str
    released: str


def write_manifest(site: Path, made: Made) -> str:
    """Show the hash of the site on its pages and write its manifest, which lists every file; give the hash.

    Nothing of the site may change afterwards.
    """
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    files = [path for path in paths if path not in ASIDE]
    with ThreadPoolExecutor() as reading:
        sums = dict(zip(files, reading.map(lambda path: _sum(site / path), files), strict=True))
        whole = hash_of(sums)
        shown = [path for path in files if path.endswith(".html")]
        sums.update(zip(shown, reading.map(lambda path: _shown(site / path, whole), shown), strict=True))
    sizes = {path: (site / path).stat().st_size for path in files}
    (site / MANIFEST).write_text(manifest_text(made, whole, sums, sizes), encoding="utf-8")
    return whole


def hash_of(sums: Mapping[str, str]) -> str:
    """Give the hash of a site by those of its files."""
    return hashlib.sha256("".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()).hexdigest()


def manifest_text(made: Made, whole: str, sums: Mapping[str, str], sizes: Mapping[str, int]) -> str:
    """Give a manifest, with a line for each file."""
    head = {"name": made.name, "release": made.release, "released": made.released, "hash": whole}
    lines = [f"{_json(name)}: {_json(value)}," for name, value in head.items()]
    entries = [_json({"path": path, "bytes": sizes[path], "sha256": sums[path]}) for path in sorted(sums)]
    return _joined(["{", *lines, '"files": ['], entries)


def _joined(head: Iterable[str], entries: Iterable[str]) -> str:
    return "\n".join([*head, ",\n".join(entries), "]}", ""])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _shown(path: Path, whole: str) -> str:
    """Write the digits into a page that has a place for them, and give the hash of the page."""
    page = path.read_bytes()
    filled = SHOWN.sub(lambda found: found[1] + whole[:DIGITS].encode(), page)
    if filled != page:
        path.write_bytes(filled)
    return hashlib.sha256(filled).hexdigest()
