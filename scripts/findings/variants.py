"""Headlines beside stricter, looser and other rules, with cells: both tables are published, so each count has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from scripts.findings.figures import DATA, WHOLE, Figure
from scripts.findings.reading import Observation, Reading, Row
from scripts.model.codes import DIRECTIONS, WORLD
from scripts.model.tables import Series
from scripts.summarise.variants import Moves, period_beside

RULES, AREAS = "variants_counted.csv", "variants_areas.csv"
"""Names of the two published tables: one row a rule, and one row an area that a rule moves."""

ADDED, TAKEN_OUT = "added", "taken_out"

RATIO, PARTS = "ratio", ("numerator", "denominator")
"""The measure that is shown with its parts."""

RULE_COLUMNS: Final = (
    "indicator",
    "direction",
    "series",
    "code",
    "series_label",
    "asks",
    "time_period",
    "measure",
    "obs_value",
    "numerator",
    "denominator",
    ADDED,
    TAKEN_OUT,
    "obs_status",
    "reason",
)
AREA_COLUMNS: Final = (
    "indicator",
    "direction",
    "series",
    "ref_area",
    "ref_area_label",
    "time_period",
    "change",
    "headline_value",
    "headline_period",
    "headline_status",
    "obs_value",
    "obs_period",
    "obs_status",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An area that a rule adds or takes out: what holds for it by the headline and by the rule; None for nothing."""

    ref_area: str
    added: bool
    headline: Observation | None
    variant: Observation | None

    @property
    def held(self) -> Observation | None:
        """What holds by the other rule, where anything does, else by the headline's."""
        return self.variant or self.headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One rule in the headline's period, or its own where it has nothing then: its world figures, and whom it moves.

    `figures` has the measures of the count, of a ratio its parts too. Where rules of this kind move no areas, `added`
    and `taken_out` are None.
    """

    direction: str
    series: Series
    code: str
    period: str
    measure: str
    figures: Mapping[str, Figure]
    moved: tuple[Moved, ...] = ()
    added: Figure | None = None
    taken_out: Figure | None = None

    @property
    def main(self) -> Figure | None:
        """The count by this rule; None where its series has none for the period."""
        return self.figures.get(self.measure)


class Variants:
    """Every headline beside the rules that its package lists, in the order of indicators, directions and series."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._name = f"name_{reading.package.languages.first}"
        self._moves = Moves(reading.package)
        self._rows = sorted(reading.rows("variants"), key=self._rank)
        self._by_row = [self._counted(number, row) for number, row in enumerate(self._rows, start=2)]

    def _rank(self, row: Row) -> tuple[int, int, bool, int, str]:
        """Rank a row by indicator, direction and the order of its series; what says why there is none comes last."""
        number = {each["id"]: int(each["number"]) for each in self._reading.indicators}
        order = int(self._reading.series_rows[row["series"]]["order"]) if row["series"] else 0
        direction = DIRECTIONS.index(row["direction"])
        return number[row["indicator"]], direction, not row["series"], order, row["code"]

    def of(self, indicator: Row) -> tuple[Counted, ...]:
        """Give the rules of an indicator, its headline's own first; none where the package lists none."""
        pairs = zip(self._rows, self._by_row, strict=True)
        return tuple(counted for row, counted in pairs if counted and row["indicator"] == indicator["id"])

    def absent(self, indicator: Row) -> tuple[Row, ...]:
        """Give the rows that say why an indicator has no rule, or no further one, in a direction."""
        return tuple(row for row in self._rows if row["indicator"] == indicator["id"] and not row["series"])

    def _counted(self, number: int, row: Row) -> Counted | None:
        if not row["series"]:
            return None
        reading = self._reading
        headline, series = reading.headline({"id": row["indicator"]}), reading.package.series[row["series"]]
        stated, measure = reading.latest(headline), _measure(series, row["code"])
        period = period_beside(reading.package, headline, series, stated, reading.latest(series))
        names = (measure, *PARTS) if measure == RATIO else (measure,)
        found = {name: reading.summary(series, WORLD, period, name) for name in names}
        figures = {name: figure for name, figure in found.items() if figure}
        counted = Counted(
            direction=row["direction"], series=series, code=row["code"], period=period, measure=measure, figures=figures
        )
        moves = None if series.id == headline.id else self._moves.of(headline, series, stated, period)
        if moves is None:
            return counted
        moved = tuple(
            Moved(
                ref_area=each.ref_area,
                added=each.added,
                headline=reading.at(headline, each.headline),
                variant=reading.at(series, each.variant),
            )
            for each in moves
        )
        return replace(
            counted,
            moved=moved,
            added=_count(number, ADDED, sum(each.added for each in moved)),
            taken_out=_count(number, TAKEN_OUT, sum(not each.added for each in moved)),
        )

    # -- tables --------------------------------------------------------------------------------------------------------

    def rules_table(self) -> list[list[str]]:
        """Give the header, RULE_COLUMNS, and a row for each rule, also for one that does not exist and why."""
        pairs = zip(self._rows, self._by_row, strict=True)
        return [list(RULE_COLUMNS), *(self._rule(row, counted) for row, counted in pairs)]

    def _rule(self, row: Row, counted: Counted | None) -> list[str]:
        cells = {**row, "reason": row["reason_en"]}
        if counted:
            series = self._reading.series_rows[counted.series.id]
            cells |= {
                "series_label": series["label_en"],
                "asks": series["description_en"],
                "time_period": counted.period,
                "measure": counted.measure,
                "obs_value": counted.main.exact if counted.main else "",
                "obs_status": counted.main.status if counted.main else "",
            }
            parts = {name: counted.figures.get(name) for name in PARTS}
            numbers = {**parts, ADDED: counted.added, TAKEN_OUT: counted.taken_out}
            cells |= {name: figure.exact for name, figure in numbers.items() if figure}
        return [cells.get(name, "") for name in RULE_COLUMNS]

    def areas_table(self) -> list[list[str]]:
        """Give the header, AREA_COLUMNS, and a row for each area that a rule adds or takes out."""
        pairs = zip(self._rows, self._by_row, strict=True)
        return [list(AREA_COLUMNS), *(line for row, counted in pairs if counted for line in self._areas(row, counted))]

    def _areas(self, row: Row, counted: Counted) -> Iterator[list[str]]:
        for each in counted.moved:
            cells = {
                **row,
                "ref_area": each.ref_area,
                "ref_area_label": self._reading.area_rows[each.ref_area][self._name],
                "time_period": counted.period,
                "change": ADDED if each.added else TAKEN_OUT,
            }
            for side, name, held in (
                ("headline", "headline_value", each.headline),
                ("obs", "obs_value", each.variant),
            ):
                if held and held.value:
                    cells |= {
                        name: held.value.exact,
                        f"{side}_period": held.time_period,
                        f"{side}_status": held.obs_status,
                    }
            yield [cells.get(name, "") for name in AREA_COLUMNS]


def _measure(series: Series, code: str) -> str:
    return f"{series.kind.main}.{code}" if code else series.kind.main


def _count(row: int, column: str, number: int) -> Figure:
    cell = f"{DATA}/{RULES}#cell={row},{RULE_COLUMNS.index(column) + 1}"
    return Figure(value=float(number), form=WHOLE, cell=cell)
