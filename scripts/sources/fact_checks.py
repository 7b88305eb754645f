"""Checks on single cells that adapters of hand-written files share: a strange cell is a problem with its row."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from scripts.model.problems import Problem, RefusedError


def refuse_other_codes(frame: pd.DataFrame, column: str, codes: Collection[str], file: str) -> None:
    """Refuse every cell of `column` that is none of `codes`. Raises RefusedError naming each row and value."""
    _refuse(frame[column], frame[column].isin(list(codes)), "source-code-unknown", file, ", ".join(sorted(codes)))


def refuse_other_forms(frame: pd.DataFrame, column: str, pattern: str, file: str, expected: str) -> None:
    """Refuse every cell of `column` that does not match `pattern` in full. Raises RefusedError."""
    _refuse(frame[column], frame[column].str.fullmatch(pattern), "source-value-malformed", file, expected)


def refuse_repeats(frame: pd.DataFrame, column: str, file: str) -> None:
    """Refuse every cell of `column` that stands above it already. Raises RefusedError."""
    _refuse(frame[column], ~frame[column].duplicated(), "source-id-repeated", file, "")


def _refuse(cells: pd.Series, sound: pd.Series, code: str, file: str, expected: str) -> None:
    strange = cells[~sound.astype(bool)]
    if len(strange):
        raise RefusedError(
            Problem(
                file=file, row=int(str(index)) + 2, field=str(cells.name), code=code, found=found, expected=expected
            )
            for index, found in strange.items()
        )
