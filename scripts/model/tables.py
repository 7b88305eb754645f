"""The profile of a package: every table, its fields and keys, as data.

Tables are built from what the package says of itself (its series and code lists), never from the observations they will
judge. `scripts.package.descriptor` writes them as a Data Package v2 descriptor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from scripts.model import versions
from scripts.model.codes import (
    AGGREGATIONS,
    DIRECTIONS,
    EVERYTHING_BEFORE,
    FOUND_STATUSES,
    HEADLINE,
    MEASURE_TYPES,
    MISSING_STATUSES,
    POLICY_CODES,
    REFERENCE_DAYS,
    ROLES,
    STATUSES,
    VALUE_STATUSES,
)
from scripts.model.kinds import AREAS, KINDS, Kind, Measure, Way, kind_of, measure_of, way_of
from scripts.model.languages import Languages
from scripts.model.periods import PERIOD_PATTERN

ID_PATTERN = r"[a-z0-9]+([.-][a-z0-9]+)*"
AREA_PATTERN = r"[A-Z]{3}"
START_PATTERN = r"(\d{2}-\d{2})?"
GROUP_PATTERN = r"(\d{3}|[A-Z]{2,4})"
NOT_STATED = "not stated"
"""What stands as the licence of a source whose publisher states none."""

ORIGINAL = ("title", "publisher", "edition")
"""What a source is called in its own words, and in those of a further language where it has some."""

PUBLISHER, OTHERS = "publisher", "others"
"""Who keeps a copy of a source, or states its licence."""

DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
URL_PATTERN = r"https?://\S+"
KEYWORDS_PATTERN = r"[^;\s][^;]*(; [^;\s][^;]*)*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. `codelist` names the code list that its values come from; `enum` holds those codes when known."""

    name: str
    description: str
    type: str = "string"
    required: bool = False
    unique: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    codelist: str = ""
    minimum: float | None = None
    maximum: float | None = None
    references: str = ""
    """`table.field` that holds the allowed values."""
    said: bool = False
    """Whether it is a text, of which a package has a column for each language of its site: `label_en`, `label_fr`."""
    names: bool = False
    """Whether it is a name of an area, of which a package has a column in further languages too."""
    original: bool = False
    """Whether it is in its own words, beside which each further language may say it: `title`, `title_fr`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One resource of the package: its file is `data/<name>.csv`."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    series: str = ""
    """The series whose observations it holds, where it holds any."""

    @property
    def columns(self) -> list[str]:
        """Column names in file order."""
        return [f.name for f in self.fields]

    @property
    def path(self) -> str:
        """Path of the file, relative to the descriptor."""
        return f"data/{self.name}.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of `series`: how one sequence of observations is measured, stated and summed."""

    id: str
    indicator: str
    role: str
    measure_type: str
    codelist: str
    unit_measure: str
    decimals: int
    per: int
    """What a ratio is expressed per: 1 for a share, 1000000 for a rate per million."""
    has_range: bool
    """Whether the denominator of a ratio is a range."""
    has_pending: bool
    """Whether a ratio is of decided cases, and those that are pending give its range."""
    dimensions: tuple[str, ...]
    aggregation: str
    register: str
    """Register that the observations are derived from, or whose rows are counted when `aggregation` is distinct."""
    max_age: int
    """Years that a value is carried forward at most; 0 for never."""
    reference_day: str
    """`01-01` or `12-31` when the value holds on that day of the year; blank when it is of the whole period."""
    is_minimum: bool
    first_period: str
    last_period: str
    source: str
    has_corrections: bool = False
    """Whether a count may be negative, as a correction of earlier ones."""
    window: str = ""
    """What a value counts besides its own period: `all` that was before, or so many years that end with it."""
    settles_after: int = 0
    """Months after its end during which reports of a period still come in; until then it is provisional."""
    finds_only_yes: bool = False
    """Whether the sources of a policy can find only yes: a state without one is not documented, never assessed."""
    has_negatives: bool = False
    """Whether a measured value may be below zero."""
    weight: str = ""
    """The series whose values weight those of this one in a mean, of the same area and period."""
    reporting_year_start: str = ""
    """Day on which a year of the series begins, as MM-DD, where its periods are such years (`2010/11`)."""

    @property
    def table(self) -> str:
        """Name of the resource that holds the observations."""
        return f"observations_{self.id}"

    @property
    def kind(self) -> Kind:
        """What follows from its measure type and its way of summing. Raises KeyError when these do not fit together."""
        return KINDS[self.measure_type, self.aggregation]

    @property
    def measure(self) -> Measure:
        """What one of its values is."""
        return measure_of(self.measure_type)

    @property
    def way(self) -> Way:
        """What a figure of a group is."""
        return way_of(self.aggregation)

    @property
    def has_statuses(self) -> bool:
        """Whether its values are statuses of a policy; a state without one was not assessed."""
        return self.measure.statuses

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that readers see of a policy, in order; the last is that of a state without one."""
        return FOUND_STATUSES if self.finds_only_yes else STATUSES

    @property
    def rest(self) -> str:
        """The status of a state that has none."""
        return self.statuses[-1]

    @property
    def has_classes(self) -> bool:
        """Whether its values are codes of a list of its own."""
        return self.measure.classes

    @property
    def has_numbers(self) -> bool:
        """Whether its values are numbers."""
        return self.measure.numbers

    @property
    def has_parts(self) -> bool:
        """Whether its values are ratios, with their numerators and denominators."""
        return self.measure.parts

    @property
    def is_share(self) -> bool:
        """Whether its values are parts of a whole, from 0 to 1."""
        return self.has_parts and self.per == 1

    @property
    def is_measured(self) -> bool:
        """Whether its values are measured or scored in a unit, and are never added."""
        return self.measure.measured

    @property
    def is_averaged(self) -> bool:
        """Whether a figure of a group is the mean or the median of its areas."""
        return self.way.averaged

    @property
    def is_weighted(self) -> bool:
        """Whether a value counts as much as the area's value in the series that is its weight."""
        return self.way.weighted

    @property
    def counts_things(self) -> bool:
        """Whether its values count things or people, as a source reports them."""
        return self.measure.things

    @property
    def counts_records(self) -> bool:
        """Whether its values count the rows of a register."""
        return self.measure.records

    @property
    def is_count(self) -> bool:
        """Whether its values are whole numbers of something: things, people or rows of a register."""
        return self.counts_things or self.counts_records

    @property
    def counts_states(self) -> bool:
        """Whether its figures of a group count UN member states by code."""
        return self.way.of_states

    @property
    def is_summed(self) -> bool:
        """Whether there are figures of groups at all."""
        return not self.way.unsummed

    @property
    def told_as(self) -> str:
        """What its figures are, for the words around them: single figures that are never added up are `published`."""
        return self.said_as if self.is_summed else "published"

    @property
    def said_as(self) -> str:
        """What it measures, for the words around it: its measure type, or `sum` for a count of no recorded events.

        Such a count is of what there is, as of people at mid-year; the others count what was recorded in a period.
        """
        return "sum" if self.counts_things and self.adds_areas and not self.adds_periods else self.measure_type

    @property
    def adds_areas(self) -> bool:
        """Whether the values of areas are added, each as it stands."""
        return self.way.adds

    @property
    def adds_up(self) -> bool:
        """Whether the figures of the parts of a group give that of the whole, where every area is in a part."""
        return self.kind.population == AREAS and self.is_summed and not self.has_spread and not self.is_averaged

    @property
    def adds_periods(self) -> bool:
        """Whether periods are added up too, and have a figure of all of them."""
        return self.way.over_time

    @property
    def has_cases(self) -> bool:
        """Whether a period holds single cases, so that what is stated is a figure of all periods."""
        return self.way.of_cases

    @property
    def has_spread(self) -> bool:
        """Whether single cases are set in order, and told by their lowest, their median and their highest."""
        return self.way.spread

    @property
    def sums_records(self) -> bool:
        """Whether a figure of a group is made from the rows of a register, each counted once."""
        return self.way.of_records

    @property
    def is_ranged(self) -> bool:
        """Whether its values have a lowest and a highest beside them, or in their place."""
        return self.has_range or self.has_pending

    @property
    def is_by_year(self) -> bool:
        """Whether every period must be a year, as far as its settings fit together."""
        kind = kind_of(self.measure_type, self.aggregation)
        return kind is not None and kind.by_year

    @property
    def is_statable(self) -> bool:
        """Whether a headline of its kind has a figure of the whole to state."""
        kind = kind_of(self.measure_type, self.aggregation)
        return kind is not None and kind.headline and not (kind.divided and self.dimensions)

    def is_measured_as(self, other: Series) -> bool:
        """Whether its values are of the same type as those of another series."""
        return self.measure_type == other.measure_type

    def is_summed_as(self, other: Series) -> bool:
        """Whether it is summed in the same way as another series."""
        return self.aggregation == other.aggregation

    @property
    def is_cumulative(self) -> bool:
        """Whether a value counts everything up to the end of its period, so that it cannot fall."""
        return self.window == EVERYTHING_BEFORE or (self.sums_records and not self.window)

    @property
    def window_years(self) -> int:
        """Years that a value covers, the last of which is its own; 0 where it covers no such span."""
        return int(self.window) if self.window and self.window != EVERYTHING_BEFORE else 0

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last year that its source covers, written as its periods are: 2010/11 within two years."""
        if not self.reporting_year_start:
            return self.first_period, self.last_period
        first, last = (f"{year}/{(int(year) + 1) % 100:02}" for year in (self.first_period, self.last_period))
        return first, last

    @property
    def own_name(self) -> str:
        """What its id adds to that of its indicator; '' for a headline. An indicator's id may hold dots (`10.7.1`).

        A companion may have the id of its indicator: it was the headline before another took its place.
        """
        return "" if self.role == HEADLINE else self.id.removeprefix(f"{self.indicator}.")

    @property
    def suffix(self) -> str:
        """Ending of its own columns of a register: `_strict` for `agreements.strict`.

        '' for a headline, and for a series of some years: it counts the headline's columns in another span.
        """
        if self.window_years:
            return ""
        return f"_{self.own_name.replace('-', '_').replace('.', '_')}" if self.own_name else ""


def series_from_row(row: Mapping[str, str]) -> Series:
    """Read one row of the `series` resource. Raises ValueError when a whole number is not one."""
    return Series(
        id=row["id"],
        indicator=row["indicator"],
        role=row["role"],
        measure_type=row["measure_type"],
        codelist=row["codelist"],
        unit_measure=row["unit_measure"],
        decimals=int(row["decimals"]),
        per=int(row["per"] or "1"),
        has_range=row["has_range"] == "true",
        has_pending=row.get("has_pending") == "true",
        dimensions=tuple(row["dimensions"].split()),
        aggregation=row["aggregation"],
        register=row["register"],
        max_age=int(row["max_age"] or "0"),
        reference_day=row["reference_day"],
        is_minimum=row["is_minimum"] == "true",
        first_period=row["first_period"],
        last_period=row["last_period"],
        source=row["source"],
        has_corrections=row.get("has_corrections") == "true",
        window=row.get("window", ""),
        settles_after=int(row.get("settles_after") or "0"),
        finds_only_yes=row.get("finds_only_yes") == "true",
        has_negatives=row.get("has_negatives") == "true",
        weight=row.get("weight", ""),
        reporting_year_start=row.get("reporting_year_start", ""),
    )


def _text(name: str, description: str, *, required: bool = True, pattern: str = "") -> tuple[Field, ...]:
    """Give a text, which becomes a column a language: `label_en`, and so on."""
    return (Field(name=name, description=description, required=required, pattern=pattern, said=True),)


def _originals(*descriptions: str) -> Iterator[Field]:
    """Give what a source is called: in its own words, and in those of each further language where it has some."""
    for name, description in zip(ORIGINAL, descriptions, strict=True):
        yield Field(name=name, description=description, required=True, original=True)


def _names(description: str) -> tuple[Field, ...]:
    return (Field(name="name", description=description, required=True, names=True),)


def _id(description: str, pattern: str = ID_PATTERN) -> Field:
    return Field(name="id", description=description, required=True, unique=True, pattern=pattern)


def _code(name: str, codelist: str, description: str, *, required: bool = True) -> Field:
    return Field(name=name, description=description, required=required, codelist=codelist)


def _ref(name: str, references: str, description: str, *, required: bool = True) -> Field:
    return Field(name=name, description=description, required=required, references=references)


def _flag(name: str, description: str, *, required: bool = True) -> Field:
    return Field(name=name, description=description, required=required, enum=("true", "false"))


def _whole(name: str, description: str, *, required: bool = False, minimum: float | None = 0) -> Field:
    return Field(name=name, type="integer", description=description, required=required, minimum=minimum)


def _date(name: str, description: str, *, required: bool = False) -> Field:
    return Field(name=name, description=description, required=required, pattern=DATE_PATTERN)


def _url(name: str = "source_url", *, required: bool = True) -> Field:
    return Field(name=name, description="Address of the page or file.", required=required, pattern=URL_PATTERN)


_CITED = (
    _ref("source", "sources.id", "Source that the row comes from."),
    Field(name="source_title", description="Title of the page, law or document."),
    Field(name="source_publisher", description="Who published it."),
    _url(required=False),
)

_READ = (
    *_CITED,
    _code("confidence", "confidence", "How sure we are."),
    _code("basis", "basis", "Read on a page, or known."),
)
"""Where a row was read by a person, and how sure it is."""

_FRAMEWORK: tuple[Table, ...] = (
    Table(
        name="policy_areas",
        title="Policy areas",
        description="The policy areas into which the indicators are divided.",
        primary_key=("id",),
        fields=(
            _id("Policy area."),
            _whole("number", "Order in the proposal.", required=True, minimum=1),
            *_text("label", "Name"),
        ),
    ),
    Table(
        name="indicators",
        title="Indicators",
        description="The indicators in their order, with the official wording as statement.",
        primary_key=("id",),
        fields=(
            _id("Indicator."),
            _whole("number", "Order in the proposal.", required=True, minimum=1),
            _ref("policy_area", "policy_areas.id", "Policy area."),
            Field(
                name="measure_type",
                description="How the headline is measured.",
                required=True,
                enum=MEASURE_TYPES,
            ),
            *_text("label", "Short name"),
            *_text("statement", "The official wording"),
            *_text("finding", "The finding in a sentence, with the measures of its headline in braces"),
            *_text("unit", "What the headline figure counts, to stand after it"),
            *_text("limits", "What the headline cannot say"),
            *_text("missing", "What is missing, and who would hold it"),
            *_text(
                "keywords",
                "Everyday words that readers search with, separated by semicolons; never shown on a page",
                pattern=KEYWORDS_PATTERN,
            ),
        ),
    ),
    Table(
        name="series",
        title="Series",
        description="Headline, companion, variant and context series: measure, unit, rule and source of each.",
        primary_key=("id",),
        fields=(
            _id("Series: its indicator's id, alone or with a name after a dot; `role` says if it is a headline."),
            _ref("indicator", "indicators.id", "Indicator; blank for a context series.", required=False),
            Field(name="role", description="Headline, companion, variant or context.", required=True, enum=ROLES),
            _whole("order", "Order on the indicator's page.", required=True),
            Field(name="measure_type", description="How it is measured.", required=True, enum=MEASURE_TYPES),
            Field(name="codelist", description="Code list of obs_value, for policy and category series."),
            _code("unit_measure", "unit_measure", "Unit of obs_value."),
            _whole("decimals", "Decimals that obs_value may have.", required=True),
            _whole("per", "A ratio is expressed per this many of its denominator.", minimum=1),
            _flag("has_range", "Whether the denominator of a ratio is a range."),
            _flag(
                "has_pending",
                "Whether a ratio is of the cases that were decided, with the range that those still pending leave.",
            ),
            Field(
                name="dimensions",
                description="The series' own dimensions, separated by spaces.",
                pattern=r"([a-z_]+( [a-z_]+)*)?",
            ),
            Field(name="aggregation", description="How a group is summed.", required=True, enum=AGGREGATIONS),
            Field(name="register", description="Register that the series is derived from."),
            _whole("max_age", "Years that a value is carried forward at most."),
            Field(
                name="reference_day",
                description="Day of the year on which the value holds.",
                enum=REFERENCE_DAYS,
            ),
            _flag("is_minimum", "Whether every figure is a minimum, also without a note: pages say 'at least'."),
            Field(
                name="first_period",
                description="First year that the source covers.",
                required=True,
                pattern=r"\d{4}",
            ),
            Field(
                name="last_period",
                description="Last year that the source covers.",
                required=True,
                pattern=r"\d{4}",
            ),
            Field(
                name="revision_bound",
                type="number",
                description="Share of its last value by which a value may move between releases without a revision "
                "note; blank when any change needs one.",
                minimum=0,
            ),
            _flag("has_corrections", "Whether a count may be negative: a correction, which its note explains."),
            _whole(
                "settles_after",
                "Months after its end during which reports of a period still come in: one that ended less before the "
                "source's last day is provisional.",
            ),
            _ref("source", "sources.id", "Main source."),
            *_text("label", "Name"),
            *_text("description", "What one value says"),
            *_text("rule", "How a value is decided"),
            *_text(
                "cases",
                "What its single cases or the records of its register are called, in the plural, as inside a sentence; "
                "blank where it has none",
                required=False,
            ),
            Field(
                name="window",
                description="What a value counts: `all` for everything up to the end of its period, a number for so "
                "many years that end with it, blank for its own period, or what its way of summing says.",
                pattern=r"(all|[1-9]\d?)?",
            ),
            _flag("finds_only_yes", "Whether the sources of a policy can find only yes, so that nothing is assessed."),
            _flag("has_negatives", "Whether a measured value may be below zero; blank for no.", required=False),
            _ref(
                "weight",
                "series.id",
                "Series of counts whose values weight those of this one in a mean, of the same area and period.",
                required=False,
            ),
            Field(
                name="reporting_year_start",
                description="Month and day on which the series' years begin, where these are not calendar years and "
                "are written as 2010/11 (SDMX: REPORTING_YEAR_START_DAY).",
                pattern=START_PATTERN,
            ),
        ),
    ),
    Table(
        name="ratio_parts",
        title="Parts of ratios",
        description="For ratios whose numerators or denominators are the values of another series of the package: "
        "which series that is.",
        primary_key=("series", "part"),
        fields=(
            _ref("series", "series.id", "Ratio."),
            Field(
                name="part",
                description="Part of the ratio.",
                required=True,
                enum=("numerator", "denominator"),
            ),
            _ref("part_series", "series.id", "Series whose values are that part, of the same area and period."),
            _flag("carried_forward", "Whether its last period stands in for the periods after that."),
        ),
    ),
    Table(
        name="variants",
        title="Rules beside the headline's",
        description="For each headline the stricter, looser and other rules by which the same can be counted, or why "
        "there are none.",
        primary_key=("indicator", "direction", "series", "code"),
        fields=(
            _ref("indicator", "indicators.id", "Indicator."),
            Field(
                name="direction",
                description="How the rule stands to that of the headline: stricter, looser or other; `headline` for "
                "the headline itself.",
                required=True,
                enum=DIRECTIONS,
            ),
            _ref("series", "series.id", "Series that counts by the rule; blank for no such rule.", required=False),
            Field(
                name="code",
                description="Code of the series' one dimension that is counted; blank where it has no dimension.",
                pattern=r"[a-z0-9-]*",
            ),
            *_text("reason", "Why there is no such rule; blank where there is one", required=False),
        ),
    ),
    Table(
        name="breaks",
        title="Breaks in series",
        description="Where the figures of a series before and after are not made in the same way, so that a difference "
        "between them is no change.",
        primary_key=("series", "time_period"),
        fields=(
            _ref("series", "series.id", "Series."),
            Field(
                name="time_period",
                description="The first year or month after the break.",
                required=True,
                pattern=r"\d{4}(-\d{2})?",
            ),
            *_text("reason", "Why, as a sentence"),
            _ref("source", "sources.id", "Source that the break is in."),
        ),
    ),
    Table(
        name="status_sentences",
        title="Statuses in words",
        description="What a country with a status of a policy did, for sentences on one country.",
        primary_key=("series", "code"),
        fields=(
            _ref("series", "series.id", "Series of a policy."),
            _code("code", "policy_status", "Status."),
            *_text("said", "What a country did that has it, from the verb on and in the past: 'granted visas'"),
        ),
    ),
    Table(
        name="dimensions",
        title="Dimensions",
        description="Fields of measures that the indicators serve.",
        primary_key=("id",),
        fields=(
            _id("Dimension."),
            _whole("number", "Order.", required=True, minimum=1),
            *_text("label", "Name"),
        ),
    ),
    Table(
        name="criteria",
        title="Criteria",
        description="What good governance is measured against, as the proposal says it.",
        primary_key=("id",),
        fields=(
            _id("Criterion."),
            _whole("number", "Order.", required=True, minimum=1),
            *_text("label", "Name"),
            *_text("description", "What it asks"),
        ),
    ),
    Table(
        name="groupings",
        title="Groupings",
        description="Code lists by which sources group their own records, such as kinds of places: each code that "
        "occurs has a page, with its years, its parts and the areas that the records are assigned to.",
        primary_key=("id",),
        fields=(
            _id("Code list, which is a dimension of the series that are grouped by it.", r"[a-z_]+"),
            _whole("number", "Order.", required=True, minimum=1),
            *_text("label", "Name"),
            *_text("description", "What a code of it says, and what it does not say"),
        ),
    ),
    Table(
        name="frameworks",
        title="Frameworks",
        description="Elements of other frameworks that the indicators map to.",
        primary_key=("id",),
        fields=(
            _id("Element."),
            Field(name="framework", description="Framework.", required=True),
            Field(name="number", description="Number within its framework, as written there.", required=True),
            *_text("label", "Name"),
            *_text("description", "What it covers, in our words", required=False),
            *_READ,
        ),
    ),
    Table(
        name="crosswalk",
        title="Crosswalk",
        description="What maps to what. The mapping is ours.",
        primary_key=("id",),
        fields=(
            _id("Link."),
            Field(
                name="from_table",
                description="Table of the first end.",
                required=True,
                enum=("indicators", "dimensions", "criteria"),
            ),
            Field(name="from_id", description="Row of the first end.", required=True),
            Field(
                name="to_table",
                description="Table of the second end.",
                required=True,
                enum=("frameworks", "dimensions", "criteria"),
            ),
            Field(name="to_id", description="Row of the second end.", required=True),
            *_text("note", "A caution", required=False),
            _code("basis", "basis", "Why we say so."),
        ),
    ),
    Table(
        name="codelists",
        title="Code lists",
        description="Every code with its label.",
        primary_key=("codelist", "code"),
        fields=(
            Field(name="codelist", description="Code list.", required=True, pattern=r"[a-z][a-z0-9_]*"),
            Field(name="code", description="Code.", required=True),
            _whole("order", "Order within its list.", required=True),
            *_text("label", "Label"),
            *_text("description", "What the code means", required=False),
        ),
    ),
    Table(
        name="sources",
        title="Sources",
        description="Where the figures come from, on what terms, and what is wrong with them.",
        primary_key=("id",),
        fields=(
            _id("Source."),
            *_originals("Title as published.", "Publisher.", "Edition or version."),
            _url("url"),
            Field(name="obtained_through", description="Public copy that the snapshot was taken from."),
            _date("accessed", "Day on which the snapshot was taken or last checked.", required=True),
            _date("data_until", "Last day that the edition covers.", required=True),
            _whole("cycle_months", "Months from one edition to the next; blank when there is no cycle.", minimum=1),
            Field(name="licence", description=f"Licence, or '{NOT_STATED}'.", required=True),
            _url("licence_url", required=False),
            Field(
                name="redistribution",
                description="What we may publish.",
                required=True,
                enum=("open", "attribution", "derived-only"),
            ),
            Field(
                name="licence_stated_by",
                description="Who states the licence: the publisher, or only whoever keeps the copy; blank when nobody "
                "does.",
                enum=(PUBLISHER, "copy"),
            ),
            Field(
                name="copy_kept_by",
                description="Who keeps the copy in obtained_through: the publisher, or others, who did not make the "
                "figures; blank where there is none or it is many pages.",
                enum=(PUBLISHER, OTHERS),
            ),
            Field(name="citation", description="How to cite it.", required=True),
            *_text("description", "What it is"),
            *_text("faults", "Known faults, one a sentence, separated by ' | '", required=False),
            *_text("handling", "What was done about them, one a sentence, separated by ' | '", required=False),
        ),
    ),
)

_AREAS: tuple[Table, ...] = (
    Table(
        name="reference_areas",
        title="Countries and areas",
        description="Countries and areas by ISO 3166-1 alpha-3 code, with the dates between which each exists.",
        primary_key=("iso3",),
        fields=(
            Field(
                name="iso3",
                description="ISO 3166-1 alpha-3 code.",
                required=True,
                unique=True,
                pattern=AREA_PATTERN,
            ),
            Field(
                name="iso2",
                description="ISO 3166-1 alpha-2 code, as text (Namibia's is NA).",
                pattern=r"[A-Z]{2}",
            ),
            Field(name="m49", description="UN M49 code, three digits, as text.", pattern=r"\d{3}"),
            Field(name="area_type", description="Kind of area.", required=True, codelist="area_type"),
            *_names("Short name"),
            Field(name="official_name_en", description="Formal name in English."),
            _date("valid_from", "Day from which the area exists as such; blank when before 1945."),
            _date("valid_to", "Last day on which it existed; blank for an area that exists."),
            _date("un_member_since", "Day of admission to the United Nations; blank for others."),
            _date("un_member_until", "Last day of membership; blank while a member."),
            Field(
                name="latitude",
                type="number",
                description="Latitude of a point within it.",
                minimum=-90,
                maximum=90,
            ),
            Field(
                name="longitude",
                type="number",
                description="Longitude of that point.",
                minimum=-180,
                maximum=180,
            ),
            _ref("source", "sources.id", "Source of codes and names."),
        ),
    ),
    Table(
        name="area_names",
        title="Names of areas",
        description="Names under which sources list an area and readers look for it, with the dates between which a "
        "name means it.",
        primary_key=("name", "valid_from"),
        fields=(
            Field(name="name", description="Name as a source or a reader writes it.", required=True),
            _ref("ref_area", "reference_areas.iso3", "Area."),
            _date("valid_from", "First day on which the name means this area; 0001 for always.", required=True),
            _date("valid_to", "Last day; blank for no end."),
            Field(name="kind", description="Kind of name.", required=True, codelist="name_kind"),
        ),
    ),
    Table(
        name="former_territories",
        title="Territories of former states",
        description="For each state that no longer exists, the countries and areas where it was. This is geography and "
        "says nothing of succession in law.",
        primary_key=("former_area", "ref_area"),
        fields=(
            _ref("former_area", "reference_areas.iso3", "State that no longer exists."),
            _ref("ref_area", "reference_areas.iso3", "Country or area of today on its territory."),
        ),
    ),
    Table(
        name="area_parts",
        title="Parts of states with codes of their own",
        description="Areas with a code of their own in ISO 3166-1 although they are part of a state. Sources book what "
        "happens there under that code, so the figure of the state is without it.",
        primary_key=("ref_area",),
        fields=(
            _ref("ref_area", "reference_areas.iso3", "The part."),
            _ref("part_of", "reference_areas.iso3", "The state that it is part of."),
            _ref("source", "sources.id", "Source that says so."),
        ),
    ),
    Table(
        name="area_groups",
        title="Groups of areas",
        description="World, M49 regions and sub-regions, LDC, LLDC, SIDS.",
        primary_key=("id",),
        fields=(
            Field(
                name="id",
                description="WLD, an M49 code, LDC, LLDC or SIDS.",
                required=True,
                unique=True,
                pattern=GROUP_PATTERN,
            ),
            Field(name="kind", description="Kind of group.", required=True, codelist="group_kind"),
            Field(name="parent", description="Group that it is part of.", pattern=GROUP_PATTERN),
            _whole("order", "Order in lists.", required=True),
            *_names("Name"),
            _ref("source", "sources.id", "Source of the grouping."),
        ),
    ),
    Table(
        name="area_group_members",
        title="Members of groups",
        description="Which area belongs to which group, and when.",
        primary_key=("group", "ref_area", "valid_from"),
        fields=(
            _ref("group", "area_groups.id", "Group."),
            _ref("ref_area", "reference_areas.iso3", "Member."),
            _date("valid_from", "First day of membership.", required=True),
            _date("valid_to", "Last day of membership; blank for a member."),
            _ref("source", "sources.id", "Source of the membership."),
        ),
    ),
)

_EVIDENCE: tuple[Table, ...] = (
    Table(
        name="evidence",
        title="Evidence",
        description="Laws, treaties, policies and acts behind the statuses.",
        primary_key=("id",),
        fields=(
            _id("Piece of evidence."),
            _ref("ref_area", "reference_areas.iso3", "Area."),
            _ref("series", "series.id", "Series that it explains."),
            Field(name="instrument", description="Law, treaty, policy or act.", required=True),
            _date("valid_from", "From when."),
            _date("valid_to", "Until when."),
            *_text("summary", "What it does, in our words"),
            *_READ,
        ),
    ),
    Table(
        name="good_practices",
        title="Good practices",
        description="Practices of countries.",
        primary_key=("id",),
        fields=(
            _id("Practice."),
            _ref("ref_area", "reference_areas.iso3", "Country."),
            *_text("practice", "Practice"),
            _date("date_from", "From when."),
            _date("date_to", "Until when; blank when it is not known to have ended."),
            _code("kind", "practice_kind", "Kind of practice."),
            Field(name="dimensions", description="Dimensions that it serves, separated by spaces."),
            Field(name="framework", description="Element of another framework that it serves."),
            Field(name="obs_value", type="number", description="A figure that the source gives with it."),
            *_text("unit", "Unit of that figure, in words", required=False),
            _flag("named_by_iom", "Whether the body that proposed the indicators named this country for this."),
            *_text("note", "Explanation", required=False),
            *_READ,
        ),
    ),
    Table(
        name="assessments",
        title="Assessments",
        description="Countries and cities whose policies were assessed. A partial list.",
        primary_key=("id",),
        fields=(
            _id("Assessment."),
            _ref("ref_area", "reference_areas.iso3", "Country."),
            Field(name="place", description="City, when a city was assessed."),
            Field(name="time_period", description="Year, when the page gave one.", pattern=r"\d{4}"),
            *_text("title", "What is recorded"),
            *_text("note", "Explanation", required=False),
            *_READ,
        ),
    ),
    Table(
        name="other_figures",
        title="Other figures",
        description="Figures that stand beside an indicator's series and are never added to them or to each other: "
        "other counts of the same, counts of parts that no series covers, shares of surveys, risks by route, and the "
        "same figure in several editions of a source.",
        primary_key=("id",),
        fields=(
            _id("Figure."),
            _ref("indicator", "indicators.id", "Indicator that it stands beside."),
            _code("kind", "other_kind", "Kind of figure."),
            _ref("ref_area", "reference_areas.iso3", "Country or area; blank for none alone.", required=False),
            Field(name="codelist", description="Code list of `code`."),
            Field(name="code", description="Code of a place or route of that list that it is of; blank for none."),
            *_text("place", "Place or route in words, where it has no code", required=False),
            *_text("title", "What is counted"),
            _date("date_from", "First day, month or year that it covers; blank when it is not known."),
            _date("date_to", "Last day, month or year that it covers; blank when it is not known."),
            Field(name="obs_value", type="number", description="The figure; blank where it is withheld.", minimum=0),
            _whole("numerator", "What a rate divides."),
            _whole("denominator", "What a rate divides by."),
            _code("unit_measure", "unit_measure", "What one of the value is."),
            _code("value_qualifier", "value_qualifier", "How exact the source says that it is."),
            Field(
                name="obs_status",
                description="SDMX observation status.",
                required=True,
                enum=(*VALUE_STATUSES, *MISSING_STATUSES),
                codelist="obs_status",
            ),
            _code("note", "note", "Note, as a code.", required=False),
            *_text("remark", "What else must be known of it", required=False),
            _flag("official", "Whether an authority counted it."),
            *_READ,
        ),
    ),
    Table(
        name="reconciliation",
        title="Reconciliation",
        description="For each file of each source: rows read, used, set aside and repaired, with the reason.",
        primary_key=("source", "file", "outcome", "reason"),
        fields=(
            _ref("source", "sources.id", "Source."),
            Field(name="file", description="File of the snapshot.", required=True),
            Field(
                name="outcome",
                description="What became of the rows.",
                required=True,
                enum=("read", "used", "set_aside", "repaired"),
            ),
            Field(name="reason", description="Why.", required=True, codelist="ingest_reason"),
            _whole("rows", "Number of rows.", required=True),
        ),
    ),
    Table(
        name="corrections",
        title="Corrections",
        description="What an earlier release said that was wrong, and what is right.",
        primary_key=("id",),
        fields=(
            _id("Correction."),
            Field(name="since", description="Release that said it first.", required=True, pattern=versions.PATTERN),
            Field(name="corrected", description="Release that set it right.", required=True, pattern=versions.PATTERN),
            Field(
                name="indicators",
                description="Indicators concerned, separated by spaces; blank where it is of none.",
                pattern=rf"{ID_PATTERN}( {ID_PATTERN})*",
            ),
            Field(
                name="ref_areas",
                description="Countries and areas concerned, separated by spaces; blank where it is of none.",
                pattern=rf"{AREA_PATTERN}( {AREA_PATTERN})*",
            ),
            Field(
                name="pages",
                description="Addresses of other pages concerned, below the root of a language, separated by spaces.",
                pattern=r"([a-z0-9-]+/)+( ([a-z0-9-]+/)+)*",
            ),
            *_text("was", "What was said that was wrong"),
            *_text("now", "What is right"),
            *_text("found", "How it was found"),
        ),
    ),
    Table(
        name="reports",
        title="Reports of readers",
        description="Errors that readers reported, and what was answered and done. It names nobody.",
        primary_key=("id",),
        fields=(
            _id("Report."),
            _date("reported", "Day of the report.", required=True),
            Field(
                name="page",
                description="Address of the page concerned, below the root of a language; blank for the whole site.",
                pattern=r"([a-z0-9.-]+/)+",
            ),
            Field(
                name="cell",
                description="Cell concerned, by its published address; blank where it is of none.",
                pattern=r"data/[^\s#]+#cell=\d+,\d+",
            ),
            *_text("report", "What was reported"),
            _date("answered", "Day of the answer.", required=True),
            *_text("answer", "What was answered"),
            *_text("done", "What was done"),
            Field(
                name="release",
                description="Release in which it was done; blank where nothing had to be done, or it is to come.",
                pattern=versions.PATTERN,
            ),
        ),
    ),
    Table(
        name="revisions",
        title="Revision notes",
        description="Why observations of the last release were removed, or revised by more than their series allows. "
        "A blank cell of the key stands for every series, area, period or code.",
        primary_key=("series", "ref_area", "time_period", "dimensions", "kind"),
        fields=(
            Field(name="series", description="Series of the last release.", pattern=ID_PATTERN),
            Field(name="ref_area", description="Country or area of the last release.", pattern=AREA_PATTERN),
            Field(name="time_period", description="Period, as in the observations.", pattern=PERIOD_PATTERN),
            Field(
                name="dimensions",
                description="Codes of the series' own dimensions, in their order, separated by spaces.",
            ),
            Field(
                name="kind",
                description="What became of the observations.",
                required=True,
                enum=("removed", "revised"),
            ),
            _code("reason", "revision_reason", "What made it necessary."),
            *_text("reason", "Why"),
        ),
    ),
)

OPTIONAL_TABLES = (
    *(
        "area_parts",
        "breaks",
        "corrections",
        "former_territories",
        "groupings",
        "other_figures",
        "ratio_parts",
        "reports",
        "revisions",
        "status_sentences",
    ),
    "variants",
)
"""Fixed tables that a package may lack."""

MADE_WHERE_NEEDED = frozenset({"other_figures"})
"""Those of them that rules make, where a rule has such rows; people write the others."""

_REGISTER_HEAD: tuple[Field, ...] = (
    _id("Record."),
    _ref("ref_area", "reference_areas.iso3", "Country that it belongs to, or the first party."),
    _ref("counterpart_area", "reference_areas.iso3", "The other party, where there is one.", required=False),
    Field(name="place", description="City or other place within it."),
    Field(name="title", description="Name of the record, in the language of its source.", required=True),
    _code("record_type", "record_type", "Kind of record."),
    _code("record_status", "record_status", "Status of the record."),
    _date("date_from", "From when, or the day of signature."),
    _date("date_to", "Until when."),
    _code("date_basis", "date_basis", "What the first date is."),
)
_REGISTER_TAIL: tuple[Field, ...] = (
    Field(
        name="counted_as",
        description="The distinct thing that it counts as towards the headline; blank when it does not count.",
    ),
    _code("not_counted", "not_counted", "Why it does not count; blank when it does.", required=False),
    *_text("note", "Explanation", required=False),
    *_CITED,
    _code("confidence", "confidence", "How sure we are."),
    _code("basis", "basis", "Read on a page, or known."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What one register has beyond the columns that all registers share."""

    name: str
    title: str
    description: str
    extra: tuple[Field, ...] = field(default=())


def in_languages(fields: Iterable[Field], languages: Languages) -> tuple[Field, ...]:
    """Give fields with a column of each text in each language: `label` becomes `label_en`, `label_fr`."""
    return tuple(each for field in fields for each in _in_languages(field, languages))


def _in_languages(field: Field, languages: Languages) -> Iterator[Field]:
    if not field.said and not field.names:
        yield replace(field, original=False)
    if field.original:
        for language in languages.codes[1:]:
            description = f"{field.description} In words of the language ({language}); blank where it has none."
            yield Field(name=f"{field.name}_{language}", description=description)
    for language in languages.codes if field.said else languages.of_areas if field.names else ():
        yield replace(
            field,
            name=f"{field.name}_{language}",
            description=f"{field.description} ({language}).",
            said=False,
            names=False,
        )


@cache
def fixed_tables(languages: Languages) -> tuple[Table, ...]:
    """Give the tables that every package of a site in such languages has or may have, without its registers."""
    return tuple(
        replace(table, fields=in_languages(table.fields, languages)) for table in (*_FRAMEWORK, *_AREAS, *_EVIDENCE)
    )


@cache
def said_in(language: str) -> frozenset[str]:
    """Give the names of all columns of texts in a language, but for names of areas: `label_fr`, `finding_fr`."""
    fields = (field for table in (*_FRAMEWORK, *_AREAS, *_EVIDENCE) for field in table.fields)
    return frozenset(f"{field.name}_{language}" for field in fields if field.said)


def register_table(register: Register, languages: Languages) -> Table:
    """Give the table of a register: shared columns, its own, shared columns."""
    return Table(
        name=f"register_{register.name}",
        title=register.title,
        description=register.description,
        fields=in_languages((*_REGISTER_HEAD, *register.extra, *_REGISTER_TAIL), languages),
        primary_key=("id",),
    )


def _value_fields(series: Series, codes: Mapping[str, Sequence[str]]) -> tuple[Field, ...]:
    """Columns that hold the value of an observation, by measure type."""
    if series.measure_type == "policy":
        return (Field(name="obs_value", description="Policy status.", enum=POLICY_CODES, codelist="policy_status"),)
    if series.measure_type == "category":
        return (
            Field(
                name="obs_value",
                description="Code.",
                enum=tuple(codes.get(series.codelist, ())),
                codelist=series.codelist,
            ),
        )
    if series.has_numbers and not series.has_parts:
        lowest = None if series.has_corrections or series.has_negatives else 0
        kind, said = ("number", "Measured value.") if series.is_measured else ("integer", "Number.")
        return (Field(name="obs_value", type=kind, description=said, minimum=lowest),)
    share = 1 if series.per == 1 else None
    value = Field(
        name="obs_value",
        type="number",
        description="Numerator divided by denominator, times what the series is per.",
        minimum=0,
        maximum=share,
    )
    fields = (value, _whole("numerator", "Numerator."), _whole("denominator", "Denominator."))
    if series.has_pending:
        return (
            *fields,
            _whole("pending", "Cases without a known outcome: undecided, or not known whether refused or undecided."),
            replace(value, name="value_low", description="Value if all pending cases were refused."),
            replace(value, name="value_high", description="Value if all pending cases were granted."),
        )
    if not series.has_range:
        return fields
    return (
        *fields,
        _whole("denominator_low", "Lowest denominator."),
        _whole("denominator_high", "Highest denominator."),
        replace(value, name="value_low", description="Value with the highest denominator."),
        replace(value, name="value_high", description="Value with the lowest denominator."),
    )


def observation_table(series: Series, codes: Mapping[str, Sequence[str]]) -> Table:
    """Give the table of a series' observations. `codes` maps a code list to its codes."""
    dimensions = tuple(
        Field(
            name=name,
            description=f"Dimension: {name.replace('_', ' ')}.",
            required=True,
            enum=tuple(codes.get(name, ())),
            codelist=name if name in codes else "",
        )
        for name in series.dimensions
    )
    return Table(
        name=series.table,
        title=f"Observations: {series.id}",
        description=f"Observations of the series {series.id}.",
        primary_key=("ref_area", "time_period", *series.dimensions),
        series=series.id,
        fields=(
            _ref("ref_area", "reference_areas.iso3", "Country or area."),
            Field(
                name="time_period",
                description="Year (2024), half-year (2024-S1), quarter (2024-Q3), month (2024-05), day (2024-05-31), "
                "year that begins within a calendar year (2010/11), span (2010-04-01/P18M: first day and length), or "
                "_U when the source gives no date.",
                required=True,
                pattern=PERIOD_PATTERN,
            ),
            *dimensions,
            *_value_fields(series, codes),
            Field(
                name="obs_status",
                description="SDMX observation status.",
                required=True,
                enum=(*VALUE_STATUSES, *MISSING_STATUSES),
                codelist="obs_status",
            ),
            _ref("source", "sources.id", "Source."),
            Field(
                name="note",
                description="Note, as a code. `stated-as-more-than`, `stated-as-almost` and `stated-as-about` bound "
                "the value: pages say 'at least', 'almost' or 'about' before it.",
                codelist="note",
            ),
        ),
    )


def with_codes(table: Table, codes: Mapping[str, Sequence[str]]) -> Table:
    """Fill `enum` of each field that names a code list."""
    return replace(
        table,
        fields=tuple(
            replace(f, enum=tuple(codes.get(f.codelist, ()))) if f.codelist and not f.enum else f for f in table.fields
        ),
    )


def all_tables(
    series: Iterable[Series],
    registers: Iterable[Register],
    codes: Mapping[str, Sequence[str]],
    languages: Languages,
) -> tuple[Table, ...]:
    """Every table of a package, in the order of its descriptor."""
    fixed = fixed_tables(languages)
    before = len(_FRAMEWORK) + len(_AREAS)
    own = (register_table(register, languages) for register in registers)
    observed = (observation_table(s, codes) for s in series)
    named = (*fixed[:before], *own, *fixed[before:], *observed)
    return tuple(with_codes(table, codes) for table in named)
