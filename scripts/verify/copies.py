"""Holds any copy of a site to its manifest: a folder, or what a server gives out.

The copy may be anybody's, so nothing that it says leads out of its own address or folder, and nothing is read beyond
the size that its manifest states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from scripts.model.manifest import ASIDE, DIGITS, MANIFEST, SIGNATURE
from scripts.model.problems import HinderedError, Problem
from scripts.verify.manifest import Manifest, Seen, differences, hash_of, read_manifest, seen
from scripts.verify.signature import NotSignedError, signed

LARGEST: Final = 64_000_000
"""Bytes of a manifest or signature that are read at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What there is at a path: its bytes (None where there is nothing), and what is wrong besides."""

    data: bytes | None = None
    problems: tuple[Problem, ...] = ()
    known: bool = True
    """Whether it is certain; otherwise the problems say why not."""


class Copy(Protocol):
    """A copy of a site."""

    @property
    def readers(self) -> int:
        """How many files may be taken at the same time."""

    def take(self, path: str, most: int) -> Taken:
        """Give what there is at a path below its root, and no more than `most` bytes and one."""

    def hides(self, path: str) -> bool:
        """Tell whether a file may be kept from readers."""

    def others(self, told: Manifest) -> Iterator[Problem]:
        """Tell what is there and not listed, as far as that can be seen, and what else is wrong with the whole."""

    def close(self) -> None:
        """Give back what was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a copy was found to be: its manifest where it has one, how it is signed, and what differs."""

    problems: tuple[Problem, ...]
    manifest: Manifest | None = None
    signed: bool = False
    comment: str = ""
    """What was signed with the manifest; '' where nobody has looked."""

    unasked: int = 0
    """Files that a server may keep to itself, and has."""


def compare(copy: Copy, key: str = "") -> Result:
    """Compare a copy with its manifest, and that with its signature where the signer's public `key` is given.

    Raises HinderedError when no signature can be looked at on this machine, UsageError when the key is none.
    """
    try:
        return _compared(copy, key)
    finally:
        copy.close()


def _compared(copy: Copy, key: str) -> Result:
    taken = copy.take(MANIFEST, LARGEST)
    if taken.data is None:
        missing = (Problem(file=MANIFEST, code="manifest-missing"),) if taken.known else ()
        return Result(problems=(*taken.problems, *missing))
    try:
        told = read_manifest(taken.data)
    except ValueError as error:
        problem = Problem(file=MANIFEST, code="manifest-unreadable", found=str(error))
        return Result(problems=(*taken.problems, problem))
    signature = copy.take(SIGNATURE, LARGEST).data
    comment, problems = _signed(taken.data, signature, key) if key else ("", ())
    if problems:  # what a stranger lists is not worth asking for
        return Result(problems=problems, manifest=told, signed=signature is not None)
    found = Files.of(copy, told)
    every = {*taken.problems, *found.problems, *found.differing(told), *copy.others(told)}
    return Result(
        problems=tuple(sorted(every)),
        manifest=told,
        signed=signature is not None,
        comment=comment,
        unasked=len(found.hidden),
    )


def _signed(data: bytes, signature: bytes | None, key: str) -> tuple[str, tuple[Problem, ...]]:
    """Give what was signed with a manifest, or the problem."""
    if signature is None:
        return "", (Problem(file=SIGNATURE, code="signature-absent"),)
    try:
        return signed(data, signature, key), ()
    except NotSignedError as error:
        return "", (Problem(file=SIGNATURE, code="signature-wrong", found=str(error)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files of a copy that its manifest lists: what there is of each (None for none)."""

    there: Mapping[str, Seen | None]
    hidden: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    """Files of which no answer says whether they are there."""

    problems: tuple[Problem, ...] = field(default=())

    @classmethod
    def of(cls, copy: Copy, told: Manifest) -> Files:
        """Look at every file that a manifest lists."""
        paths = sorted(told.files)
        with ThreadPoolExecutor(copy.readers) as readers:
            looked = list(readers.map(lambda path: _looked(copy, path, told.files[path].size), paths))
        there = {path: held for path, (held, _) in zip(paths, looked, strict=True)}
        hidden = {path for path, (held, _) in zip(paths, looked, strict=True) if held is None and copy.hides(path)}
        unknown = {path for path, (_, taken) in zip(paths, looked, strict=True) if not taken.known}
        found = tuple(problem for _, taken in looked for problem in taken.problems)
        return cls(there=there, hidden=frozenset(hidden), unknown=frozenset(unknown), problems=found)

    def differing(self, told: Manifest) -> Iterator[Problem]:
        """Tell each file that is not as it is listed; where all are, a hash of the site that is not theirs."""
        passed = self.hidden | self.unknown
        listed = {path: held for path, held in told.files.items() if path not in passed}
        found = tuple(differences(listed, self.there))
        yield from found
        whole = {path: held for path, held in self.there.items() if held}
        if not found and len(whole) == len(self.there) and told.hash != hash_of(whole):
            expected = hash_of(whole)
            yield Problem(file=MANIFEST, field="hash", code="manifest-hash-differs", found=told.hash, expected=expected)
        for path, held in sorted(whole.items()):
            for digits in held.shown:
                if digits != told.hash[:DIGITS]:
                    expected = told.hash[:DIGITS]
                    yield Problem(file=path, code="manifest-hash-differs", found=digits, expected=expected)


def _looked(copy: Copy, path: str, size: int) -> tuple[Seen | None, Taken]:
    taken = copy.take(path, size)
    held = None if taken.data is None else seen(path, taken.data)
    return held, Taken(problems=taken.problems, known=taken.known)


@dataclass(frozen=True, slots=True)
class Disk:
    """A copy in a folder."""

    root: Path
    readers: int = 4

    def take(self, path: str, most: int) -> Taken:
        """Read a file, whatever links lead to it. What cannot be read is told."""
        try:
            with (self.root / path).open("rb") as file:
                return Taken(data=file.read(most + 1))
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return Taken()
        except OSError as error:
            problem = Problem(file=path, code="copy-unreachable", found=error.strerror or str(error))
            return Taken(problems=(problem,), known=False)

    def hides(self, path: str) -> bool:
        """Tell that nothing may be missing."""
        return False

    def others(self, told: Manifest) -> Iterator[Problem]:
        """Tell each file that is not listed."""
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if not path.is_dir() and name not in told.files and name not in ASIDE:
                yield Problem(file=name, code="manifest-file-extra")

    def close(self) -> None:
        """Do nothing: no file is left open."""


def of_folder(root: Path) -> tuple[Problem, ...]:
    """Tell what of a site in a folder is not as its manifest says. Raises HinderedError when there is no folder."""
    if not root.is_dir():
        raise HinderedError(key="no_folder", place=root)
    return compare(Disk(root)).problems
