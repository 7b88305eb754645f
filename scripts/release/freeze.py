"""Makes a release: names it, keeps its files for ever, and says what it changed in the one before."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scripts.findings.releases import COUNTED, LIST
from scripts.model.locale_files import OWN
from scripts.model.problems import Problem, UsageError
from scripts.model.versions import PATTERN, SHELF, order_of
from scripts.package.history import LEDGER, kept_package
from scripts.package.read import NAME, package_of, read_descriptor
from scripts.package.said import said
from scripts.package.shelf import (
    OBJECTS,
    Kept,
    Shelf,
    description,
    packed,
    sha256_of,
    shelf_of,
)
from scripts.release.publish import Plan, Stage, build
from scripts.release.workspace import workspace
from scripts.validate.validate import Checked, check
from scripts.verify.ledger import addresses_of
from scripts.verify.verify import verify
from scripts.words.stale import Source, stale
from scripts.words.translations import unsaid

CITATION: Final = Path("CITATION.cff")
CITED: Final = {"version": r'^version: "([^"]*)"$', "date-released": r'^date-released: "([^"]*)"$'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What came of it: the problems for which nothing was kept, or the release with its numbers of changes."""

    problems: tuple[Problem, ...] = ()
    version: str = ""
    after: str = ""
    changes: Mapping[str, int] | None = None


def freeze(plan: Plan, version: str, day: str, stage: Stage) -> Frozen:
    """Name the package of `plan`, build and verify its site, and keep it. On a fault everything is as it was before.

    Raises UsageError for a version or a day that cannot follow the last release, RefusedError when the package or what
    is kept cannot be read.
    """
    shelf = shelf_of(plan.package)
    _refuse(shelf, version, day)
    before = {path: path.read_bytes() for path in (plan.package / NAME, CITATION) if path.is_file()}
    try:
        frozen = _frozen(plan, shelf, version, day, stage)
    except BaseException:
        _restore(before)
        raise
    if frozen.problems:
        _restore(before)
    return frozen


def _restore(before: Mapping[Path, bytes]) -> None:
    for path, data in before.items():
        _write(path, data)


def _refuse(shelf: Shelf, version: str, day: str) -> None:
    """Refuse a version or a day that is none, or that does not come after the last release."""
    if not re.fullmatch(PATTERN, version):
        message = f"'{version}' is no version."
        raise UsageError(message, "Give a year and a number in it, as 2026.2, or a correction of one, as 2026.1.1.")
    if not _is_day(day):
        message = f"'{day}' is no day."
        raise UsageError(message, "Give it as 2026-11-29.")
    last = shelf.last
    if last and order_of(version) <= order_of(last.version):
        message = f"{version} does not come after {last.version}, which is kept."
        raise UsageError(message, "A release that is kept never changes: give the next number.")
    if last and day < last.released:
        message = f"{day} is before {last.released}, the day of {last.version}."
        raise UsageError(message, "Give the day on which it is released.")


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False


def _frozen(plan: Plan, shelf: Shelf, version: str, day: str, stage: Stage) -> Frozen:
    _name(plan.package, str(read_descriptor(plan.package)["version"]), version, day)
    done = stage("validate")
    checked = check(plan.package, kept_package(shelf, shelf.last) if shelf.last else None, unsaid)
    done()
    if checked.report.errors:
        return Frozen(problems=checked.report.problems)
    if outdated := _outdated(plan.package, checked):
        return Frozen(problems=outdated)
    with workspace(plan.workspace) as folder:
        site = build(plan, folder, stage, checked)
        done = stage("verify")
        problems = verify(site, plan.package)
        done()
        if problems:
            return Frozen(problems=problems)
        done = stage("keep")
        own = site / "data" / version
        files = {path.name: path.read_bytes() for path in own.iterdir()}
        files[LEDGER] = "".join(f"{address}\n" for address in addresses_of(site)).encode()
        after = shelf.last.version if shelf.last else ""
        keep(plan.package, Kept(version=version, released=day, after=after, files={}), files)
        listed = (site / "data" / "latest" / LIST).read_text(encoding="utf-8")
        done()
    return Frozen(version=version, after=after, changes=_counts(listed) if after else None)


def _outdated(folder: Path, checked: Checked) -> tuple[Problem, ...]:
    """Tell the texts on figures whose translation is out of date: a release says the same in each language."""
    package = package_of(checked.files)
    texts = {
        language: [Source(context=place, text=text) for place, text in said(package.tables, language)]
        for language in package.languages.codes
        if language != OWN
    }
    return tuple(stale(folder, texts))


def _counts(listed: str) -> Mapping[str, int]:
    """Give the numbers of changes of the newest release by kind, from the list of releases."""
    row = next(csv.DictReader(io.StringIO(listed, newline="")))
    return {column: int(row[column]) for column in COUNTED}


def keep(folder: Path, release: Kept, files: Mapping[str, bytes]) -> None:
    """Keep the files of a release, by name, beside the package in `folder`. A content that is there is not written.

    The description is written last: a release is kept when it is there, and what a run that was stopped has left
    before is completed by the next.
    """
    objects = folder / SHELF / OBJECTS
    objects.mkdir(parents=True, exist_ok=True)
    hashes = {name: sha256_of(data) for name, data in files.items()}
    for name, sha in sorted(hashes.items()):
        target = objects / f"{sha}.xz"
        if not target.is_file():
            _write(target, packed(files[name]))
    kept = Kept(version=release.version, released=release.released, after=release.after, files=hashes)
    _write(folder / SHELF / f"{release.version}.json", description(kept))


def _name(folder: Path, before: str, version: str, day: str) -> None:
    """Write version and day into the descriptor, and into the citation of the project where it names the package's."""
    path = folder / NAME
    described = json.loads(path.read_bytes())
    named = {**described, "version": version, "created": f"{day}T00:00:00Z"}
    _write(path, f"{json.dumps(named, ensure_ascii=False, indent=2)}\n".encode())
    if CITATION.is_file():
        text = CITATION.read_text(encoding="utf-8")
        held = re.search(CITED["version"], text, re.MULTILINE)
        if held and held[1] in (before, version):
            for key, value in (("version", version), ("date-released", day)):
                text = re.sub(CITED[key], f'{key}: "{value}"', text, flags=re.MULTILINE)
            _write(CITATION, text.encode())


def _write(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)  # noqa: PTH105 - the same in one word
