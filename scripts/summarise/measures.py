"""One function a kind of aggregation: observations and membership in, long rows of measures out.

Every function gives `group`, `time_period`, `measure`, `value` (text, full precision) and `status` (SDMX).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Any

import pandas as pd

from scripts.large.sums import PARTS, Sums
from scripts.model.codes import ALL_PERIODS, POLICY_CODES, WORLD, WORST_LAST
from scripts.model.measures import SPREAD, SUMS, WITHOUT_LARGEST
from scripts.model.measures import averages as averages_of
from scripts.model.tables import Series
from scripts.summarise.carry import carried
from scripts.summarise.members import Members

BEST, *_ = WORST_LAST
COLUMNS = ["group", "time_period", "measure", "value", "status"]
KEYS = ["group", "time_period"]


def _long(wide: pd.DataFrame, measures: Sequence[str], worst: pd.Series | None = None) -> pd.DataFrame:
    """Turn columns of measures into rows; a missing value has status O, any other the `worst` of its parts."""
    part = wide.reset_index()
    part["status"] = BEST if worst is None else worst.reindex(wide.index).fillna(BEST).to_numpy()
    rows = part.melt([*KEYS, "status"], list(measures), var_name="measure", value_name="value")
    rows["status"] = rows["status"].where(rows["value"].notna(), "O")
    rows["value"] = [_text(value) for value in rows["value"]]
    return rows[COLUMNS]


def _worst(frame: pd.DataFrame) -> pd.Series:
    """Give by group and period the worst status of what is counted there."""
    ranks = frame.assign(rank=frame["obs_status"].map({code: n for n, code in enumerate(WORST_LAST)}).fillna(0))
    return ranks.groupby(KEYS)["rank"].max().astype(int).map(dict(enumerate(WORST_LAST)))


def _text(value: Any) -> str:
    """Write a number with full precision and no needless decimals."""
    if pd.isna(value):
        return ""
    number = float(value)
    return str(int(number)) if number.is_integer() else repr(number)


def _suffixed(rows: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    """Add the codes of a series' own dimensions to the names of its measures: `total.dead`."""
    return rows.assign(measure=rows["measure"] + "".join(f".{code}" for code in codes))


def _by_dimension(series: Series, frame: pd.DataFrame) -> list[tuple[tuple[str, ...], pd.DataFrame]]:
    """Split a frame by the series' dimensions; one part with no codes where it has none."""
    if not series.dimensions:
        return [((), frame)]
    return [(tuple(str(code) for code in codes), part) for codes, part in frame.groupby(list(series.dimensions))]


def count_areas(
    series: Series, observations: pd.DataFrame, members: Members, codes: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Count UN member states by code: each code, not_assessed, assessed, members, and for policies the shares.

    share_low is yes / members, share_high (yes + not_assessed) / members, share_assessed yes / assessed. Where only yes
    can be found there are yes, not_documented, members and share_low.
    """
    statuses = carried(series, observations)
    held = members.of(series, statuses["time_period"])
    size = held.groupby(KEYS).size().rename("members")
    names = list(POLICY_CODES) if series.measure_type == "policy" else list(codes[series.codelist])
    parts = [
        _suffixed(_areas_of(series, part, held, size, names), dimension)
        for dimension, part in _by_dimension(series, statuses)
    ]
    return _joined(parts)


def _joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the parts of a series together; no rows where nothing has a value, and so there is no part."""
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS, dtype=str)


def _areas_of(
    series: Series, statuses: pd.DataFrame, held: pd.DataFrame, size: pd.Series, names: list[str]
) -> pd.DataFrame:
    joined = held.merge(statuses, on=["ref_area", "time_period"], how="inner", validate="many_to_one")
    counted = joined.groupby([*KEYS, "obs_value"]).size().unstack(fill_value=0)  # noqa: PD010 - codes become columns
    years = set(statuses["time_period"])
    wanted = size[size.index.get_level_values("time_period").isin(years)]
    wide = counted.reindex(index=wanted.index, columns=names, fill_value=0)
    if series.finds_only_yes:
        return _documented(wide[["yes"]].assign(members=wanted), _worst(joined))
    wide["assessed"] = wide[names].sum(axis=1)
    wide["members"] = wanted
    wide["not_assessed"] = wide["members"] - wide["assessed"]
    measures = [*names, "not_assessed", "assessed", "members"]
    if series.has_statuses:
        wide["share_low"] = wide["yes"] / wide["members"]
        wide["share_high"] = (wide["yes"] + wide["not_assessed"]) / wide["members"]
        wide["share_assessed"] = wide["yes"] / wide["assessed"].where(wide["assessed"] > 0)
        measures += ["share_low", "share_high", "share_assessed"]
    return _long(wide, measures, _worst(joined))


def _documented(wide: pd.DataFrame, status: pd.Series) -> pd.DataFrame:
    """Count what only yes is found of: nothing is assessed, so there is neither a highest share nor one among those."""
    wide["not_documented"] = wide["members"] - wide["yes"]
    wide["share_low"] = wide["yes"] / wide["members"]
    return _long(wide, ["yes", "not_documented", "members", "share_low"], status)


def _grouped(series: Series, frame: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Give each observation once for each group that its area is in; the world holds every area that it may add."""
    held = members.of(series, frame["time_period"])
    keys = ["ref_area", "time_period"]
    joined = frame.merge(held[held["group"] != WORLD], on=keys, how="inner", validate="many_to_many")
    counted = frame if series.way.unsummed else frame[~frame["ref_area"].isin(members.uncounted)]
    return pd.concat([counted.assign(group=WORLD), joined], ignore_index=True)


def _everywhere(members: Members, periods: pd.Series) -> pd.MultiIndex:
    """Every group in every period: a group without observations is shown as such."""
    groups = sorted(members.ever()["group"].unique())
    return pd.MultiIndex.from_product([groups, sorted(periods.unique())], names=KEYS)


def sums(series: Series, observations: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Add a count over the areas of a group: `total` and `areas_reporting`; never over gaps."""
    return _sums(series, observations, members, "total", "areas_reporting")


def averages(series: Series, observations: pd.DataFrame, members: Members, weights: pd.DataFrame) -> pd.DataFrame:
    """Put measured values of a period together: `mean` or `median`, `lowest`, `highest`, `areas_reporting`.

    Only values count, none of low reliability (status U). `weights` are the observations of the series that weights a
    mean: each value counts as often as its area's value there in the same period, and one of an area without such a
    value, or with zero, is left out, also of the number of areas. Never over gaps: a group without values has none.
    """
    valued = observations[(observations["obs_value"] != "") & (observations["obs_status"] != "U")]
    frame = valued.assign(number=valued["obs_value"].astype("float64"))
    frame = _weighted(frame, weights) if series.is_weighted else frame.assign(weight=1.0)
    parts = []
    for codes, part in _by_dimension(series, frame):
        grouped = _grouped(series, part, members)
        parts.append(_suffixed(_average_rows(series, grouped, _everywhere(members, part["time_period"])), codes))
    return _joined(parts)


def _weighted(frame: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    """Give the rows whose area and period have a weight above zero, with it."""
    keys = ["ref_area", "time_period"]
    held = weights.loc[~weights["obs_value"].isin(["", "0"]), [*keys, "obs_value"]]
    joined = frame.merge(held.rename(columns={"obs_value": "weight"}), on=keys, how="inner", validate="many_to_one")
    return joined.assign(weight=joined["weight"].astype("float64"))


def _average_rows(series: Series, grouped: pd.DataFrame, index: pd.MultiIndex) -> pd.DataFrame:
    by = grouped.groupby(KEYS)
    wide = pd.DataFrame(
        {
            "lowest": by["number"].min(),
            "highest": by["number"].max(),
            "areas_reporting": by["ref_area"].nunique(),
        }
    )
    if series.is_weighted:
        wide["mean"] = pd.Series({key: _mean(part) for key, part in by}, dtype="float64")
    else:
        wide["median"] = pd.Series({key: _median(part) for key, part in by}, dtype="float64")
    wide = wide.reindex(index)
    wide["areas_reporting"] = wide["areas_reporting"].fillna(0)
    return _long(wide, averages_of(series), _worst(grouped))


def _mean(part: pd.DataFrame) -> float:
    """Give the mean exactly, and round once: an order of rows never decides the last digit."""
    pairs = list(zip(map(Fraction, part["obs_value"]), map(Fraction, part["weight"]), strict=True))
    return float(sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs))


def _median(part: pd.DataFrame) -> float:
    """Give the median exactly, and round once."""
    return float(median(map(Fraction, part["obs_value"])))


def register_sums(series: Series, observations: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Add the distinct records of a register: `records` and `areas` that have any."""
    above = observations[observations["obs_value"] != "0"]
    return _sums(series, above, members, "records", "areas")


def _sums(series: Series, observations: pd.DataFrame, members: Members, total: str, areas: str) -> pd.DataFrame:
    valued = observations[observations["obs_value"] != ""]
    frame = valued.assign(number=valued["obs_value"].astype("int64"))
    parts = []
    for codes, part in _by_dimension(series, frame):
        grouped = _grouped(series, part, members)
        rows = _sum_rows(grouped, _everywhere(members, part["time_period"]), total, areas)
        if series.aggregation == "sum_over_time":
            rows = pd.concat([rows, _over_time(grouped, part, members, total, areas)], ignore_index=True)
        parts.append(_suffixed(rows, codes))
    return _joined(parts)


def _sum_rows(grouped: pd.DataFrame, index: pd.MultiIndex, total: str, areas: str) -> pd.DataFrame:
    by = grouped.groupby(KEYS)
    wide = pd.DataFrame({total: by["number"].sum(min_count=1), areas: by["ref_area"].nunique()})
    return _stated_sums(wide, index, _worst(grouped))


def _stated_sums(wide: pd.DataFrame, index: pd.MultiIndex, worst: pd.Series) -> pd.DataFrame:
    """Give a total and a number of areas for each group of `index`: none and 0 where nothing was added."""
    total, areas = wide.columns
    wide = wide.reindex(index)
    wide[areas] = wide[areas].fillna(0)
    return _long(wide, [total, areas], worst)


def _over_time(grouped: pd.DataFrame, part: pd.DataFrame, members: Members, total: str, areas: str) -> pd.DataFrame:
    """Add all periods, dated or not, for each group and for each area."""
    pooled = grouped.assign(time_period=ALL_PERIODS)
    rows = _sum_rows(pooled, _everywhere(members, pooled["time_period"]), total, areas)
    own = part.assign(group=part["ref_area"], time_period=ALL_PERIODS)
    by_area = pd.DataFrame({total: own.groupby(KEYS)["number"].sum(min_count=1)})
    return pd.concat([rows, _long(by_area, [total], _worst(own))], ignore_index=True)


def ratios(series: Series, observations: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Divide sums: `numerator`, `denominator`, `ratio`, `ratio_low`, `ratio_high`, `cases`.

    Only observations that state both parts are added, and none of low reliability (status U). With a range,
    `ratio_low` divides by the sum of the highest denominators, `ratio_high` by that of the lowest.
    """
    columns = ["numerator", "denominator", "denominator_low", "denominator_high"]
    given = observations.reindex(columns=columns, fill_value="")
    frame = observations.assign(**{c: given[c].mask(given[c] == "").astype("string").astype("Int64") for c in columns})
    if series.has_range:
        whole = frame["denominator_low"].notna() & frame["denominator_high"].notna()
    else:
        whole = frame["denominator"].notna()
    frame = frame[whole & frame["numerator"].notna() & (frame["obs_status"] != "U")]
    grouped = _grouped(series, frame, members)
    return _ratio_rows(series, grouped)


def _ratio_rows(series: Series, grouped: pd.DataFrame) -> pd.DataFrame:
    by = grouped.groupby(KEYS)
    wide = by[["numerator", "denominator", "denominator_low", "denominator_high"]].sum(min_count=1)
    complete = by["denominator"].count() == by["numerator"].count()
    wide["denominator"] = wide["denominator"].where(complete)
    wide["cases"] = by.size()
    return _stated_ratios(series, wide, _worst(grouped))


def _stated_ratios(series: Series, wide: pd.DataFrame, worst: pd.Series) -> pd.DataFrame:
    """Divide the sums of parts."""
    measures = ["numerator", "denominator", "ratio", "cases"]
    wide["ratio"] = _divided(series, wide, "denominator")
    if series.has_range:
        wide["ratio_low"] = _divided(series, wide, "denominator_high")
        wide["ratio_high"] = _divided(series, wide, "denominator_low")
        measures = ["numerator", "denominator", "ratio", "ratio_low", "ratio_high", "cases"]
    return _long(wide, measures, worst)


def _divided(series: Series, wide: pd.DataFrame, denominator: str) -> list[float]:
    """Divide sums exactly, and round once: the product of `per` and a large numerator is more than a float can hold."""
    pairs = zip(wide["numerator"], wide[denominator], strict=True)
    return [
        math.nan if pd.isna(low) or pd.isna(top) or not low else series.per * int(top) / int(low) for top, low in pairs
    ]


def asked_sums(series: Series, sums: Sums, members: Members) -> pd.DataFrame:
    """Give what `sums` and `register_sums` give, of a table in an engine."""
    records = series.counts_records
    names = ("records", "areas") if records else ("total", "areas_reporting")
    parts = []
    for each in sums.added(members.dated(series), above_zero=records):
        worst = _ranked(each.rows)
        wide = each.rows.set_index(KEYS)[["number", "areas"]].set_axis([*names], axis=1)
        once = wide.index.get_level_values("time_period") != ALL_PERIODS
        periods = pd.Series(wide.index.get_level_values("time_period"))
        found = [_stated_sums(wide[once], _everywhere(members, periods[once]), worst)]
        if each.own is not None:
            found.append(_stated_sums(wide[~once], _everywhere(members, periods[~once]), worst))
            own = each.own.set_index(KEYS)[["number"]].set_axis([names[0]], axis=1)
            found.append(_long(own, [names[0]], _ranked(each.own)))
        parts.append(_suffixed(pd.concat(found, ignore_index=True), each.codes))
    return _joined(parts)


def asked_ratios(series: Series, sums: Sums, members: Members) -> pd.DataFrame:
    """Give what `ratios` gives, of a table in an engine."""
    found = sums.ratios(members.dated(series))
    wide = found.set_index(KEYS).reindex(columns=["cases", *PARTS, "denominator_given", "numerator_given"])
    wide = wide.astype("Int64").sort_index()
    complete = wide["denominator_given"] == wide["numerator_given"]
    wide["denominator"] = wide["denominator"].where(complete.fillna(value=False))
    return _stated_ratios(series, wide[[*PARTS, "cases"]], _ranked(found))


def _ranked(rows: pd.DataFrame) -> pd.Series:
    """Give by group and period the worst status, as `_worst` does, from its rank."""
    return rows.set_index(KEYS)["rank"].astype(int).map(dict(enumerate(WORST_LAST)))


def distinct_records(series: Series, register: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Count distinct register rows up to each year: `numerator`, `denominator`, `ratio`, `cases`, `records`.

    A series with a window counts those of so many years that end with each year.

    A row belongs to a group when any party does in that year. `cases` is the denominator; `records` is all rows of
    the register up to that year, whether or not they can be judged; one without a date is in no year. A group without
    any has no figures. `ratio_low` and `ratio_high` are what the ratio would be if none, or all, of the records that
    are not in the denominator belonged to the numerator. A series with a denominator of its own has no such bounds:
    what it leaves out on purpose is not unknown.
    """
    numerator = register[f"numerator{series.suffix}"] == "true"
    own = f"denominator{series.suffix}" if series.suffix else ""
    denominator = register[own if own in register.columns else "denominator"] == "true"
    years = [str(year) for year in range(int(series.first_period), int(series.last_period) + 1)]
    belongs = _belongs(members.of(series, years), _parties(register), years)
    signed = register["date_from"].str[:4].to_numpy(dtype=str)
    until = belongs.index.get_level_values("time_period").to_numpy(dtype=str)
    since = _since(series, belongs.index.get_level_values("time_period")).to_numpy(dtype=str)
    dated = belongs.to_numpy() & (signed != "") & (signed <= until[:, None]) & (signed >= since[:, None])
    wide = pd.DataFrame(
        {
            "numerator": (dated & (numerator & denominator).to_numpy()).sum(axis=1),
            "denominator": (dated & denominator.to_numpy()).sum(axis=1),
            "records": dated.sum(axis=1),
        },
        index=belongs.index,
    )
    wide = wide[wide["records"] > 0]
    wide = wide.assign(cases=wide["denominator"])
    wide["ratio"] = wide["numerator"] / wide["denominator"].where(wide["denominator"] > 0)
    measures = ["numerator", "denominator", "ratio", "cases", "records"]
    if own not in register.columns:
        wide["ratio_low"] = wide["numerator"] / wide["records"]
        wide["ratio_high"] = (wide["numerator"] + wide["records"] - wide["denominator"]) / wide["records"]
        measures += ["ratio_low", "ratio_high"]
    return _long(wide, measures)


def _since(series: Series, years: pd.Index) -> pd.Series:
    """Give the first year that each year's figure counts; '' where it counts everything before."""
    span = series.window_years
    return pd.Series([str(int(year) - span + 1) if span else "" for year in years], dtype=str)


def _parties(register: pd.DataFrame) -> pd.DataFrame:
    """Give areas x records: 1 where the area is a party of the record."""
    columns = [register["ref_area"], register["counterpart_area"]]
    both = [pd.crosstab(column, register.index).reindex(columns=register.index, fill_value=0) for column in columns]
    return both[0].add(both[1], fill_value=0).drop(index="", errors="ignore").clip(upper=1).astype("float32")


def _belongs(held: pd.DataFrame, parties: pd.DataFrame, years: Sequence[str]) -> pd.DataFrame:
    """Give (group, year) x records: whether any party is in the group that year. The world has every record, always."""
    groups = held[held["group"] != WORLD]
    membership = groups.groupby([*KEYS, "ref_area"]).size().unstack(fill_value=0)  # noqa: PD010 - codes become columns
    membership = membership.reindex(columns=parties.index, fill_value=0).astype("float32")
    world = pd.MultiIndex.from_product([[WORLD], years], names=KEYS)
    everything = pd.DataFrame(data=True, index=world, columns=parties.columns)
    return pd.concat([(membership @ parties) > 0, everything])


def reporting(series: Series, observations: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Count who reports, where nothing may be added: `areas_reporting` by period; over all periods also `cases`."""
    valued = observations[observations["obs_value"] != ""]
    grouped = _grouped(series, valued, members)
    by = grouped.groupby(KEYS)
    each = _long(pd.DataFrame({"areas_reporting": by["ref_area"].nunique()}), ["areas_reporting"], _worst(grouped))
    every = grouped.assign(time_period=ALL_PERIODS)
    pooled = every.groupby(KEYS)
    over = pd.DataFrame({"areas_reporting": pooled["ref_area"].nunique(), "cases": pooled.size()})
    over = over.reindex(_everywhere(members, pd.Series([ALL_PERIODS])), fill_value=0)
    return pd.concat([each, _long(over, ["areas_reporting", "cases"], _worst(every))], ignore_index=True)


def spread(series: Series, observations: pd.DataFrame, members: Members) -> pd.DataFrame:
    """Say how many single ratios there are, in how many areas, and how far they lie apart; never one of them all.

    Over all periods, in every group: `cases`, `areas_reporting`, `lowest`, `median`, `highest`, and the sums of
    numerators and denominators with and without the case that has the largest denominator (of several, the largest
    numerator). Only values count, none of low reliability (status U): a range alone is no value. By period,
    `areas_reporting`. The sums are blank where a case lacks a part, and those without the largest where no other is.
    """
    counted = observations[(observations["obs_value"] != "") & (observations["obs_status"] != "U")]
    parts = ["numerator", "denominator"]
    whole = {part: counted[part].mask(counted[part] == "").astype("string").astype("Int64") for part in parts}
    grouped = _grouped(series, counted.assign(value=counted["obs_value"].astype("float64"), **whole), members)
    each = _long(
        pd.DataFrame({"areas_reporting": grouped.groupby(KEYS)["ref_area"].nunique()}),
        ["areas_reporting"],
        _worst(grouped),
    )
    pooled = grouped.assign(time_period=ALL_PERIODS)
    by = pooled.groupby(KEYS)
    wide = pd.DataFrame({"areas_reporting": by["ref_area"].nunique(), "cases": by.size()})
    wide = wide.reindex(_everywhere(members, pd.Series([ALL_PERIODS])), fill_value=0)
    wide = wide.assign(lowest=by["value"].min(), median=by["value"].median(), highest=by["value"].max())
    ranked = pooled.sort_values(["denominator", "numerator"], ascending=False, na_position="first", kind="stable")
    rest = ranked[ranked.duplicated(KEYS)]
    for name, held in (("", pooled), (WITHOUT_LARGEST, rest)):
        for part in parts:
            of = held.groupby(KEYS)[part]
            wide[part + name] = of.sum(min_count=1).where(of.count() == of.size())
    return pd.concat(
        [each, _long(wide, ["areas_reporting", "cases", *SPREAD, *SUMS], _worst(pooled))], ignore_index=True
    )
