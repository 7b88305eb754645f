"""The next holes to fill: a member state and an indicator without a figure, where a source is likely.

Everything is read from the package: no indicator, register or source is named here. Holes are those of indicators
whose figures are found country by country, that is of policies and of what registers hold; where one source records
whatever happens, an absence is no hole. The rule is written in `docs/facts.md`, whose weights are those of `WEIGHTS`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from scripts.model.codes import UN_MEMBER
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.package.read import Package
from scripts.package.values import valued

RECORD, COMPANION, PARTNER, GROUP, SIZE = "record", "companion", "partner", "group", "size"
WEIGHTS: Final[Mapping[str, float]] = {RECORD: 4, COMPANION: 3, PARTNER: 3, GROUP: 3, SIZE: 2}
"""What each reason adds at most to the score of a proposal, by its kind."""

EVIDENCE_LACKS: Final = frozenset({"not-read", "confidence-low", "without-date"})
"""Reasons why a record does not count that a better page takes away: the fact itself would count."""
OTHERWISE: Final = 0.5
"""Strength of records that do not count for any other reason: another page may still say more."""

HALFWAY: Final = 2
"""Partners with which a proposal has half of what partners add: n of them add n / (n + HALFWAY)."""
SMALLEST_GROUP: Final = 4
"""States that a group has at least, for what is known of its other members to say anything."""
MOST_NAMED: Final = 3
"""Partners that a proposal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a source is likely: the kind of reason, how strong it is (0 to 1), what it is about, and where to look.

    `about` is the codes or ids that the reason names, `known` and `count` are its numbers, `places` the sources, pages
    or partners where the fact is likely to stand: of records, the address of a page, or a source where none has one.
    """

    kind: str
    strength: float
    about: tuple[str, ...]
    places: tuple[str, ...]
    known: int = 0
    count: int = 0

    @property
    def score(self) -> float:
        """What it adds to the score of a proposal."""
        return WEIGHTS[self.kind] * self.strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A state of which an indicator has no figure, with the reasons why one is likely to be found, strongest first."""

    indicator: str
    ref_area: str
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def score(self) -> float:
        """By which proposals are ranked."""
        return sum(reason.score for reason in self.reasons)


def holes(package: Package) -> tuple[Hole, ...]:
    """Give the holes for which there is any reason besides size, those first where a source is likeliest.

    Those of the same score stand by indicator, as the package orders them, and by code.
    """
    states = _states(package)
    sizes = _sizes(package, states)
    found = [
        hole
        for headline in _headlines(package)
        for hole in _of_indicator(package, headline, states, sizes)
        if any(reason.kind != SIZE for reason in hole.reasons)
    ]
    return tuple(sorted(found, key=lambda hole: -round(hole.score, 6)))


def _states(package: Package) -> tuple[str, ...]:
    areas = package.tables["reference_areas"]
    return tuple(sorted(areas.loc[areas["area_type"] == UN_MEMBER, "iso3"]))


def _headlines(package: Package) -> Iterator[Series]:
    """Headlines of which a figure is found state by state."""
    headlines = {series.indicator: series for series in package.series.values() if series.role == "headline"}
    for row in sorted(records(package.tables["indicators"]), key=lambda row: int(row["number"])):
        series = headlines.get(row["id"])
        if series is not None and (series.has_statuses or series.register):
            yield series


def _of_indicator(
    package: Package, headline: Series, states: Sequence[str], sizes: Mapping[str, Reason]
) -> Iterator[Hole]:
    """Holes of one indicator, each with every reason that there is."""
    known = _known(package, headline)
    register = package.registers.get(headline.register, pd.DataFrame())
    reasons = (
        _records_of(register),
        _companions(package, headline),
        _partners(package, register, known),
        _groups(package, headline, known & set(states), states),
        sizes,
    )
    for state in states:
        if state not in known:
            told = [reason for found in reasons if (reason := found.get(state)) is not None]
            yield Hole(
                indicator=headline.indicator,
                ref_area=state,
                reasons=tuple(sorted(told, key=lambda reason: -reason.score)),
            )


def _known(package: Package, series: Series) -> set[str]:
    """Areas with a figure in a series, or a range in its place, of any period."""
    frame = package.observations(series.id)
    return set(frame.loc[valued(frame), "ref_area"])


def _records_of(register: pd.DataFrame) -> dict[str, Reason]:
    """Areas with records that do not count: what is missing is known by name, and so is the page."""
    if "not_counted" not in register:
        return {}
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in records(register[register["not_counted"] != ""]):
        for side in ("ref_area", "counterpart_area"):
            found[row[side]].append(row)
    return {
        area: Reason(
            kind=RECORD,
            strength=1 if any(row["not_counted"] in EVIDENCE_LACKS for row in rows) else OTHERWISE,
            about=tuple(dict.fromkeys(row["not_counted"] for row in rows)),
            places=next(((row["source_url"],) for row in rows if row["source_url"]), (rows[0]["source"],)),
            count=len(rows),
        )
        for area, rows in found.items()
        if area
    }


def _companions(package: Package, headline: Series) -> dict[str, Reason]:
    """Areas of which another series of the indicator has a figure."""
    found: dict[str, list[Series]] = defaultdict(list)
    for series in package.series.values():
        if series.indicator == headline.indicator and series.role == "companion":
            for area in _known(package, series):
                found[area].append(series)
    return {
        area: Reason(
            kind=COMPANION,
            strength=1,
            about=tuple(series.id for series in held),
            places=tuple(dict.fromkeys(series.source for series in held)),
        )
        for area, held in found.items()
    }


def _partners(package: Package, register: pd.DataFrame, known: set[str]) -> dict[str, Reason]:
    """Areas that have agreements with areas of which the indicator is known, where its register is of agreements.

    Agreements of every register count: whoever works with a state on one matter often does on another.
    """
    if "counterpart_area" not in register or not (register["counterpart_area"] != "").any():
        return {}
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for frame in package.registers.values():
        pairs = frame[(frame["ref_area"] != "") & (frame["counterpart_area"] != "")]
        for one, other in zip(pairs["ref_area"], pairs["counterpart_area"], strict=True):
            for area, partner in ((one, other), (other, one)):
                if partner in known:
                    met[area][partner] += 1
    return {
        area: Reason(
            kind=PARTNER,
            strength=len(partners) / (len(partners) + HALFWAY),
            about=(),
            places=tuple(name for name, _ in sorted(partners.items(), key=lambda item: (-item[1], item[0])))[
                :MOST_NAMED
            ],
            count=len(partners),
        )
        for area, partners in met.items()
    }


def _groups(package: Package, headline: Series, known: set[str], states: Sequence[str]) -> dict[str, Reason]:
    """Areas in a group of which more than half of the states are known: in that of which the largest part is."""
    sources = _sources_by_area(package, headline)
    best: dict[str, Reason] = {}
    members = package.tables["area_group_members"]
    now = members[members["valid_to"] == ""]
    for group, frame in now.groupby("group"):
        inside = set(frame["ref_area"]) & set(states)
        having = inside & known
        if len(inside) < SMALLEST_GROUP or len(having) * 2 <= len(inside) or inside == set(states):
            continue
        usual = Counter(source for area in sorted(having) for source in sources[area])
        reason = Reason(
            kind=GROUP,
            strength=len(having) / len(inside),
            about=(str(group),),
            places=tuple(name for name, _ in sorted(usual.items(), key=lambda item: (-item[1], item[0])))[:1],
            known=len(having),
            count=len(inside),
        )
        for area in inside:
            if area not in best or best[area].strength < reason.strength:
                best[area] = reason
    return best


def _sources_by_area(package: Package, series: Series) -> Mapping[str, set[str]]:
    frame = package.observations(series.id)
    found: dict[str, set[str]] = defaultdict(set)
    for area, source in frame[["ref_area", "source"]].drop_duplicates().itertuples(index=False, name=None):
        found[area] |= set(source.split()) or {series.source}
    return found


def _sizes(package: Package, states: Sequence[str]) -> dict[str, Reason]:
    """How large each state is: the mean of its places by the newest numbers of people among the context series."""
    counts = [s for s in package.series.values() if s.role == "context" and s.measure.things and not s.dimensions]
    places: dict[str, list[float]] = defaultdict(list)
    for series in counts:
        frame = package.observations(series.id)
        valued = frame[(frame["obs_value"] != "") & frame["ref_area"].isin(states)]
        newest = valued.sort_values("time_period", kind="stable").drop_duplicates("ref_area", keep="last")
        ranks = pd.to_numeric(newest["obs_value"]).rank(pct=True)
        for area, place in zip(newest["ref_area"], ranks, strict=True):
            places[area].append(float(place))
    about = tuple(series.id for series in counts)
    return {
        area: Reason(kind=SIZE, strength=sum(found) / len(found), about=about, places=())
        for area, found in places.items()
    }
