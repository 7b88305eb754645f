"""A fault in the data or the site, and the two ways a command can end badly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault: a permanent code, the place, and the value found there.

    `row` is the row as a spreadsheet shows it (the header is row 1); 0 when the fault is the whole file's.
    `expected` names what would have been right (a list of codes, a column name), where there is such a thing.
    The words that a person reads come from the locale, under `problems.<code>`.
    """

    file: str
    row: int = 0
    field: str = ""
    code: str
    found: str = ""
    expected: str = ""


class RefusedError(Exception):
    """The data or the site has problems, so the command did nothing. Exit code 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} problems")


@dataclass
class UsageError(Exception):
    """The command was called wrongly: a file, folder or option is not what it should be. Exit code 2."""

    message: str
    hint: str = field(default="")

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class HinderedError(Exception):
    """The machine or another process does not allow it, so nothing was published or changed. Exit code 1.

    The words that a person reads come from the locale, under `told.hindered.<key>`, with `values`.
    """

    def __init__(self, *, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values
