"""Files that are named by what they were made from, so that nothing is made again that has not changed.

The one module of the room that writes. A cache may lose any file at any time: whoever misses one makes it again.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import get_ident

NAME = re.compile(r"[0-9a-f]{64}(\.[0-9-]+)?")
"""Names of files of a cache: a key; with numbers, a file that a process has not finished."""

LAID_OUT = "laid-out-"
"""Beginning of the names of folders for other programs, which a process that was killed may leave."""


def key_of(*parts: bytes | str) -> str:
    """Give the key of what is made from `parts`: 64 hexadecimal digits, others for other parts or another order."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


class Cache:
    """One file a key below a folder, each begun with a hash of its content. Several processes may share a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Give what was put under a key; None when there is nothing, or a file that is not whole."""
        path = self._path(key)
        self._used.add(key)
        try:
            stored = path.read_bytes()
        except FileNotFoundError:
            return None
        size = hashlib.sha256().digest_size
        data = stored[size:]
        return data if stored[:size] == hashlib.sha256(data).digest() else None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under a key. Raises OSError when it cannot be written."""
        path = self._path(key)
        self._used.add(key)
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{key}.{os.getpid()}-{get_ident()}")
        unfinished.write_bytes(hashlib.sha256(data).digest() + data)
        with suppress(FileNotFoundError):  # another process may prune it meanwhile
            unfinished.replace(path)

    def prune(self) -> int:
        """Remove every file that this object was never asked for, and give their number.

        To be called at the end of a run that asked for all it needs, while no other uses the folder. Files that no
        cache has made stay.
        """
        for rest in self._folder.glob(f"{LAID_OUT}*"):
            rmtree(rest, ignore_errors=True)
        stale = [path for path in self._files() if path.name not in self._used]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    @contextmanager
    def laid_out(self, files: Mapping[str, bytes]) -> Iterator[Path]:
        """Give a folder with `files` by name, for a program that reads files only. It is gone afterwards."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=LAID_OUT, dir=self._folder) as name:
            for file, data in files.items():
                (Path(name) / file).write_bytes(data)
            yield Path(name)

    def _files(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if NAME.fullmatch(path.name))

    def _path(self, key: str) -> Path:
        if NAME.fullmatch(key) is None or "." in key:
            message = f"'{key}' is no key: 64 hexadecimal digits."
            raise ValueError(message)
        return self._folder / key
