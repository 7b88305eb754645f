"""The columns of published tables that are not of the package but made of it: what each holds, and of which type.

A name stands for the same everywhere; where a table of the package has a column of the name, it says the same there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from scripts.model.tables import Field

FOR_EACH_INDICATOR: Final = "The year of what is known under this indicator, or the number of members it is known of."
"""What a column holds that is named by an indicator, in the tables of coverage."""

LABEL: Final = "_label"
"""What the name of a column of words ends with, after the name of the column of their codes."""

_COUNTS: Final[Mapping[str, str]] = {
    "numerator": "What is counted, of which the value is a share or rate; in a count of areas, their number.",
    "denominator": "The number of all, among which the numerator was counted; blank where there is none.",
    "pending": "Cases that were not decided, which are in neither part.",
    "denominator_low": "The smallest number that the whole may be.",
    "denominator_high": "The largest number that the whole may be.",
    "value_low": "The least that the value may be, by the range of its parts.",
    "value_high": "The most that the value may be, by the range of its parts.",
    "value": "The value of the measure; blank where it cannot be stated, and `status` then says why.",
    "added": "How many areas count by this rule and not by that of the headline; of a release, observations that came.",
    "taken_out": "How many areas count by the rule of the headline and not by this one.",
    "removed": "Observations that are gone.",
    "revised": "Observations that are otherwise.",
    "groups": "Figures of groups of areas that are otherwise.",
    "records": "Rows of registers, evidence and practices that came, went or are otherwise.",
    "series_added": "Series that came.",
    "indicators_known": "Under how many indicators something is known of the area.",
    "members": "How many members the group has today.",
}
"""Columns of numbers."""

_TEXTS: Final[Mapping[str, str]] = {
    "indicator": "Indicator: its id in `indicators`; blank for context.",
    "series": "Series: its id in `series`, which has its unit, rule and source.",
    "series_label": "Name of the series.",
    "role": "What the series is for: headline, companion, variant (another rule) or context.",
    "breakdown": "What the row is of, where its series is divided: the codes of its dimensions in words.",
    "stated_period": "The year for which a status holds, carried forward where the series allows; blank for others.",
    "bound": "What must be said before the value: at_least, almost or about; blank for nothing.",
    "cell": "The published cell that the value was read from: a file, its row and its column by RFC 7111.",
    "asks": "What is asked of an area by the rule of this row.",
    "ref_area": "Country or area by its code of ISO 3166-1 alpha-3, or group by its code of UN M49.",
    "ref_area_label": "Name of the country, area or group.",
    "group": "Group of areas: its code in `area_groups`.",
    "time_period": "Period as SDMX writes it; `_T` is all periods together.",
    "measure": "What is stated of the group: areas by status, a sum, a part; blank in rows of single areas.",
    "obs_value": "The value: a number or a code; blank where there is none, and `obs_status` or `note` says why.",
    "obs_status": "Status of the value, by SDMX: A normal, P provisional, O and M missing, and so on; see `codelists`.",
    "status": "Status of the figure, by SDMX; see `codelists`.",
    "unit_measure": "Unit of the value; see `codelists`.",
    "source": "Source, or several separated by spaces: ids in `sources`.",
    "note": "What qualifies the value, in words.",
    "direction": "Whether the rule of the row is that of the headline, stricter, looser, or another.",
    "code": "Code of a grouping that the row is limited to.",
    "reason": "Why no figure is stated.",
    "change": "Whether the area is added or taken out by the rule of the row.",
    "headline_value": "What the area has by the rule of the headline.",
    "headline_period": "The period that this is of.",
    "headline_status": "The status of this.",
    "obs_period": "The period that the value is of.",
    "version": "The release.",
    "released": "Day of the release, by ISO 8601.",
    "after": "The release that it was compared with; blank for the first.",
    "kind": "What became of it: added, removed, revised, or of a group.",
    "table": "The table that it stands in.",
    "row": "The row, where it still has one.",
    "key": "What names the row in its table.",
    "column": "The column whose content is otherwise.",
    "old": "What stood there before.",
    "new": "What stands there now.",
}
"""Columns of text."""

COLUMNS: Final[Mapping[str, Field]] = {
    **{name: Field(name=name, type="number", description=text) for name, text in _COUNTS.items()},
    **{name: Field(name=name, description=text) for name, text in _TEXTS.items()},
}
"""Every column by its name."""


BESIDE: Final = frozenset(
    {
        *("indicator", "series", "role", "ref_area", "group", "measure", "breakdown", "time_period", "stated_period"),
        *("obs_value", "obs_number", "obs_status", "value_low", "value_high", "bound", "unit_measure", "source"),
        *("numerator", "denominator", "denominator_low", "denominator_high", "pending", "note", "cell"),
    }
)
"""Columns that observations, or the tables that are made of them, have besides the dimensions of their series."""

SUMMING: Final = frozenset(
    ("cases", "day", "lowest", "members", "number", "observed", "rank", "valid_from", "valid_to", "value", "weight")
)
"""Columns that observations have beside their dimensions while they are put together."""


def is_reserved(name: str) -> bool:
    """Tell whether a dimension cannot have a name: observations have such a column, or one of words for their codes."""
    return name in BESIDE | SUMMING or name.endswith(LABEL)


def columns_of(header: Iterable[str], indicators: Iterable[str], dimensions: Mapping[str, str]) -> list[Field]:
    """Give the columns of a table that is made of the package, by its header.

    `indicators` are ids that name columns of their own, `dimensions` say what the dimensions of series are. Raises
    KeyError for a column of which nothing is said.
    """
    header = list(header)
    own = {name: Field(name=name, description=text) for name, text in dimensions.items()}
    each = {name: Field(name=name, description=FOR_EACH_INDICATOR) for name in indicators}
    known = {**each, **own, **COLUMNS}
    if "obs_value" in header:
        known |= own  # a table of observations: a dimension may be called `status`
    if each.keys() <= {*header}:
        known |= each  # a table with a column for each indicator: one may be called `value`
    return [known[name] if name in known else _labelled(name, known) for name in header]


def _labelled(name: str, known: Mapping[str, Field]) -> Field:
    """Give the column that has the words of the codes of another, after which it is named. Raises KeyError."""
    coded = known[name.removesuffix(LABEL)] if name.endswith(LABEL) else known[name]
    return Field(name=name, description=f"The same in words: {coded.description}")
