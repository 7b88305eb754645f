"""Workspaces: a folder of its own for every run, which is gone after it, also after one that was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from scripts.release.lock import HeldError, locked
from scripts.release.signals import undisturbed

PREFIX = "run-"
LOCK = ".lock"


@contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """Give a fresh folder in `folder` that no other run uses, and remove it at the end.

    What runs have left that were killed is removed too. Raises OSError when nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    with ExitStack() as held:
        with undisturbed():
            own = _fresh(folder, held)
            held.callback(_remove, own)
            own.mkdir()
        yield own


def _remove(own: Path) -> None:
    with undisturbed():
        shutil.rmtree(own, ignore_errors=True)


def _fresh(folder: Path, held: ExitStack) -> Path:
    """Give a name that no other run has, and hold its lock from before there is anything of that name."""
    while True:
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=LOCK, dir=folder)
        os.close(handle)
        with suppress(HeldError):  # a run that clears up has seen the file first, and removes it
            held.enter_context(locked(Path(name)))
            return Path(name.removesuffix(LOCK))


def _clear(folder: Path) -> None:
    """Remove the folders of runs that have ended without removing them.

    Whoever still runs holds the lock beside its folder. A folder without one is a rest that could not be
    removed before.
    """
    for lock in sorted(folder.glob(f"{PREFIX}*{LOCK}")):
        with suppress(HeldError, OSError), locked(lock):
            shutil.rmtree(lock.with_name(lock.name.removesuffix(LOCK)), ignore_errors=True)
    for rest in folder.glob(f"{PREFIX}*"):
        if rest.is_dir() and not rest.with_name(f"{rest.name}{LOCK}").exists():
            shutil.rmtree(rest, ignore_errors=True)
