"""Brings back the site that was public before this one, which publishing has kept beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from scripts.model.manifest import DIGITS, MANIFEST
from scripts.model.problems import HinderedError, Problem
from scripts.release.note import Note
from scripts.release.place import alone, cleared, found
from scripts.release.swap import put_back
from scripts.verify.copies import of_folder
from scripts.verify.manifest import read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A site as it is called: its release, the day of that, the first digits of its hash; '?' where it says none."""

    release: str = "?"
    released: str = "?"
    hash: str = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What a rollback has done: the site that is public now, the one that was, and what is to be told.

    With problems nothing was done.
    """

    problems: tuple[Problem, ...] = ()
    now: Edition = Edition()
    before: Edition = Edition()
    notes: tuple[Note, ...] = ()


def edition(site: Path) -> Edition:
    """Give what a site is called, by its manifest."""
    try:
        told = read_manifest((site / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return Edition()
    return Edition(release=told.release, released=told.released, hash=told.hash[:DIGITS])


def rollback(public: Path) -> Back:
    """Exchange the public site with the one before it, once that is seen to be whole; done again, it is undone.

    Raises HinderedError when none is kept, or the machine or another run does not allow it.
    """
    place = found(public)
    with alone(place):
        ready = cleared(place, (Path.cwd(),))
        if not os.path.lexists(ready.before) or not (ready.before / "index.html").is_file():
            raise HinderedError(key="no_before", place=place.path)
        before = edition(ready.before)
        if problems := _not_whole(ready.before, place.path.parent):
            return Back(problems=problems)
        was, notes = edition(ready.path), []
        if before == Edition():
            notes.append(Note("told.without_manifest", {"place": place.path}))
        return Back(now=before, before=was, notes=(*notes, *put_back(ready)))


def _not_whole(site: Path, parent: Path) -> tuple[Problem, ...]:
    """Tell what is not as the manifest of a site says. A site that an earlier program has made has none."""
    if not (site / MANIFEST).exists():
        return ()
    name = site.relative_to(parent).as_posix()
    return tuple(_below(name, problem) for problem in of_folder(site))


def _below(folder: str, problem: Problem) -> Problem:
    return Problem(
        file=f"{folder}/{problem.file}",
        field=problem.field,
        code=problem.code,
        found=problem.found,
        expected=problem.expected,
    )
