"""Reads plain files of one folder and nothing else: no link, no pipe or device, nothing outside, nothing too large.

A package comes from strangers. Whatever its folder holds, reading it ends soon, takes memory within the limits below,
and never opens a file that is not the package's own.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, Self

from scripts.model.problems import Problem, RefusedError

CODES: Final = ("file-missing", "file-unreadable", "file-not-plain", "file-too-large", "path-outside")

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that are read: a table of a million rows."""

LARGEST_JSON: Final = 16 * 1024 * 1024
"""Bytes of a JSON document that are read, which takes many times as much memory."""

LARGEST_DESCRIPTOR: Final = 4 * 1024 * 1024
"""Bytes of a descriptor that are read: that of 64 tables has 0.3 MB."""

LARGEST_PACKAGE: Final = 512 * 1024 * 1024
"""Bytes of all files of a package together."""

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
"""A pipe that nobody writes to does not keep us waiting."""

_CHUNK: Final = 1024 * 1024

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""Beginning of an address, or the name of a drive."""

_KINDS: Final = (
    (stat.S_ISLNK, "link"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISCHR, "device"),
)


def read_plain(folder: Path, path: str, most: int = LARGEST) -> bytes:
    """Read the plain file at `path` (names joined by `/`) in `folder`.

    `folder` itself may be reached by a link, what is below it may not. Raises RefusedError when the file is missing, no
    plain file, larger than `most` bytes, outside the folder, or cannot be read. Where a link is on the way, it is told.
    """
    parts = path.split("/")
    if leads_out(path):
        raise RefusedError([Problem(file=path, code="path-outside", found=path)])
    try:
        with _Folders(folder) as folders:
            return _read(folders, folder, parts, most)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedError([Problem(file=path, code="file-missing")]) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be one of a file"
        raise RefusedError([Problem(file=path, code="file-unreadable", found=reason)]) from error


def leads_out(path: str) -> bool:
    """Tell whether a path of a descriptor is not one inside the package, on whatever system."""
    plain = path.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or _SCHEME.match(plain) is not None


def files_in(folder: Path, within: Collection[str]) -> Iterator[str]:
    """Give the path of each thing in `folder` that is no folder, links among them, without following any.

    Of the folders in it, only those named in `within` are gone through, whatever depth they have; another one is given
    itself, with a slash at its end, and so is one that cannot be looked into.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            found = _entries(folder / inside)
        except OSError:
            yield f"{inside}/"
            continue
        for name, is_folder in found:
            path = f"{inside}/{name}" if inside else name
            if is_folder and (inside or name in within):
                waiting.append(path)
            else:
                yield f"{path}/" if is_folder else path


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Name each thing in a folder, and say whether it is a folder. A link is none."""
    with os.scandir(folder) as entries:
        return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)


class _Folders:
    """The open folders on the way to one file; closes them all."""

    __slots__ = ("_open", "_root")

    def __init__(self, root: Path) -> None:
        self._root = root
        self._open: list[int] = []

    def __enter__(self) -> Self:
        self._open.append(os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        return self

    def __exit__(self, *_: object) -> None:
        while self._open:
            os.close(self._open.pop())

    @property
    def last(self) -> int:
        """The folder that was opened last."""
        return self._open[-1]

    def enter(self, name: str) -> None:
        """Open a folder in the last one."""
        self._open.append(os.open(name, _FOLDER, dir_fd=self.last))


def _read(folders: _Folders, folder: Path, parts: Sequence[str], most: int) -> bytes:
    """Go down part by part. Each is looked at before it is opened, since opening a device may set it going."""
    for number, part in enumerate(parts, start=1):
        here = "/".join(parts[:number])
        kind = _kind(os.stat(part, dir_fd=folders.last, follow_symlinks=False).st_mode)
        last = number == len(parts)
        if kind == "link" and _is_outside(folder, parts[:number]):
            raise RefusedError([Problem(file=here, code="path-outside", found=here)])
        if kind == "link" or (last and kind):
            raise RefusedError([Problem(file=here, code="file-not-plain", found=kind)])
        if not last:
            folders.enter(part)
    descriptor = os.open(parts[-1], _FILE, dir_fd=folders.last)
    try:
        return _content(descriptor, here, most)
    finally:
        os.close(descriptor)


def _content(descriptor: int, path: str, most: int) -> bytes:
    """Read an open file, which may have become another one since it was looked at, or grow while it is read."""
    status = os.fstat(descriptor)
    if kind := _kind(status.st_mode):
        raise RefusedError([Problem(file=path, code="file-not-plain", found=kind)])
    parts: list[bytes] = []
    size = status.st_size
    while size <= most and (part := os.read(descriptor, _CHUNK)):
        parts.append(part)
        size = max(size, sum(map(len, parts)))
    if size > most:
        raise RefusedError([too_large(path, f"{size:,} bytes", f"{most:,} bytes")])
    return b"".join(parts)


def too_large(path: str, found: str, most: str) -> Problem:
    """Tell a file that is larger than what is read."""
    return Problem(file=path, code="file-too-large", found=found, expected=most)


def _kind(mode: int) -> str:
    """Name what a thing is; '' for a plain file."""
    return next((name for is_one, name in _KINDS if is_one(mode)), "" if stat.S_ISREG(mode) else "device")


def _is_outside(folder: Path, parts: Sequence[str]) -> bool:
    """Tell whether a link leads out of the folder. Nothing is opened for that."""
    root = os.path.realpath(folder)
    return os.path.commonpath([root, os.path.realpath(folder.joinpath(*parts))]) != root
