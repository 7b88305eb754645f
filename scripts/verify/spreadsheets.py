"""CSV files for spreadsheets: the newest values of the published tables, and nothing that would be calculated.

Of the rules of a language only what each file itself shows is known here: where cells are parted by semicolons,
decimals are parted by a comma.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from scripts.model.problems import Problem
from scripts.model.site import SPREADSHEET
from scripts.verify.files import DATA, Folder
from scripts.verify.workbooks import ALWAYS, AREA, NUMBERS, WORDS, Facts, Told

MARK: Final = b"\xef\xbb\xbf"
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")
GUARD: Final = "'"
TOLD: Final = 3

Rows = Sequence[Mapping[str, str]]


def spreadsheets(site: Folder) -> Iterator[Problem]:
    """Tell each file that is missing, that is of nothing, or that says otherwise than the newest values do."""
    facts = Facts(site)
    for language in site.languages.codes:
        end = f".{language}{SPREADSHEET}"
        there = {path.removesuffix(end) for path in site.below(f"{DATA}/", end)}
        try:
            told = Told(site, language, facts)
            wanted = {f"{DATA}/{name}": (AREA, told.newest(name)) for name in told.books()}
        except (KeyError, ValueError, IndexError):
            continue  # told where workbooks are looked at
        for path in sorted(there - wanted.keys()):
            yield Problem(file=f"{path}{end}", code="spreadsheet-extra")
        for path, (columns, rows) in wanted.items():
            if path not in there:
                yield Problem(file=f"{path}{end}", code="spreadsheet-absent")
            else:
                yield from list(_compared(site, f"{path}{end}", columns, rows))[:TOLD]


def _compared(site: Folder, path: str, columns: Sequence[str], rows: Rows) -> Iterator[Problem]:
    raw = site.read(path)
    if not raw.startswith(MARK):
        yield Problem(file=path, code="spreadsheet-unmarked")
    text = raw.removeprefix(MARK).decode("utf-8", "replace")
    sign = ";" if ";" in text.partition("\n")[0] else ","
    header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign) if text else [[]]
    present = [column for column in columns if column in ALWAYS or any(row.get(column) for row in rows)]
    if len(header) != len(present):
        yield Problem(file=path, code="spreadsheet-differs", found=", ".join(header), expected=", ".join(present))
        return
    for number, (line, row) in enumerate(zip_longest(lines, rows), start=2):
        for cell in line or ():
            if cell.startswith(ACTIVE) and not _is_number(cell, sign):
                yield Problem(file=path, row=number, code="spreadsheet-active", found=cell)
        if line is None or row is None or not _same(line, row, present, sign):
            right = [row.get(column, "") for column in present] if row else []
            told = {"found": ", ".join(line or ()), "expected": ", ".join(right)}
            yield Problem(file=path, row=number, code="spreadsheet-differs", **told)


def _same(line: Sequence[str], row: Mapping[str, str], columns: Sequence[str], sign: str) -> bool:
    for cell, column in zip(line, columns, strict=False):
        text = row.get(column, "")
        if column in WORDS:
            same = bool(cell) == bool(text)
        elif column in NUMBERS and sign == ";":
            same = cell.removeprefix(GUARD).replace(",", ".") == text
        else:
            same = cell in (text, f"{GUARD}{text}")
        if not same:
            return False
    return len(line) == len(columns)


def _is_number(cell: str, sign: str) -> bool:
    try:
        float(cell.replace(",", ".") if sign == ";" else cell)
    except ValueError:
        return False
    return True
