"""Finds the last release, which a new package is compared with: what is public, or what was committed last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from scripts.model.problems import RefusedError, UsageError
from scripts.model.versions import SHELF
from scripts.package.history import kept_package
from scripts.package.read import Package, parse_descriptor, read_descriptor, read_package
from scripts.package.shelf import shelf_of
from scripts.process import run
from scripts.release.note import Note

Descriptor = Mapping[str, Any]

PUBLISHED: Final = Path("data") / "latest"
"""Folder of a site that holds its package."""

DESCRIPTOR: Final = "datapackage.json"
DATA: Final = "data"

COMMITS: Final = 200
"""Commits of the descriptor in which another version is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last release, where there is one to compare with, and what is told of it."""

    package: Package | None = None
    notes: tuple[Note, ...] = ()


def named(folder: Path) -> Last:
    """Give the package in a folder that a person has named. Raises UsageError when it cannot be read."""
    try:
        package = read_package(folder)
    except RefusedError as refused:
        place = f"{folder / refused.problems[0].file}"
        message = f"The last release cannot be read: {place} [{refused.problems[0].code}]."
        raise UsageError(message, "Name the folder of a package that was published.") from refused
    return Last(package=_as_kept(package), notes=(_compared(folder, package),))


def none() -> Last:
    """Compare with nothing, and say so."""
    return Last(notes=(Note("told.compared.not"),))


def last_release(folder: Path, public: Path) -> Last:
    """Give the last release of the publication whose package is in `folder`: of the same name, and not the same.

    That is what is public, else the last release that is kept beside the package, else what git holds: the newest tag
    behind HEAD, then HEAD itself where the package in `folder` differs from it, then the newest commit of another
    version. A package that is public just as it is was compared when it was published. Raises UsageError when there
    is no package in `folder`.
    """
    try:
        own = read_descriptor(folder)
    except RefusedError:
        return Last()  # of which validation tells
    published, notes = _published(public, own)
    if published:
        if _is_same(published.descriptor, own):
            return Last(notes=(Note("told.compared.same", {"place": public}, aloud=False),))
        return Last(package=published, notes=(_compared(public, published),))
    kept = _kept(folder, own)
    if kept:
        return Last(package=kept, notes=(*notes, _compared(f"{folder / SHELF}", kept)))
    with TemporaryDirectory() as name:
        for label, revision in _revisions(folder, own):
            package = _package_at(folder, revision, Path(name))
            if package and _is_of(package.descriptor, own):
                return Last(package=package, notes=(*notes, _compared(label, package)))
    return Last(notes=(*notes, Note("told.compared.none", aloud=False)))


def _compared(place: object, package: Package) -> Note:
    return Note("told.compared.with", {"place": place, "version": package.version}, aloud=False)


def _is_of(descriptor: Descriptor, own: Descriptor) -> bool:
    """Whether a package is of the same publication."""
    return descriptor.get("name") == own.get("name")


def _is_same(descriptor: Descriptor, own: Descriptor) -> bool:
    """Whether two packages say the same of themselves and have the same files, by their hashes."""
    return _said(descriptor) == _said(own)


def _said(descriptor: Descriptor) -> Descriptor:
    """Give what tells a package from others. How a published descriptor describes its tables beyond that is no more."""
    files = {Path(resource["path"]).name: resource.get("hash") for resource in descriptor["resources"]}
    return {**descriptor, "resources": files}


# -- what is public ----------------------------------------------------------------------------------------------------


def _published(public: Path, own: Descriptor) -> tuple[Package | None, tuple[Note, ...]]:
    """Give the package of what is public, where it is of the same publication; else say why it is not compared with."""
    folder = public / PUBLISHED
    if not (folder / DESCRIPTOR).is_file():
        return None, ()
    try:
        package = read_package(folder)
    except (RefusedError, UsageError):
        return None, (Note("told.compared.unreadable", {"folder": folder}),)
    if not _is_of(package.descriptor, own):
        names = {"place": public, "other": str(package.descriptor.get("name")), "name": str(own.get("name"))}
        return None, (Note("told.compared.another", names),)
    return _as_kept(package), ()


def _as_kept(package: Package) -> Package:
    """A package with its files by the paths that they have where packages are kept: in a folder `data`."""
    files = {
        path if path == DESCRIPTOR or path.startswith(f"{DATA}/") else f"{DATA}/{path}": data
        for path, data in package.files.items()
    }
    return replace(package, files=files)


# -- what is kept ------------------------------------------------------------------------------------------------------


def _kept(folder: Path, own: Descriptor) -> Package | None:
    """Give the last release that is kept: of a package that is kept itself, the one that it came after.

    None where there is none, or where what is kept cannot be read, of which validation tells.
    """
    try:
        shelf = shelf_of(folder)
        named = shelf.of(str(own.get("version", "")))
        last = shelf.of(named.after) if named else shelf.last
        return kept_package(shelf, last) if last else None
    except RefusedError:
        return None


# -- what git holds ----------------------------------------------------------------------------------------------------


def _revisions(folder: Path, own: Descriptor) -> Iterator[tuple[str, str]]:
    """Give the revisions to compare with, best first, each with what it is called."""
    head = _git(folder, "rev-parse", "--short", "HEAD").decode().strip()
    if not head:
        return
    for tag in _git(folder, "tag", "--merged", "HEAD", "--sort=-v:refname", "--sort=-creatordate").decode().split():
        if not _is_same(_descriptor_at(folder, f"refs/tags/{tag}") or own, own):
            yield tag, f"refs/tags/{tag}"
    if not _is_same(_descriptor_at(folder, "HEAD") or own, own):
        yield head, "HEAD"
        return
    commits = _git(folder, "log", f"--max-count={COMMITS}", "--format=%h", "--", DESCRIPTOR).decode().split()
    for commit, data in zip(commits, _blobs(folder, [f"{commit}:./{DESCRIPTOR}" for commit in commits]), strict=True):
        if (_parsed(data) or own)["version"] != own["version"]:
            yield commit, commit


def _descriptor_at(folder: Path, revision: str) -> Descriptor | None:
    """The descriptor that git holds of a revision; None when there is none that can be read."""
    return _parsed(*_blobs(folder, [f"{revision}:./{DESCRIPTOR}"]))


def _parsed(data: bytes) -> Descriptor | None:
    try:
        return parse_descriptor(data)
    except RefusedError:
        return None


def _package_at(folder: Path, revision: str, empty: Path) -> Package | None:
    """The package that git holds of a revision, byte for byte; None when it cannot be read."""
    descriptor = _descriptor_at(folder, revision)
    if descriptor is None:
        return None
    paths = [DESCRIPTOR, *(str(resource["path"]) for resource in descriptor["resources"])]
    with TemporaryDirectory(dir=empty) as name:
        for path, data in zip(paths, _blobs(folder, [f"{revision}:./{path}" for path in paths]), strict=True):
            copy = Path(name) / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        try:
            return read_package(Path(name))
        except (RefusedError, UsageError):
            return None


def _blobs(folder: Path, names: Sequence[str]) -> list[bytes]:
    """Give the content of files by git's names for them, in their order; nothing for one that there is not."""
    asked = "".join(f"{' '.join(name.splitlines())}\n" for name in names)
    told, at, found = _git(folder, "cat-file", "--batch", given=asked.encode()), 0, []
    for _ in names:
        head, _, _ = told[at:].partition(b"\n") if at < len(told) else (b"", b"", b"")
        at += len(head) + 1
        size = int(head.split()[-1]) if head.split()[1:2] == [b"blob"] else None
        found.append(told[at : at + size] if size is not None else b"")
        at += size + 1 if size is not None else 0
    return found


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Ask git about the repository that holds a folder; nothing where there is none, or no git. It fetches nothing."""
    own = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        ended = run(["git", "-C", str(folder), *words], given, own)
    except OSError:
        return b""
    return b"" if ended.returncode else ended.stdout
