"""Locks: one process at a time in one place, and who that is.

A lock is the system's own on an open file (`flock`), not the file: it ends with its process, whatever ends that, so no
lock is ever left behind, and a process that later has the same number is never taken for the holder. What the file says
is for people.
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scripts.release.signals import undisturbed

LONGEST = 4096
"""Bytes of a lock file that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a lock, as far as it says: number of the process ('' when not known), machine, command, since when."""

    pid: str
    host: str
    command: str
    since: str


class HeldError(Exception):
    """Another process holds the lock."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder.pid)
        self.holder = holder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock at `path`, whose folder must be there. The file is gone afterwards.

    Raises HeldError at once when another process has it, OSError when there can be no file or no lock.
    """
    with ExitStack() as held:
        with undisturbed():
            handle = _taken(path)
            held.callback(_give_back, handle, path)
            _sign(handle)
        yield


def _give_back(handle: int, path: Path) -> None:
    with undisturbed():
        with suppress(OSError):
            path.unlink()  # while the lock is held, or it could be another's file
        os.close(handle)


def _taken(path: Path) -> int:
    """Give the open, locked file that is at `path` now: one that was removed meanwhile is no lock any more."""
    while True:
        handle = _opened(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(handle, path):
                if os.access(path, os.W_OK):
                    return handle
                path.unlink()  # left by another user, who has ended
        except BlockingIOError:
            holder = _holder(handle)
            os.close(handle)
            raise HeldError(holder) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except PermissionError:  # another user's, which may be looked at
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _sign(handle: int) -> None:
    said = {
        "pid": os.getpid(),
        "host": os.uname().nodename,
        "command": shlex.join(["python", "-m", "scripts", *sys.argv[1:]]),
    }
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{json.dumps(said)}\n".encode()[:LONGEST], 0)


def _holder(handle: int) -> Holder:
    """Read who holds a lock. The time is that of the file, so that no clock is asked."""
    try:
        said = json.loads(os.pread(handle, LONGEST, 0))
    except ValueError:  # it has just begun
        said = {}
    said = said if isinstance(said, dict) else {}
    pid, host, command = (str(said.get(name, "")) for name in ("pid", "host", "command"))
    since = datetime.fromtimestamp(os.fstat(handle).st_mtime, UTC)
    return Holder(pid=pid, host=host, command=command, since=f"{since:%Y-%m-%d %H:%M:%S} UTC")


@contextmanager
def in_use(folder: Path) -> Iterator[Callable[[], bool]]:
    """Share `folder` with other processes. What is given tells whether nobody else uses it, and keeps others waiting.

    It is to be asked at the end, before what only others might use is removed. Raises OSError when there is no lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield lambda: _alone(handle)
    finally:
        os.close(handle)


def _alone(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
