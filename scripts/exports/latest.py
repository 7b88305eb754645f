"""`latest.csv`: the newest value of every series for every area, one row each, with everything that is said beside it.

Which observation that is `scripts.summarise.standing` decides, as for every page: a status holds in the year for which
its series is stated, carried forward no further than it allows; of other values the last of a whole period stands.
Where an area has no figure in a series but a reason for that, the row has the reason. An area about which nothing is
known in a series has no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from scripts.exports.slices import dimensions_in
from scripts.findings.figures import DATA
from scripts.findings.reading import Observation, Row
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.tables import Series
from scripts.package.files import records
from scripts.words.edition import Edition

NAME: Final = "latest.csv"
ABOUT: Final = ("indicator", "indicator_label", "series", "series_label", "role", "ref_area", "ref_area_label")
KEYS: Final = ("ref_area", "time_period")
SAID: Final = (
    *("bound", "obs_status", "obs_status_label", "unit_measure", "unit_measure_label"),
    *("source", "source_label", "note", "cell"),
)


def latest(site: Edition) -> pd.DataFrame:
    """Give the table in the language of `site`: ABOUT, dimensions, `breakdown`, periods, values, SAID; all text.

    Rows are sorted by series and area, and those of an area are in the order of its table.
    `breakdown` is the dimensions in words, `stated_period` the year in which a status holds, and `cell` the published
    cell of `obs_value`, which is blank where it is not known.
    """
    dimensions = dimensions_in(site.reading.package)
    values = ("obs_value", "obs_value_label", *(name for name in VALUE_COLUMNS if name != "obs_value"))
    columns = [*ABOUT, *dimensions, "breakdown", "time_period", "stated_period", *values, *SAID]
    rows = list(_rows(site))
    return pd.DataFrame(rows, columns=columns, dtype=str).fillna("")


def _rows(site: Edition) -> Iterator[Row]:
    for _, series in sorted(site.reading.package.series.items()):
        frame = site.reading.package.observations(series.id)
        held, column = records(frame), list(frame.columns).index("obs_value") + 1
        about = _about(site, series)
        for area in sorted(site.reading.reporting(series)):
            for found in standing_of(site, series, area):
                cell = f"{DATA}/{series.table}.csv#cell={found.line},{column}"
                yield {**about, **_row(site, series, found, held[found.line - 2]), "cell": cell}


def standing_of(site: Edition, series: Series, area: str) -> Sequence[Observation]:
    """Give what stands for an area in a series: one observation, or one for each code of its dimensions."""
    if _holds_in_a_year(series):
        found = site.reading.known(series, area)
        return [found] if found else []
    return site.reading.known_by_code(series, area)


def _holds_in_a_year(series: Series) -> bool:
    """Whether its values are statuses of one policy, of which the one that holds in the stated year counts."""
    return series.has_statuses and series.counts_states and not series.dimensions


def _about(site: Edition, series: Series) -> Row:
    indicator = site.reading.indicator_rows.get(series.indicator)
    return {
        "indicator": series.indicator,
        "indicator_label": site.text(indicator, "label") if indicator else "",
        "series": series.id,
        "series_label": site.series_label(series),
        "role": series.role,
        "stated_period": site.reading.latest(series) if _holds_in_a_year(series) else "",
        "unit_measure": series.unit_measure,
        "unit_measure_label": site.label("unit_measure", series.unit_measure),
    }


def _row(site: Edition, series: Series, found: Observation, row: Row) -> Row:
    """Give what is said of one observation; `row` is as the package has it, and its values are taken unchanged."""
    source = row["source"] or series.source
    return {
        **{name: row[name] for name in (*KEYS, *series.dimensions, "obs_status")},
        **{name: row[name] for name in VALUE_COLUMNS if name in row},
        "ref_area_label": site.filed_names[found.ref_area],
        "breakdown": ", ".join(site.label(name, code) for name, code in found.dimensions.items()),
        "obs_value_label": site.label(series.codelist, row["obs_value"]) if series.codelist and found.value else "",
        "bound": found.value.bound if found.value else "",
        "obs_status_label": site.label("obs_status", row["obs_status"]),
        "source": source,
        "source_label": site.called(site.reading.sources[source], "title"),
        "note": site.label("note", row["note"]) if row["note"] else "",
    }
