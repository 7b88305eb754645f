"""Reads the files of a raw snapshot. A missing file or a changed column is a problem, never a traceback."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.model.problems import Problem, RefusedError


@dataclass(frozen=True, slots=True)
class RawFolder:
    """The folder of one source. File names in problems are given as `<source>/<file>`."""

    path: Path

    @property
    def source(self) -> str:
        """Id of the source, which is the folder's name."""
        return self.path.name

    def bytes(self, name: str) -> bytes:
        """Give a file's bytes. Raises RefusedError when it cannot be read."""
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise RefusedError([self._problem("source-file-missing", name, found=error.strerror or "")]) from error

    def csv(self, name: str, columns: Sequence[str], **options: Any) -> pd.DataFrame:
        """Read a CSV file as text, blank cells as ''. It must have `columns`; it may have more.

        Raises RefusedError when the file is missing or not CSV, or lacks a column.
        """
        data = self.bytes(name)
        settings: dict[str, Any] = {
            "dtype": str,
            "keep_default_na": False,
            "encoding": "utf-8-sig",
            **options,
        }
        try:
            frame = pd.read_csv(io.BytesIO(data), **settings)
        except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise RefusedError([self._problem("source-file-unreadable", name, found=str(error))]) from error
        return self.with_columns(frame, name, columns)

    def json(self, name: str) -> Any:
        """Read a JSON file. Raises RefusedError when it is missing or not JSON."""
        try:
            return json.loads(self.bytes(name))
        except ValueError as error:
            raise RefusedError([self._problem("source-file-unreadable", name, found=str(error))]) from error

    def with_columns(self, frame: pd.DataFrame, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Return the frame when it has `columns`. Raises RefusedError that names each one that it lacks."""
        lacking = [c for c in columns if c not in frame.columns]
        if lacking:
            found = ", ".join(str(c) for c in frame.columns)
            raise RefusedError(
                Problem(file=f"{self.source}/{name}", code="source-column-missing", field=c, found=found)
                for c in lacking
            )
        return frame

    def _problem(self, code: str, name: str, *, found: str) -> Problem:
        return Problem(file=f"{self.source}/{name}", code=code, found=found)


def read_excel(folder: RawFolder, name: str, **options: Any) -> Mapping[str, pd.DataFrame]:
    """Read every sheet of a workbook without guessing: cells as openpyxl gives them, no header, blank as NaN.

    Raises RefusedError when the file is missing or not a workbook.
    """
    data = folder.bytes(name)
    try:
        sheets: Mapping[str, pd.DataFrame] = pd.read_excel(
            io.BytesIO(data),
            sheet_name=None,
            header=None,
            dtype=object,
            keep_default_na=False,
            engine="openpyxl",
            **options,
        )
    except (ValueError, KeyError, OSError) as error:
        problem = Problem(file=f"{folder.source}/{name}", code="source-file-unreadable", found=str(error))
        raise RefusedError([problem]) from error
    return sheets
