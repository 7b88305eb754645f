"""What was made before, by what it was made from, so that nothing is made again that has not changed.

A cache may lose any file at any time: whoever misses one makes it again. No other module of the rooms that use it
writes.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Any, Final, TypeVar

from scripts.process import each as of_each

Item = TypeVar("Item")
Value = TypeVar("Value")

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

    @property
    def asked(self) -> frozenset[str]:
        """Every key that was asked for, for who asks in the place of another process."""
        return frozenset(self._used)

    def note(self, keys: Iterable[str]) -> None:
        """Take down that keys were asked for in another process."""
        self._used |= {*keys}

    def touch(self, key: str) -> None:
        """Take down that what is kept under a key is still asked for."""
        with suppress(OSError):
            os.utime(self._path(key))

    def shrink(self, most: int) -> None:
        """Remove what was put or touched longest ago, until no more than `most` bytes are left."""
        held = [(path.stat(), path) for path in self._files()]
        left = sum(stat.st_size for stat, _ in held) - most
        for stat, path in sorted(held, key=lambda each: (each[0].st_mtime_ns, each[1].name)):
            if left <= 0:
                return
            path.unlink(missing_ok=True)
            left -= stat.st_size

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


@cache
def program() -> str:
    """Give the key of the program itself, and of what is installed for it: another program makes other things."""
    names = sorted(path for path in Path("scripts").rglob("*.py"))
    return key_of(sys.version, *distributions(), *(part for path in names for part in (str(path), path.read_bytes())))


def distributions() -> list[str]:
    """Give the names and versions of what is installed for Python."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


class Made:
    """Values that this program has made, each by all that it was made from.

    `made` gives a value that is equal to what making it again would give: whoever asks names everything that the value
    depends on besides the program. Without a cache everything is made.
    """

    def __init__(self, held: Cache | None = None) -> None:
        self._held = held

    def made(self, name: str, parts: Callable[[], Iterator[bytes | str]], make: Callable[[], Value]) -> Value:
        """Give what `make` makes of `parts`; both are asked only where that is needed. What is not kept is made."""
        if self._held is None:
            return make()
        key = self.key(name, *parts())
        found: Value | None = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def each(
        self,
        name: str,
        items: Sequence[Item],
        parts: Callable[[Item], Iterator[bytes | str]],
        make: Callable[[Item], Value],
    ) -> list[Value]:
        """Give what `made` would give of each item. Of those that are made every second is made beside this process."""
        if self._held is None:
            return of_each(make, items)
        keys = [self.key(name, *parts(item)) for item in items]
        found: list[Value | None] = [self.find(key) for key in keys]
        missing = [place for place, value in enumerate(found) if value is None]
        for place, value in zip(missing, of_each(make, [items[place] for place in missing]), strict=True):
            self.keep(keys[place], value)
            found[place] = value
        return [value for value in found if value is not None]

    def key(self, name: str, *parts: bytes | str) -> str:
        """Give the key of what is made of `parts` in the way that has a name."""
        return key_of(program(), name, *parts)

    def find(self, key: str) -> Any:
        """Give the value that is kept under a key; None where there is none."""
        found = self._held.get(key) if self._held is not None else None
        if found is None or self._held is None:
            return None
        self._held.touch(key)
        return pickle.loads(found)  # noqa: S301 - a file of our own, whose hash was compared

    def keep(self, key: str, value: object) -> None:
        """Keep a value that is not None. Where it cannot be written nothing is lost but time."""
        if self._held is not None:
            with suppress(OSError):
                self._held.put(key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))

    def shrink(self, most: int) -> None:
        """Remove what was asked for longest ago, until no more than `most` bytes are left."""
        if self._held is not None:
            self._held.shrink(most)

    def known(self) -> Known:
        """Give what is known of content that was looked at before."""
        return Known(self._held)


class Known:
    """What was found to be right before, by its content, and by which texts it was excused.

    There is one file for each check. It holds what the run that wrote it last has asked for, and nothing older.
    """

    def __init__(self, held: Cache | None) -> None:
        self._held = held
        self._before: dict[str, Mapping[str, Excuses]] = {}
        self._now: dict[str, dict[str, Excuses]] = {}

    def excuses(self, check: str, content: str) -> Excuses | None:
        """Give by what texts a content was excused in a check; None where it was not found right before."""
        if check not in self._before:
            self._before[check] = self._read(check)
        found = self._before[check].get(content)
        if found is not None:
            self.right(check, content, found)
        return found

    def right(self, check: str, content: str, excuses: Excuses = ()) -> None:
        """Take down that a content was found right."""
        self._now.setdefault(check, {})[content] = excuses

    def save(self) -> None:
        """Keep what was taken down. Where it cannot be written nothing is lost but time."""
        for check, found in self._now.items():
            if self._held is not None and found != self._before.get(check):
                with suppress(OSError):
                    self._held.put(self._key(check), json.dumps(found).encode())

    def _read(self, check: str) -> Mapping[str, Excuses]:
        held = self._held.get(self._key(check)) if self._held is not None else None
        if held is None or self._held is None:
            return {}
        self._held.touch(self._key(check))
        return {content: tuple((kind, text) for kind, text in told) for content, told in json.loads(held).items()}

    def _key(self, check: str) -> str:
        return key_of(program(), "known", check)


Excuses = tuple[tuple[str, str], ...]
"""Kind and text of each thing that must still be so for a content to be right."""

NOTHING: Final = Made()
"""Keeps nothing."""
