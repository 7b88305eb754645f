"""Leaves out what only follows from another fault, and puts causes first.

A cell that is itself wrongly written makes other things uncertain: which codes there are, where a reference leads,
which tables there should be. What seems wrong elsewhere just because of such a cell is not told; it is looked at again
when the cell is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.package import plain
from scripts.package.read import REGISTER_PREFIX
from scripts.validate import descriptor, profile, schema, structure
from scripts.validate.checks import text, values
from scripts.validate.profile import OBSERVATIONS_PREFIX, Profile
from scripts.validate.renamed import Missed, alike, renamed

Place = tuple[str, str]
"""A table and one of its columns."""

WRITING: Final = frozenset(
    {
        *(set(schema.CODES) - {"duplicate-key"}),
        *(code for check in text.CHECKS for code in check.codes),
        *values.WRITING_CODES,
        *("text-garbled", "period-malformed", "date-malformed", "date-impossible", "m49-without-zeros"),
        *("area-codes-differ", "area-unknown", "source-unknown", "series-unknown", "indicator-unknown"),
        *("group-unknown", "framework-unknown", "dimension-unknown", "codelist-unknown", "link-end-unknown"),
        *("dead-state-code", "policy-code-unknown", "digits-not-ascii"),
    }
)
"""Codes of a cell that is wrong by itself, or names what is not there."""

LOOKED_UP: Final[Mapping[str, tuple[Place, ...]]] = {
    "area-unknown": (("reference_areas", "iso3"),),
    "source-unknown": (("sources", "id"),),
    "series-unknown": (("series", "id"),),
    "indicator-unknown": (("indicators", "id"),),
    "group-unknown": (("area_groups", "id"),),
    "framework-unknown": (("frameworks", "id"),),
    "dimension-unknown": (("dimensions", "id"),),
    "codelist-unknown": (("codelists", "codelist"),),
    "code-unknown": (("codelists", "code"), ("codelists", "codelist")),
    "link-end-unknown": tuple((table, "id") for table in ("indicators", "dimensions", "criteria", "frameworks")),
}
"""Columns in which a value is looked up, by the code that tells one that is not there."""

_OF_AREAS: Final = (("area_group_members", "ref_area"), ("reference_areas", "iso3"))

MISSED: Final[Mapping[str, tuple[Place, ...]]] = {
    **dict.fromkeys(
        ("indicator-without-headline", "indicator-with-two-headlines"), (("series", "indicator"), ("series", "role"))
    ),
    "measure-type-not-headlines": (("series", "indicator"), ("series", "role"), ("series", "measure_type")),
    "group-without-members": (("area_group_members", "group"), ("area_groups", "id")),
    "series-gone": (("series", "id"), ("series", "dimensions")),
    "area-gone": (("reference_areas", "iso3"),),
    **dict.fromkeys(
        ("un-member-not-in-world", "un-member-without-region", "member-not-of-parent", "area-in-two-regions"),
        (("area_group_members", "group"), ("area_groups", "id"), ("area_groups", "parent"), *_OF_AREAS),
    ),
    "series-source-unused": (("sources", "id"), ("series", "source")),
    "observation-gone-without-note": _OF_AREAS,
    "coverage-fell": _OF_AREAS,
}
"""Columns in which something is missed, by the code that tells it."""

OF_REGISTERS: Final = ("value-not-the-registers", "yes-not-in-register", "observation-of-register-absent")
"""Codes of what is compared with all rows of a register."""

COUNTED_BY: Final = ("id", "ref_area", "counterpart_area", "date_from", "date_to", "counted_as")
"""Columns of a register by which its rows are counted, but for those of ratios."""

REFERRED_TO: Final = (
    *("codelists", "series", "sources", "reference_areas", "area_groups", "indicators", "policy_areas"),
    *("dimensions", "criteria", "frameworks"),
)
"""Tables by which others are judged: what is wrong with them is told first."""

LAST: Final = ("file-unlisted", "file-changed")
"""Codes of what follows from whatever else was changed, and is mended when that is right."""

EARLY: Final = frozenset({*descriptor.CODES, *plain.CODES, *structure.CODES}) - {"text-garbled"}
"""Codes of what cannot be read or is not what it should be as a whole."""

_CODELISTS: Final = "data/codelists.csv"

_EARLY: Final = 0
_PROFILE: Final = 1
_CELLS: Final = 2
_END: Final = 3


def rank(problem: Problem) -> tuple[int, int]:
    """Order of telling: what cannot be read, what is described otherwise, cells, and what follows from all of them."""
    if problem.code in LAST:
        return (_END, LAST.index(problem.code))
    if problem.code in EARLY:
        return (_EARLY, 0)
    if problem.code in profile.CODES:
        return (_PROFILE, 0)
    table = _table(problem.file)
    return (_CELLS, REFERRED_TO.index(table) if table in REFERRED_TO else len(REFERRED_TO))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Cells that are wrongly written: what stands there, by table and column."""

    cells: Mapping[Place, frozenset[str]]
    meant: frozenset[str]
    """What such cells most likely stand for."""
    lists: frozenset[str]
    """Code lists of which a code is in doubt: all of them when they are not those that the descriptor was made of."""
    tables: frozenset[str]
    """Tables of which nobody can say what they should be, since the row of their series is in doubt."""

    def explain(self, found: str, places: Iterable[Place]) -> bool:
        """Whether a value that is not found in some columns may be what a wrongly written cell of them stands for."""
        wrong = {cell for place in places for cell in self.cells.get(place, ())}
        return "" in wrong or (wrong != set() and found in self.meant) or alike(found, wrong) != ""

    def concern(self, places: Iterable[Place]) -> bool:
        """Whether one of the columns holds a wrongly written cell."""
        return any(place in self.cells for place in places)


def without_consequences(
    problems: Iterable[Problem], wanted: Profile, frames: Mapping[str, pd.DataFrame]
) -> set[Problem]:
    """Leave out what follows from wrongly written cells."""
    told = set(problems)
    doubts = _doubts(told, frames)
    if not doubts.cells and not doubts.lists:
        return told
    left = {problem for problem in told if not _follows(problem, doubts, wanted)}
    return _with_renamed(left, wanted, frames)


def _with_renamed(problems: set[Problem], wanted: Profile, frames: Mapping[str, pd.DataFrame]) -> set[Problem]:
    """Put a key that was written otherwise in the place of all cells that do not find it."""
    missed: dict[Missed, list[Problem]] = {}
    for problem in problems:
        for each in _missed(problem, wanted):
            missed.setdefault(each, []).append(problem)
    left = set(problems)
    for each, cause in renamed(missed, wanted.tables, frames):
        left.difference_update(missed[each])
        left.add(cause)
        if each.within:
            lists = Doubts(cells={}, meant=frozenset(), lists=frozenset({each.within}), tables=frozenset())
            left = {p for p in left if p.code != "schema-differs" or not _is_unsure(p, lists, wanted)}
    return left


def _missed(problem: Problem, wanted: Profile) -> Iterator[Missed]:
    """Give what a cell looks up and does not find, for each column in which it may be."""
    if problem.code == "code-unknown":
        table = wanted.tables.get(_table(problem.file))
        lists = [f.codelist for f in (table.fields if table else ()) if f.name == problem.field and f.codelist]
        yield from (Missed(place=("codelists", "code"), found=problem.found, within=name) for name in lists)
        return
    for place in LOOKED_UP.get(problem.code) or _references(problem, wanted):
        yield Missed(place=place, found=problem.found)


def _doubts(problems: Iterable[Problem], frames: Mapping[str, pd.DataFrame]) -> Doubts:
    cells: dict[Place, set[str]] = {}
    meant: set[str] = set()
    rows: dict[str, set[int]] = {}
    for problem in problems:
        if problem.row and problem.code in WRITING:
            table = _table(problem.file)
            cells.setdefault((table, problem.field), set()).add(problem.found)
            rows.setdefault(table, set()).add(problem.row - 2)
            meant.update({problem.expected} - {""})
    lists = _column(frames, "codelists", "codelist", rows)
    if "codelists" in frames and any(p.code == "file-changed" and p.file == _CODELISTS for p in problems):
        lists = [*frames["codelists"]["codelist"]]
    series = _column(frames, "series", "id", rows)
    registers = _column(frames, "series", "register", rows)
    return Doubts(
        cells={place: frozenset(found) for place, found in cells.items()},
        meant=frozenset(meant),
        lists=frozenset(lists),
        tables=frozenset(
            {*(f"{OBSERVATIONS_PREFIX}{name}" for name in series), *(f"{REGISTER_PREFIX}{name}" for name in registers)}
        ),
    )


def _column(frames: Mapping[str, pd.DataFrame], table: str, column: str, rows: Mapping[str, set[int]]) -> list[str]:
    """Give the cells of a column in the doubtful rows of a table."""
    if table not in frames or table not in rows:
        return []
    return [str(cell) for cell in frames[table].loc[sorted(rows[table]), column]]


def _table(file: str) -> str:
    return file.removeprefix("data/").removesuffix(".csv")


def _follows(problem: Problem, doubts: Doubts, wanted: Profile) -> bool:
    """Whether a problem follows from a doubt."""
    if problem.code in profile.CODES:
        return _is_unsure(problem, doubts, wanted)
    if problem.code == "file-unlisted" or problem.code.startswith("column-"):
        return _is_of_unsure_series(_table(problem.file), doubts)
    if problem.code in MISSED:
        return doubts.concern(MISSED[problem.code])
    if problem.code in OF_REGISTERS:
        return any(table.startswith(REGISTER_PREFIX) and _counts(column) for table, column in doubts.cells)
    places = LOOKED_UP.get(problem.code) or _references(problem, wanted)
    return bool(places) and doubts.concern(places) and doubts.explain(problem.found, places)


def _counts(column: str) -> bool:
    return column in COUNTED_BY or column.startswith(("numerator", "denominator"))


def _references(problem: Problem, wanted: Profile) -> tuple[Place, ...]:
    """Give the column that a cell refers to by the profile, where that is what is wrong with it."""
    table = wanted.tables.get(_table(problem.file)) if problem.code == "reference-unknown" else None
    targets = (f.references.partition(".") for f in (table.fields if table else ()) if f.name == problem.field)
    return tuple((name, key) for name, _, key in targets)


def _is_unsure(problem: Problem, doubts: Doubts, wanted: Profile) -> bool:
    """Whether nobody can say that a table is missing, unknown or described otherwise."""
    name = problem.found if problem.code != "schema-differs" else problem.field.partition(".schema")[0]
    if _is_of_unsure_series(name, doubts):
        return True
    return problem.code == "schema-differs" and _of_codes(problem, name, doubts, wanted)


def _is_of_unsure_series(table: str, doubts: Doubts) -> bool:
    """Whether a table is, or may be, that of a series whose row is in doubt."""
    series = table.removeprefix(OBSERVATIONS_PREFIX)
    return table in doubts.tables or (series != table and doubts.explain(series, [("series", "id")]))


def _of_codes(problem: Problem, name: str, doubts: Doubts, wanted: Profile) -> bool:
    """Whether a description differs in the codes of a list that is in doubt."""
    if not problem.field.endswith((".enum", ".constraints", ".codelist")) or name not in wanted.tables:
        return False
    every = ("codelists", "codelist") in doubts.cells
    fields = {f.name: f.codelist for f in wanted.tables[name].fields if f.codelist}
    place = problem.field.removeprefix(f"{name}.schema.fields.")
    place = place.removesuffix(".codelist").removesuffix(".enum").removesuffix(".constraints")
    return place in fields and (every or fields[place] in doubts.lists)
