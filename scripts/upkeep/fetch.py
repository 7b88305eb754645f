"""Keeps the newest edition of a source in a folder of its own, and tells how its shape differs from the last one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scripts.model.problems import HinderedError, UsageError
from scripts.upkeep.download import Download, Limits, download
from scripts.upkeep.listed import Row, file_addresses, sources
from scripts.upkeep.shape import Change, ShapelessError, changes, shape

RECORD: Final = "edition.json"
NO_MORE: Final = Limits()
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be fetched: a source of the package, into a folder of editions.

    `address` stands in for the table's, `day` for the server's word on how old the file is, and `against` is a file to
    compare with where no earlier edition is kept.
    """

    source: str
    package: Path
    into: Path
    address: str = ""
    day: str = ""
    against: Path | None = None
    limits: Limits = NO_MORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition that is kept. `is_new` is false where the last one kept holds the same bytes.

    `compared` is the file it was compared with, None where there is none or its kind has no shape that is known.
    """

    source: str
    path: Path
    size: int
    is_new: bool
    compared: Path | None = None
    changes: Sequence[Change] = ()
    rows: Mapping[str, int]


def fetch(wish: Wish) -> Edition:
    """Bring the newest edition of a source.

    Raises HinderedError where that cannot be, and then nothing is kept; UsageError for a source that there is not.
    """
    row = _row(wish)
    address = wish.address or file_addresses().get(wish.source, "")
    if not address:
        raise HinderedError(key="fetch_by_hand", source=wish.source, url=row["url"])
    folder = wish.into / wish.source
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".coming-", dir=folder) as coming:
            return _kept(wish, row, download(address, Path(coming), wish.limits))
    except OSError as error:
        raise HinderedError(key="fetch_disk", place=folder, reason=error.strerror or error) from error
    finally:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _row(wish: Wish) -> Row:
    rows = sources(wish.package)
    if wish.source not in rows:
        what = f"There is no source '{wish.source}' in {wish.package}."
        raise UsageError(what, f"There are {', '.join(sorted(rows))}.")
    return rows[wish.source]


def _kept(wish: Wish, row: Row, came: Download) -> Edition:
    day = wish.day or came.day
    if not DAY.fullmatch(day):
        raise HinderedError(key="fetch_undated", place=came.address)
    folder = wish.into / wish.source
    last = _last(folder)
    if last and json.loads((last.parent / RECORD).read_bytes()).get("sha256") == came.sha256:
        return Edition(source=wish.source, path=last, size=came.size, is_new=False, rows={})
    if (folder / day).exists():
        raise HinderedError(key="fetch_same_day", place=folder / day, day=day)
    old = last or wish.against
    try:
        now = shape(came.path)
        was = shape(old) if old and now is not None else None
    except ShapelessError as error:
        raise HinderedError(key="fetch_shapeless", place=came.address, reason=error) from error
    _record(row, came, day)
    os.rename(came.path.parent, folder / day)  # noqa: PTH104 - the folder that came is whole, and takes its place at once
    came.path.parent.mkdir()  # what is to be removed when this ends
    return Edition(
        source=wish.source,
        path=folder / day / came.path.name,
        size=came.size,
        is_new=True,
        compared=old if was is not None else None,
        changes=changes(was, now) if was is not None and now is not None else (),
        rows={table: held.rows for table, held in (now or {}).items()},
    )


def _last(folder: Path) -> Path | None:
    """Give the file of the last edition that is kept."""
    kept = sorted(path for path in folder.glob(f"*/{RECORD}") if DAY.fullmatch(path.parent.name))
    files = [path for path in kept[-1].parent.iterdir() if path.name != RECORD] if kept else []
    return files[0] if files else None


def _record(row: Row, came: Download, day: str) -> None:
    told = {
        "source": row["id"],
        "title": row["title"],
        "address": came.address,
        "date": day,
        "file": came.path.name,
        "sha256": came.sha256,
        "bytes": came.size,
        "licence": row["licence"],
        "licence_url": row["licence_url"],
    }
    text = f"{json.dumps(told, ensure_ascii=False, indent=2)}\n"
    came.path.with_name(RECORD).write_text(text, encoding="utf-8")
