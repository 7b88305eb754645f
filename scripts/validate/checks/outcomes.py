"""What became of applications adds up, and a ratio of decided applications is what its register says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from scripts.model.outcomes import APPLICATIONS, COUNTS, DOCUMENTS, GRANTED, OUTCOMES, Outcomes
from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.package.read import REGISTER_PREFIX
from scripts.validate.cells import plain_numbers
from scripts.validate.check import Check, Context

WHOLES: Final[Mapping[str, tuple[str, ...]]] = {APPLICATIONS: OUTCOMES, GRANTED: (DOCUMENTS,)}
"""What is at least the sum of its parts."""


def sums(context: Context) -> Iterator[Problem]:
    """In a register of applications, what became of them is at most all of them."""
    for table in sorted(name for name in context.sound if name.startswith(REGISTER_PREFIX)):
        frame = context.table(table)
        if set(COUNTS) <= set(frame.columns):
            numbers = _numbers(frame)
            for whole, parts in WHOLES.items():
                least = numbers[[*parts]].clip(lower=0).sum(axis=1)
                for index in frame.index[numbers[whole] < least]:
                    yield Problem(
                        file=f"data/{table}.csv",
                        row=int(index) + 2,
                        field=whole,
                        code="outcomes-above-applications",
                        found=frame.loc[index, whole],
                        expected=f"{least.loc[index]:.0f}",
                    )


def ratios(context: Context) -> Iterator[Problem]:
    """A ratio of decided cases has the numbers of the row of its register that its dimension names."""
    for series in context.series():
        table = f"{REGISTER_PREFIX}{series.register}"
        if not (series.has_pending and series.register and table in context.sound and len(series.dimensions) == 1):
            continue
        register, frame = context.table(table), context.table(series.table)
        if set(COUNTS) <= set(register.columns) and {GRANTED_BY, DECIDED, OPEN} <= set(frame.columns):
            yield from _differing(series, _said(register), frame)


LARGEST: Final = 1e12
"""More applications than there are people are not compared: other checks tell of numbers that cannot be computed."""

GRANTED_BY: Final = "numerator"
DECIDED: Final = "denominator"
OPEN: Final = "pending"


def _numbers(register: pd.DataFrame) -> pd.DataFrame:
    numbers = pd.DataFrame({name: plain_numbers(register[name]) for name in COUNTS}, index=register.index)
    return numbers.where(numbers.abs() < LARGEST)


def _said(register: pd.DataFrame) -> pd.DataFrame:
    """What the columns of a ratio should hold, by id of the row; of an id that stands twice, its first."""
    numbers = _numbers(register)[[APPLICATIONS, *OUTCOMES]]
    rows = numbers.itertuples(index=False, name=None)
    each = [_outcomes(*(None if pd.isna(number) else int(number) for number in row)) for row in rows]
    said = {
        GRANTED_BY: [outcomes.granted for outcomes in each],
        DECIDED: [outcomes.decided for outcomes in each],
        OPEN: [outcomes.undecided for outcomes in each],
    }
    return pd.DataFrame(said, dtype="float64").assign(id=register["id"].array).drop_duplicates("id").set_index("id")


def _outcomes(
    applications: int | None, granted: int | None, refused: int | None, pending: int | None, withdrawn: int | None
) -> Outcomes:
    return Outcomes(applications=applications, granted=granted, refused=refused, pending=pending, withdrawn=withdrawn)


def _differing(series: Series, said: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Problem]:
    """Tell each part that differs; where a row of the register is not found, other checks tell of its code."""
    (dimension,) = series.dimensions
    meant = said.reindex(frame[dimension].to_numpy()).set_axis(frame.index)
    known = frame[dimension].isin(said.index)
    for column in (GRANTED_BY, DECIDED, OPEN):
        given = plain_numbers(frame[column])
        readable = given.notna() | (frame[column] == "")
        off = known & readable & (given.fillna(-1) != meant[column].fillna(-1))
        for index in frame.index[off]:
            should = meant.loc[index, column]
            yield Problem(
                file=f"data/{series.table}.csv",
                row=int(index) + 2,
                field=column,
                code="ratio-not-of-decided",
                found=frame.loc[index, column],
                expected="" if pd.isna(should) else f"{should:.0f}",
            )


CHECKS = (
    Check(codes=("outcomes-above-applications",), run=sums),
    Check(codes=("ratio-not-of-decided",), run=ratios, across=True),
)
