"""Reads and writes the package's CSV files: UTF-8, comma, line feed, missing is an empty cell and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import pandas as pd


def read_csv(data: bytes) -> pd.DataFrame:
    """Read a CSV file of the package as text, blank as ''. Raises UnicodeDecodeError or pandas' ParserError."""
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8")


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Give the rows of a frame of text as dictionaries, in order."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, map(str, row), strict=True)) for row in frame.to_numpy().tolist()]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a frame as the package's CSV dialect."""
    columns = [frame[name].tolist() for name in frame.columns] if frame.columns.is_unique else []
    if columns and all(set(map(type, cells)) <= {str} for cells in columns):  # pandas takes four times as long
        return csv_of([str(name) for name in frame.columns], zip(*columns, strict=True))
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of text as the package's CSV dialect, below their header."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    for row in chain((header,), rows):
        line = ",".join(row)
        if line and line.count(",") == len(row) - 1 and '"' not in line and "\n" not in line and "\r" not in line:
            written.write(f"{line}\n")  # most rows: nothing in them is quoted, and the library looks at each letter
        else:
            writer.writerow(row)
    return written.getvalue().encode("utf-8")


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Read the table `name` of the package in `folder`."""
    return read_csv((folder / "data" / f"{name}.csv").read_bytes())
