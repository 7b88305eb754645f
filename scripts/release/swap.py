"""Puts a finished site in its place in one step, and only when all of it is on disk."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.model.problems import HinderedError
from scripts.release.exchange import exchange
from scripts.release.note import Note
from scripts.release.place import LINK, NEXT, Place, is_same, old_name, removed, set_aside, unique
from scripts.release.signals import point_of_no_return, undisturbed

FOLDER_MODE: Final = 0o755
FILE_MODE: Final = 0o644
WRITERS: Final = 16
"""Threads that wait for the disk: it takes a quarter of the time that one takes."""


def put_in_place(new: Path, place: Place, *, keep: bool = True) -> tuple[Note, ...]:
    """Make `place` hold what `new` holds, which is gone from there. At every moment it is whole: the old or the new.

    With `keep` the site that was there before is kept beside it, for `put_back`; otherwise none is. Gives what is to
    be told of clearing up afterwards: the new site is then public all the same. Raises OSError or HinderedError, and
    then `place` is as it was.
    """
    with _beside(new, place) as ready:
        settle(ready)
        with point_of_no_return():
            return _taken_over(ready, place, keep=keep)


def stays(place: Place, *, keep: bool) -> tuple[Note, ...]:
    """Leave what is public, and clear up as `put_in_place` does: without `keep` no site before is kept."""
    return () if keep else tuple(_after(place, None, keep=keep))


@contextmanager
def _beside(new: Path, place: Place) -> Iterator[Path]:
    """Bring a site next to its place, in the same file system; remove it from there when it was not taken over."""
    ready = place.beside(NEXT, unique())
    try:
        _move(new, ready)
        yield ready
    finally:
        with undisturbed():
            shutil.rmtree(ready, ignore_errors=True)


def _move(new: Path, to: Path) -> None:
    try:
        new.rename(to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(new, to)


def _copy(new: Path, to: Path) -> None:
    """Copy a site from another file system. Raises OSError with the first file that cannot be written."""
    for path in _below(new):
        copy = to / path.relative_to(new)
        if path.is_dir() and not path.is_symlink():
            copy.mkdir()
        else:
            shutil.copyfile(path, copy, follow_symlinks=False)


def settle(folder: Path) -> None:
    """Give every file and folder its mode, whatever the user's umask, and wait until all of them are on disk.

    Raises HinderedError for anything that is neither: nothing of a site leads out of it. Raises OSError.
    """
    with ThreadPoolExecutor(WRITERS) as writers:
        for _ in writers.map(_settled, _below(folder)):
            pass


def _below(folder: Path) -> Iterator[Path]:
    yield folder
    for name, folders, files in os.walk(folder):
        yield from (Path(name, each) for each in (*folders, *files))


def _settled(path: Path) -> None:
    mode = path.lstat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise HinderedError(key="no_file", file=path)
    path.chmod(FOLDER_MODE if stat.S_ISDIR(mode) else FILE_MODE)
    to_disk(path)


def to_disk(path: Path) -> None:
    """Wait until a file, or the list of what is in a folder, is on disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _taken_over(ready: Path, place: Place, *, keep: bool) -> tuple[Note, ...]:
    old = _led_to(ready, place) if place.is_link else _exchanged(ready, place)
    return tuple(_after(place, old, keep=keep))


def _exchanged(ready: Path, place: Place) -> Path | None:
    """Exchange the site with the folder that is there, which is given, or rename it to where nothing is lost."""
    old = old_name(ready, place)
    ready.rename(old)  # from here on it is whole
    try:
        to_disk(place.path.parent)
        if not place.path.exists() or not any(place.path.iterdir()):
            old.rename(place.path)
        else:
            _exchange_or_refuse(old, place)
    except BaseException:
        old.rename(ready)
        raise
    return old if old.exists() else None


def _exchange_or_refuse(site: Path, place: Place) -> None:
    if not exchange(site, place.path):
        raise HinderedError(key="no_exchange", place=place.path)


def _led_to(ready: Path, place: Place) -> Path | None:
    """Put the site into the folder of sites and replace the link, where folders cannot be exchanged.

    Gives the folder that the link led to.
    """
    place.sites.mkdir(exist_ok=True)
    site, old = place.sites / unique(), _led(place.path)
    ready.rename(site)
    try:
        to_disk(place.sites)
        _lead(place.path, site, place)
    except BaseException:
        site.rename(ready)
        raise
    return old


def _links_exchanged(place: Place) -> None:
    """Let the link of the place and that of the site before change roles; a third one holds the way back meanwhile.

    Whoever finds that third one after a run was killed ends what was begun: see `place.cleared`.
    """
    now, before = _led(place.path), _led(place.before)
    if now:
        _lead(place.back, now, place)
    if before:
        _lead(place.path, before, place)
    if now:
        place.back.replace(place.before)


def _led(link: Path) -> Path | None:
    """Give the folder of sites that a link of ours leads to."""
    return link.parent / link.readlink() if link.is_symlink() else None


def _lead(link: Path, site: Path, place: Place) -> None:
    """Make a link of ours lead to a folder of sites, in one step. Raises OSError, and then it is as it was."""
    new = place.beside(LINK, unique())
    try:
        new.symlink_to(Path(place.sites.name) / site.name)
        to_disk(place.path.parent)
        if not link.is_symlink() and link.exists():
            link.rmdir()  # an empty folder, which no link can replace
        new.replace(link)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _after(place: Place, old: Path | None, *, keep: bool) -> Iterator[Note]:
    """Clear up. The new site is public: what fails now is told, and is no failure of the publication."""
    try:
        to_disk(place.path.parent)
    except OSError as error:
        yield Note("told.not_on_disk", {"place": place.path, "reason": error.strerror})
    try:
        if place.is_link:
            _cleared_sites(place, old, keep=keep)
            return
        if old and (kept := set_aside(old, place, keep=keep)):
            yield Note("told.kept", {"place": place.path, "kept": kept})
        if not keep and os.path.lexists(place.before):
            removed(place.before, place)
    except OSError as error:
        yield Note("told.left", {"place": place.path, "left": error.filename or old, "reason": error.strerror})


def _cleared_sites(place: Place, old: Path | None, *, keep: bool) -> None:
    """Remove every folder of sites but the one that is public and, with `keep`, the one that was so before."""
    new = _led(place.path)
    if keep and old and new and old.is_dir() and not is_same(old, new):
        _lead(place.before, old, place)
    if not keep:
        place.before.unlink(missing_ok=True)
    for site in set(place.sites.iterdir()) - {new, _led(place.before)}:
        removed(site, place)


def put_back(place: Place) -> tuple[Note, ...]:
    """Exchange what is public with the site before, which must be there: done again, it is undone.

    At every moment `place` is whole. Raises OSError or HinderedError, and then it is as it was.
    """
    with point_of_no_return():
        if place.is_link:
            _links_exchanged(place)
        elif place.path.exists():
            if not exchange(place.before, place.path):
                raise HinderedError(key="no_exchange", place=place.path)
        else:
            place.before.rename(place.path)
        to_disk(place.path.parent)
        if not place.is_link and place.before.exists() and not (place.before / "index.html").is_file():
            kept = set_aside(place.before, place, keep=False)
            return (Note("told.kept", {"place": place.path, "kept": kept}),) if kept else ()
        return ()
