"""The site that tests look at: published from this very checkout, into a folder of its own.

`python -m tests.site [OPTIONS]` publishes it, unless it stands there already, made from the same bytes; options are
those of `python -m scripts publish` that say with what the package is compared, and always publish. What is public is
compared with and never replaced: half-done work that is tested is no release. The fixture `site` gives the site to
tests, and refuses one that was made from anything else than the checkout that is tested.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from scripts.cli import PACKAGE, PUBLIC, main
from scripts.release.previous import DESCRIPTOR, PUBLISHED
from scripts.release.unchanged import READ

SITE: Final = Path(".cache") / "tested" / "site"
MADE_FROM: Final = SITE.with_name("made-from")
"""Holds the state of the checkout that the site was made from: beside the site, since nothing of it is published."""

OF_PROJECT: Final = ("datapackage", *READ)
"""Everything of the project that publishing reads or consists of."""


def state() -> str:
    """Give the hash of the names and bytes of all that publishing reads."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(f"{path.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    """Give every file that publishing reads, but for compiled Python."""
    for name in OF_PROJECT:
        place = Path(name)
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def fault(now: str) -> str:
    """Say in a line why the site cannot be judged when the checkout is in state `now`; nothing where it can."""
    if not (MADE_FROM.is_file() and SITE.is_dir()):
        return f"There is no whole site in {SITE}/: run `make test-site` first."
    if MADE_FROM.read_text(encoding="utf-8") != now:
        return f"The site in {SITE}/ was made from another state of this checkout: run `make test-site` first."
    return ""


def made(options: Sequence[str]) -> int:
    """Publish the site where it is not there or options are given, and give the exit code."""
    before = state()
    if not (options or fault(before)):
        return 0
    MADE_FROM.unlink(missing_ok=True)
    shutil.rmtree(SITE, ignore_errors=True)  # it is not what a package is compared with
    SITE.parent.mkdir(parents=True, exist_ok=True)
    ended = main(["publish", "--public", str(SITE), *(options or _compared())])
    if ended == 0:
        MADE_FROM.write_text(before, encoding="utf-8")
    return ended


def _compared() -> list[str]:
    """Compare with what is public, where it is of the same publication; else publishing looks into git."""
    public, own = PUBLIC / PUBLISHED, json.loads((PACKAGE / DESCRIPTOR).read_bytes())
    try:
        same = json.loads((public / DESCRIPTOR).read_bytes())["name"] == own["name"]
    except (OSError, ValueError, LookupError, TypeError):
        return []
    return ["--previous", str(public)] if same else []


if __name__ == "__main__":
    sys.exit(made(sys.argv[1:]))
