"""Puts a finished folder in the place of another in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def put_in_place(new: Path, place: Path) -> None:
    """Make `place` hold what `new` holds. At every moment `place` is whole: the old folder or the new one.

    Both must be on one file system. Raises OSError, and then `place` is as it was.
    """
    if not place.exists():
        new.rename(place)
        return
    if not _exchange(new, place):
        _rename_twice(new, place)
    shutil.rmtree(new)


def _exchange(new: Path, place: Path) -> bool:
    """Exchange two folders atomically where the system can (Linux); tell whether it did."""
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    if library.renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(place), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code), str(place))


def _rename_twice(new: Path, place: Path) -> None:
    """Rename the old folder away and the new one in; if the second fails, bring the old one back."""
    aside = new.with_name(f"{new.name}.aside")
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    aside.rename(new)
