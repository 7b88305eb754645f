"""Refuses cells of a source, each named with its file, its row as a spreadsheet shows it, and what was found."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from scripts.model.problems import Problem, RefusedError

BELOW_HEADER = 2
"""Row in a spreadsheet of the first row of a frame as it was read."""


def refuse(cells: pd.Series, *, file: str, code: str, expected: str = "", first_row: int = BELOW_HEADER) -> None:
    """Raise RefusedError with one problem for each of the cells; do nothing for none.

    Cells bear the name of their column; `first_row` is 0 where they are indexed by their row.
    """
    if len(cells):
        raise RefusedError(
            Problem(
                file=file,
                row=int(str(index)) + first_row,
                field=str(cells.name),
                code=code,
                found=str(found),
                expected=expected,
            )
            for index, found in cells.items()
        )


def refuse_other_codes(frame: pd.DataFrame, column: str, codes: Collection[str], file: str) -> None:
    """Refuse every cell of `column` that is none of `codes`. Raises RefusedError naming each row and value."""
    strange = ~frame[column].isin(list(codes))
    refuse(frame.loc[strange, column], file=file, code="source-code-unknown", expected=", ".join(sorted(codes)))


def refuse_other_forms(frame: pd.DataFrame, column: str, pattern: str, file: str, expected: str) -> None:
    """Refuse every cell of `column` that does not match `pattern` in full. Raises RefusedError."""
    strange = ~frame[column].str.fullmatch(pattern).astype(bool)
    refuse(frame.loc[strange, column], file=file, code="source-value-malformed", expected=expected)


def refuse_repeats(frame: pd.DataFrame, column: str, file: str) -> None:
    """Refuse every cell of `column` that stands above it already. Raises RefusedError."""
    refuse(frame.loc[frame[column].duplicated(), column], file=file, code="source-id-repeated")
