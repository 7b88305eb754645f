"""Lays published files on disk until the site is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.model.site import Download, Laid


def laid(files: Iterable[Download], folder: Path) -> Iterator[Laid]:
    """Lay files into a folder, each content once."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        own = Laid(path=file.path, sha256=file.sha256, place=folder / file.sha256)
        if not own.place.exists():
            own.place.write_bytes(file.data)
        yield own
