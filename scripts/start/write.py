"""Writes a package into a folder that is empty or not there yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.model.problems import UsageError


def refuse_full(folder: Path) -> None:
    """Refuse a folder in which anything is. Raises UsageError."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        message = f"{folder} is not an empty folder."
        raise UsageError(message, "Nothing was written: name a new folder, or empty this one.")


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by path below a folder. Raises UsageError as `refuse_full` does."""
    refuse_full(folder)
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
