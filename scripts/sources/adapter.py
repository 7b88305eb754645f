"""What every adapter gives: tidy tables, and an account of every row that it read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of the rows of one file. `set_aside` and `repaired` map a reason code to a number of rows.

    Repaired rows are among the used ones. Raises ValueError when rows used and set aside do not add up to rows read.
    """

    file: str
    read: int
    used: int
    set_aside: Mapping[str, int] = field(default_factory=dict)
    repaired: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.used + sum(self.set_aside.values()) != self.read:
            message = f"{self.file}: {self.read} rows read, but {self.used} used and {dict(self.set_aside)} set aside"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """The tidy tables of one source, by name, and the account of each of its files.

    `files` holds what is not a table (a map's shapes), by name.
    """

    tables: Mapping[str, pd.DataFrame]
    accounts: tuple[Account, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """One source: its id (also its folder's name, unless `folder` is another) and the pure function that reads it."""

    source: str
    read: Callable[[RawFolder, Areas], Harvest]
    folder: str = ""
    """Folder of the snapshot where several editions, each a source of its own, were taken into one."""
    needs_areas: bool = True
    """False for the reference sources, from which the areas themselves are made."""
