"""What differs once a file is written anew: how a preview sees that one was edited."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

Stamps = dict[Path, tuple[int, int, int]]
"""Of each file its number, size and time of change."""


def stamps_of(roots: Iterable[Path]) -> Stamps:
    """Give what differs once a file below some folders is written anew. What is just going away is not there."""
    stamps: Stamps = {}
    for root in roots:
        for path in (root, *root.rglob("*")):
            if "__pycache__" not in path.parts:
                with suppress(OSError):
                    held = path.stat()
                    if not stat.S_ISDIR(held.st_mode):  # what else is put into a folder, compiled modules, is no change
                        stamps[path] = (held.st_ino, held.st_size, held.st_mtime_ns)
    return stamps
