"""Matches the names that sources use to ISO 3166-1 alpha-3 codes: once, exactly, by dated names; never by likeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from scripts.model.problems import Problem, RefusedError


def fold(name: str) -> str:
    """Bring a name to the form in which it is compared: case, spaces and typographic apostrophes do not matter."""
    return " ".join(name.replace("\u2019", "'").replace("\xa0", " ").split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    ref_area: str
    valid_from: str
    valid_to: str

    def covers(self, day: str) -> bool:
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Areas:
    """The code list of areas and its names. Built once from `reference_areas` and `area_names`."""

    codes: frozenset[str]
    iso2: Mapping[str, str]
    m49: Mapping[str, str]
    names: Mapping[str, tuple[_Dated, ...]] = field(repr=False)

    @classmethod
    def from_tables(cls, reference_areas: pd.DataFrame, area_names: pd.DataFrame) -> Areas:
        """Index both tables. A name may stand several times with other dates."""
        names: dict[str, list[_Dated]] = {}
        for row in area_names.to_dict("records"):
            dated = _Dated(ref_area=row["ref_area"], valid_from=row["valid_from"], valid_to=row["valid_to"])
            names.setdefault(fold(row["name"]), []).append(dated)
        living = reference_areas[reference_areas["valid_to"] == ""]
        return cls(
            codes=frozenset(reference_areas["iso3"]),
            iso2={k: v for k, v in zip(living["iso2"], living["iso3"], strict=True) if k},
            m49={k: v for k, v in zip(living["m49"], living["iso3"], strict=True) if k},
            names={name: tuple(dated) for name, dated in names.items()},
        )

    def code(self, name: str, day: str = "9999") -> str:
        """Code that a name means on a day (ISO 8601, may be a year); '' when it means none."""
        found = {d.ref_area for d in self.names.get(fold(name), ()) if d.covers(day)}
        return found.pop() if len(found) == 1 else ""

    def match(self, names: pd.Series, *, file: str, column: str, days: pd.Series | None = None) -> pd.Series:
        """Match a column of names. `days` gives for each the day on which it was used.

        Raises RefusedError with one problem for each name that means no area, or more than one.
        """
        when = pd.Series("9999", index=names.index) if days is None else days
        codes = pd.Series([self.code(n, d) for n, d in zip(names, when, strict=True)], index=names.index, dtype=str)
        unmatched = sorted(set(names[codes == ""]))
        if unmatched:
            raise RefusedError(
                Problem(file=file, code="area-name-unmatched", field=column, found=name) for name in unmatched
            )
        return codes

    def check(self, codes: pd.Series, *, file: str, column: str) -> pd.Series:
        """Return a column of ISO3 codes. Raises RefusedError with one problem for each unknown code."""
        _refuse_unknown(codes[~codes.isin(list(self.codes))], file, column)
        return codes

    def of_iso2(self, codes: pd.Series, *, file: str, column: str) -> pd.Series:
        """ISO3 codes of a column of ISO2 codes. Raises RefusedError with one problem for each unknown code."""
        return _found(codes, self.iso2, file, column)

    def of_m49(self, codes: pd.Series, *, file: str, column: str) -> pd.Series:
        """ISO3 codes of a column of M49 codes with three digits. Raises RefusedError as `of_iso2` does."""
        return _found(codes, self.m49, file, column)


def _found(codes: pd.Series, known: Mapping[str, str], file: str, column: str) -> pd.Series:
    found = codes.map(known).fillna("")
    _refuse_unknown(codes[found == ""], file, column)
    return found


def _refuse_unknown(codes: pd.Series, file: str, column: str) -> None:
    unknown = sorted(set(codes))
    if unknown:
        raise RefusedError(Problem(file=file, code="area-code-unknown", field=column, found=code) for code in unknown)
