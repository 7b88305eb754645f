"""Every area is one: its codes belong together, and no other has its codes or its name at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pandas as pd

from scripts.model.languages import AREA_LANGUAGES
from scripts.model.problems import Problem
from scripts.validate.cells import first_day, is_date, last_day, per_value
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.areas import NEVER
from scripts.validate.checks.keys import USER_ASSIGNED, legible
from scripts.validate.cldr import WITHDRAWN, Exempt, exceptions, knowledge, plain_name, without_asides

AREAS: Final = "reference_areas"
NAMES: Final = "area_names"
GROUPS: Final = "area_groups"

NAME_KEY: Final = ["name", "valid_from"]
CODES: Final = ("iso2", "m49")
NAME_COLUMNS: Final = tuple(f"name_{language}" for language in AREA_LANGUAGES)
FORMERLY: Final = "former"
"""Kind of a name that an area no longer has."""

WRITTEN: Final = {"iso2": "[A-Z]{2}", "m49": "[0-9]{3}"}
ALWAYS: Final = "0001-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A row that has a code or name: its index in the table, whose it is, from when to when, and as it is written."""

    index: int
    area: str
    start: str
    end: str
    text: str


def _once(context: Context, table: str, key: list[str]) -> pd.DataFrame:
    """Rows whose key no other row has: of the others, the check of keys tells."""
    frame = context.table(table)
    return frame[~frame.duplicated(key, keep=False)]


def codes(context: Context) -> Iterator[Problem]:
    """The ISO2 and M49 codes of an area are those of its ISO3 code, as far as CLDR knows it."""
    areas, known = _once(context, AREAS, ["iso3"]), knowledge()
    for column, codes_of in (("iso2", known.alpha2), ("m49", _numbers())):
        expected = _looked_up(areas["iso3"], codes_of)
        written = areas[column].str.fullmatch(WRITTEN[column])
        yield from _differing(areas[written & (expected != "") & (areas[column] != expected)], column, expected)
    strange = areas[~areas["iso3"].isin([*known.alpha2, *WITHDRAWN]) & ~areas["iso3"].str.fullmatch(USER_ASSIGNED)]
    areas_by_number = {number: known.alpha3[code] for number, code in known.area_of_m49.items()}
    by_code, by_number = _looked_up(strange["iso2"], known.alpha3), _looked_up(strange["m49"], areas_by_number)
    meant = by_code.where(by_code != "", by_number)
    yield from _differing(strange[(meant != "") & per_value(strange["iso3"], legible).astype(bool)], "iso3", meant)


def _looked_up(cells: pd.Series, known: Mapping[str, str]) -> pd.Series:
    """What each cell stands for; '' where nothing is known of it."""
    return per_value(cells, lambda cell: known.get(cell, "")).astype(str)


def _numbers() -> Mapping[str, str]:
    """M49 code by ISO3 code."""
    known = knowledge()
    return {iso3: known.m49[iso2] for iso3, iso2 in known.alpha2.items() if iso2 in known.m49}


def _differing(rows: pd.DataFrame, column: str, expected: pd.Series) -> Iterator[Problem]:
    for index, area, cell in zip(rows.index, rows["iso3"], rows[column], strict=True):
        if Exempt(area, column, cell) not in exceptions():
            yield from in_rows(AREAS, rows.loc[[index]], "area-codes-differ", column, expected.loc[index])


def names(context: Context) -> Iterator[Problem]:
    """No area has the name of another country, in any of the languages."""
    areas, listed = _once(context, AREAS, ["iso3"]), _once(context, NAMES, NAME_KEY)
    for table, frame, key, columns in ((AREAS, areas, "iso3", NAME_COLUMNS), (NAMES, listed, "ref_area", ("name",))):
        for column in columns:
            for index, owner in _of_others(frame[key], frame[column]):
                yield from in_rows(table, frame.loc[[index]], "area-name-of-another", column, owner)


def _of_others(areas: pd.Series, cells: pd.Series) -> Iterator[tuple[int, str]]:
    """Give the index of each name that CLDR knows of another country alone, and the ISO3 code of that country."""
    known = knowledge()
    for index, area, cell in zip(areas.index, areas, cells, strict=True):
        own, owners = known.alpha2.get(area), known.owners.get(plain_name(cell), frozenset())
        if own and owners and own not in owners:
            yield int(index), known.alpha3[min(owners)]


def strange_names(context: Context) -> Iterator[Problem]:
    """An area's name is one that CLDR or the list of exceptions has, or that the package itself lists."""
    areas, listed = context.table(AREAS), context.table(NAMES)
    own_words = set(zip(listed["ref_area"], listed["name"].where(listed["kind"] != FORMERLY, ""), strict=True))
    known = knowledge()
    living = areas[areas["valid_to"] == ""]
    for column in NAME_COLUMNS:
        for index, area, cell in zip(living.index, living["iso3"], living[column], strict=True):
            code = known.alpha2.get(area)
            if code is None or not legible(cell) or (area, cell) in own_words or plain_name(cell) in known.owners:
                continue
            if not _is_known(area, cell):
                yield from in_rows(AREAS, living.loc[[index]], "area-name-unknown", column, known.alpha3[code])


def _is_known(area: str, name: str) -> bool:
    """Whether a country has a name, in whichever language: a package may have one name in all of them."""
    own = knowledge().names.get(knowledge().alpha2[area], frozenset())
    exempt = any(Exempt(area, column, name) in exceptions() for column in NAME_COLUMNS)
    return exempt or plain_name(name) in own or plain_name(without_asides(name)) in own


def identity(context: Context) -> Iterator[Problem]:
    """Codes and names of an area are its own, and no two areas share one at a time, nor two groups a name.

    Of a code or name that CLDR knows to be another country's, this alone is told.
    """
    strange = [*codes(context), *names(context)]
    yield from strange
    told = {(problem.file, problem.field, problem.row) for problem in strange}
    areas, listed, groups = context.table(AREAS), _once(context, NAMES, NAME_KEY), context.table(GROUPS)
    undated = groups.assign(valid_from="", valid_to="")
    columns = [(AREAS, areas, "iso3", column, "area-code-shared") for column in CODES]
    columns += [(AREAS, areas, "iso3", column, "area-name-shared") for column in NAME_COLUMNS]
    columns += [(GROUPS, undated, "id", column, "area-name-shared") for column in NAME_COLUMNS]
    columns += [(NAMES, listed, "ref_area", "name", "area-name-shared")]
    for table, frame, key, column, code in columns:
        holders = [h for h in _holders(frame, key, column) if (f"data/{table}.csv", column, h.index + 2) not in told]
        yield from _shared(table, column, holders, code)


def _holders(frame: pd.DataFrame, key: str, column: str) -> list[Holder]:
    """Rows whose code or name stands more than once in the column, letter case and accents apart."""
    texts = per_value(frame[column], plain_name) if column not in CODES else frame[column]
    again = frame[texts.duplicated(keep=False) & (texts != "") & per_value(frame[column], legible).astype(bool)]
    cells = (again[name] for name in (key, "valid_from", "valid_to", column))
    return [
        Holder(index=int(index), area=area, start=_first(start), end=_last(end), text=text)
        for index, area, start, end, text in zip(again.index, *cells, strict=True)
        if Exempt(area, column, text) not in exceptions()
    ]


def _first(day: str) -> str:
    return first_day(day) if is_date(day) else ALWAYS


def _last(day: str) -> str:
    return last_day(day) if is_date(day) else NEVER


def _shared(table: str, column: str, holders: Iterable[Holder], code: str) -> Iterator[Problem]:
    """Tell each holder that has what an earlier one of another area has at the same time."""

    def plain(holder: Holder) -> str:
        return holder.text if column in CODES else plain_name(holder.text)

    for _, same in groupby(sorted(holders, key=lambda holder: (plain(holder), holder.index)), key=plain):
        earlier: list[Holder] = []
        for holder in same:
            other = next((e for e in earlier if e.area != holder.area and _meet(e, holder)), None)
            if other:
                yield Problem(
                    file=f"data/{table}.csv",
                    row=holder.index + 2,
                    field=column,
                    code=code,
                    found=holder.text,
                    expected=other.area,
                )
            earlier.append(holder)


def _meet(one: Holder, other: Holder) -> bool:
    return one.start <= other.end and other.start <= one.end


CHECKS = (
    Check(
        codes=("area-codes-differ", "area-name-of-another", "area-code-shared", "area-name-shared"),
        run=identity,
    ),
    Check(codes=("area-name-unknown",), run=strange_names, warning=True),
)
