"""Classes of numbers for maps: from each bound up to the next, the last one without an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.findings.figures import form
from scripts.model.tables import Series
from scripts.words.edition import Edition

SHADES = ("@step-2", "@step-3", "@step-4", "@step-5")
"""Fills of classes, least first."""

COUNTS = (1.0, 10.0, 100.0, 1000.0)
RECORDS = (1.0, 2.0, 3.0, 5.0)
SHARES = (0.0, 0.25, 0.5, 0.75)
"""Where the classes of counts, of numbers of records and of shares begin."""


@dataclass(frozen=True, slots=True)
class Step:
    """One class: values from `least` to below `end`, or all from `least` on where there is no `end`."""

    code: str
    fill: str
    least: float
    end: float | None


def steps(bounds: Sequence[float]) -> list[Step]:
    """Give the classes that begin at `bounds`, of which there are at most as many as shades."""
    ends = [*bounds[1:], None]
    codes = [f"step-{n}" for n in range(1, len(bounds) + 1)]
    return [Step(*each) for each in zip(codes, SHADES[: len(bounds)], bounds, ends[: len(bounds)], strict=True)]


def quarters(values: Sequence[float]) -> list[float]:
    """Give where classes begin that hold a quarter of the values each, as far as equal values allow."""
    ranked = sorted(values)
    return sorted({ranked[len(ranked) * part // len(SHADES)] for part in range(len(SHADES))}) if ranked else []


def step_of(value: float, found: Sequence[Step]) -> Step | None:
    """Give the class of a value; None below all of them."""
    return next((step for step in reversed(found) if value >= step.least), None)


def named(site: Edition, series: Series, measure: str, found: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Give each class with its name. Whole numbers end at the last one of the class, others below the next bound."""
    whole = form(series, measure).decimals == 0
    for step in found:
        least = _bound(site, series, measure, step.least)
        if step.end is None:
            yield step, site.words("chart.step.above", least=least)
        elif whole and step.end == step.least + 1:
            yield step, least
        elif whole:
            most = _bound(site, series, measure, step.end - 1)
            yield step, site.words("chart.step.whole", least=least, most=most)
        else:
            yield step, site.words("chart.step.between", least=least, end=_bound(site, series, measure, step.end))


def _bound(site: Edition, series: Series, measure: str, value: float) -> str:
    """Write a bound as the series is written, a round percentage without decimals."""
    asked = form(series, measure)
    if asked.style == "percent":
        return site.words.percent(value, 0)
    return site.words.number(value, asked.decimals)
