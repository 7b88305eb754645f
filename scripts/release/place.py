"""The place where a site is put: what stands there, and what would hinder a new one from taking its place.

All that can be known is asked before anything is built, so that a run of minutes does not end with "permission denied".
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.manifest import MANIFEST
from scripts.model.problems import HinderedError
from scripts.release.exchange import exchange
from scripts.release.lock import HeldError, locked
from scripts.release.signals import undisturbed

LINKS: Final = 40
"""Links that are followed one after another, as Linux does."""

MOUNTS: Final = Path("/proc/self/mountinfo")
EFFECTIVE: Final = os.access in os.supports_effective_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a site is put. `path` has no link before its last part, and is itself one only where it is ours.

    `folders` tells whether its file system can exchange two folders in one step. Where it cannot, `path` is a link of
    ours to a folder in `sites`, and it is the link that is replaced.
    """

    path: Path
    folders: bool = True

    @property
    def sites(self) -> Path:
        """Folder of the sites that the link leads to."""
        return _sites(self.path)

    @property
    def is_link(self) -> bool:
        """Whether it is a link of ours now, or is to become one."""
        return self.path.is_symlink() or not self.folders

    @property
    def lock(self) -> Path:
        """The lock of the place, beside it: whatever way leads here, it is the same file."""
        return self.beside("lock")

    @property
    def before(self) -> Path:
        """The site that was here before this one: a folder, or a link of ours to one where `path` is a link too."""
        return self.beside(BEFORE)

    @property
    def back(self) -> Path:
        """A link of ours to what was public, while the links of the place and of the site before change roles."""
        return self.beside(BACK)

    def beside(self, *what: str) -> Path:
        """Give a name beside the place, in its own file system."""
        return self.path.with_name(f".{self.path.name}.{'-'.join(what)}")


def unique() -> str:
    """Give a part of a name that no other run has."""
    return uuid.uuid4().hex[:12]


def found(public: Path) -> Place:
    """Follow links to the folder that they mean, and refuse what can be seen not to be one.

    Raises HinderedError for a file, a link without end, and a folder whose parent is not there or cannot be written.
    """
    path = _followed(public)
    parent = path.parent
    if not path.name:
        raise HinderedError(key="holds", place=path, what="/")
    if path.exists() and not path.is_dir():
        raise HinderedError(key="not_a_folder", place=path)
    if not parent.is_dir():
        raise HinderedError(key="no_parent", place=path, parent=parent)
    if not _may(parent, os.W_OK | os.X_OK) or _is_anothers(path):
        raise HinderedError(key="parent_closed", place=path, parent=parent)
    return Place(path=path)


def _followed(public: Path) -> Path:
    path = Path(os.path.abspath(public))  # noqa: PTH100 - `public` may be a link, which resolve() would follow
    for _ in range(LINKS):
        path = path.parent.resolve() / path.name
        if not path.is_symlink() or _is_ours(path):
            return path
        path = Path(os.path.normpath(path.parent / _target(path)))
    raise HinderedError(key="endless", place=public)


def _target(link: Path) -> Path:
    target = link.parent / link.readlink()
    return target.parent.resolve() / target.name if target.name not in ("", "..") else target.resolve()


def _sites(path: Path) -> Path:
    return path.with_name(f"{path.name}.sites")


def _is_ours(link: Path) -> bool:
    """Tell a link that publishing has made: it leads to a folder of sites beside it, by a relative way."""
    target = link.readlink()
    return not target.is_absolute() and target.parts[:-1] == (_sites(link).name,)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=EFFECTIVE)


def _is_anothers(path: Path) -> bool:
    """Tell whether only another user may rename it: the parent is one like /tmp, where each has what is theirs."""
    parent, me = path.parent.stat(), os.geteuid()
    owners = {parent.st_uid, *({path.lstat().st_uid} if os.path.lexists(path) else ())}
    return bool(parent.st_mode & stat.S_ISVTX) and me != 0 and os.path.lexists(path) and me not in owners


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Hold the lock of a place. Raises HinderedError, with who is in the way, when another process has it."""
    try:
        with locked(place.lock):
            yield
    except HeldError as held:
        holder = held.holder
        values = {"pid": holder.pid or "?", "host": holder.host or "?", "command": holder.command or "?"}
        raise HinderedError(key="held", place=place.path, since=holder.since, **values) from held


@contextmanager
def unchanged(public: Path) -> Iterator[None]:
    """Keep a public folder from being replaced while something reads it.

    Raises HinderedError when it is just being published. Where this user could not replace it, it is not held.
    """
    try:
        place = found(public)
    except HinderedError:
        yield
        return
    with alone(place):
        yield


def cleared(place: Place, kept: Iterable[Path], closed_to: Iterable[Path] = ()) -> Place:
    """Look whether a site can be put here in one step, by trying with folders of no meaning; remove old rests.

    Only for the holder of the lock. `kept` are folders that must not be replaced with it, `closed_to` such as must
    not get anything new. Raises HinderedError.
    """
    for path in kept:
        if path.resolve().is_relative_to(place.path):
            raise HinderedError(key="holds", place=place.path, what=path)
    inside = next((path for path in closed_to if place.path.is_relative_to(path.resolve())), None)
    if inside:
        raise HinderedError(key="inside", place=place.path, what=inside)
    with undisturbed():
        _clear(place)
    real = place.path.is_dir() and not place.path.is_symlink()
    if real:
        _refuse_unremovable(place.path)
    with undisturbed():
        folders = _tried(place)
    if real and not folders and any(place.path.iterdir()):
        raise HinderedError(key="no_exchange", place=place.path)
    return Place(path=place.path, folders=folders)


def _refuse_unremovable(path: Path) -> None:
    """Refuse a folder that could be replaced, but not cleared away afterwards, or not even replaced."""
    if mount := next(_mounts(path), None):
        raise HinderedError(key="mounted", place=path, mount=mount)
    if closed := next(_closed(path), None):
        raise HinderedError(key="closed", place=path, folder=closed, owner=_owner(closed))


def _clear(place: Place) -> None:
    """Remove what runs have left beside the place that were killed. What cannot be removed is left once more."""
    with suppress(OSError):
        _end_exchange_of_links(place)
    rest = re.compile(rf"\.{re.escape(place.path.name)}\.({NEXT}|{OLD}|{LINK}|{TRY})-[0-9a-z_]+")
    for path in place.path.parent.iterdir():
        if is_rest := rest.fullmatch(path.name):
            with suppress(OSError):
                if is_rest[1] == OLD:
                    set_aside(path, place, keep=path.name != old_name(path, place).name)
                elif is_rest[1] == LINK:
                    path.unlink()
                else:
                    shutil.rmtree(path)


def _end_exchange_of_links(place: Place) -> None:
    """End what a rollback had begun that was killed between two links: else nothing led to what was public before it.

    Raises OSError.
    """
    if not place.back.is_symlink():
        return
    links = (place.path, place.before)
    if all(link.is_symlink() for link in links) and len({link.readlink() for link in links}) == 1:
        place.back.replace(place.before)
    else:
        place.back.unlink()


NEXT: Final = "next"
"""A site that is on its way in. A part of one may be left behind."""

OLD: Final = "old"
"""A whole site that is exchanged: first the new one, afterwards what was there before."""

BEFORE: Final = "before"
BACK: Final = "back"
LINK: Final = "link"
TRY: Final = "try"


def old_name(new: Path, place: Place) -> Path:
    """Give the name under which a new site is exchanged: that of its inode.

    Whoever finds a folder of that name after a run was killed knows by it whether it is the new site, which was never
    public, or the one that was public before.
    """
    return place.beside(OLD, f"{new.stat().st_ino:x}")


def is_site(folder: Path) -> bool:
    """Tell a site from any other folder with something in it. An empty folder is no loss either."""
    return (folder / "index.html").is_file() or not any(folder.iterdir())


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two sites are the same, by what they list."""
    files = [folder / MANIFEST for folder in (one, other)]
    return all(file.is_file() for file in files) and files[0].read_bytes() == files[1].read_bytes()


def set_aside(folder: Path, place: Place, *, keep: bool) -> Path | None:
    """Put away the site that was in the place before; what is no site gets a name of its own, which is given.

    With `keep` it is the one that `rollback` brings back, in place of the one that was kept; it is removed when it is
    just what is public now. Raises OSError when that cannot be done; what is left is tried again by the next run.
    """
    if is_site(folder):
        if keep and any(folder.iterdir()) and not is_same(folder, place.path):
            _kept_before(folder, place)
        else:
            removed(folder, place)
        return None
    number = 1
    while os.path.lexists(kept := place.path.with_name(f"{place.path.name}.before-{number}")):
        number += 1
    folder.rename(kept)
    return kept


def _kept_before(folder: Path, place: Place) -> None:
    """Make a folder the site before, in one step; what was that is removed."""
    if not os.path.lexists(place.before):
        folder.rename(place.before)
    elif exchange(folder, place.before):
        removed(folder, place)
    else:
        removed(place.before, place)
        folder.rename(place.before)


def removed(folder: Path, place: Place) -> None:
    """Remove a folder beside the place. Half of a site, should this be interrupted, is not taken for something else.

    Raises OSError, with the place of what is left.
    """
    rest = place.beside(NEXT, unique())
    folder.rename(rest)
    try:
        shutil.rmtree(rest)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(rest)) from error


def _tried(place: Place) -> bool:
    """Tell whether folders can be exchanged here. Raises HinderedError when the place itself cannot be renamed.

    It is tried to rename it to a folder that is not empty, which no system may do: what the system answers tells
    whether it would for another reason not do it either (a mount, no permission, an image's own layer).
    """
    with tempfile.TemporaryDirectory(prefix=f".{place.path.name}.{TRY}-", dir=place.path.parent) as name:
        one, other = Path(name) / "one", Path(name) / "other"
        for folder in (one, other / "full"):
            folder.mkdir(parents=True)
        if place.path.is_dir() and not place.path.is_symlink():
            try:
                os.rename(place.path, other)  # noqa: PTH104
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise HinderedError(key="refused", place=place.path, reason=error.strerror) from error
            else:
                other.rename(place.path)
        return exchange(one, other)


def _mounts(path: Path) -> Iterator[str]:
    """Give every mount at a folder or below it, as far as the system tells."""
    with suppress(OSError):
        for line in MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            mount = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), line.split()[4])
            if Path(mount).is_relative_to(path):
                yield mount
    if os.path.ismount(path):
        yield str(path)


def _closed(path: Path) -> Iterator[Path]:
    """Give every folder below that has something which this user may not remove: nothing of it could be cleared."""
    for name, folders, files in os.walk(path, onerror=_unreadable):
        if (folders or files) and not _may(Path(name), os.W_OK | os.X_OK):
            yield Path(name)


def _unreadable(error: OSError) -> None:
    raise HinderedError(key="closed", place=error.filename, folder=error.filename, owner=_owner(Path(error.filename)))


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except (KeyError, OSError):
        return str(path.lstat().st_uid)
