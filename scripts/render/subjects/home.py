"""The home page: how much is known, every indicator, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.render.charts import ShownChart, charts_of
from scripts.render.context import Context
from scripts.render.makers import Makers
from scripts.render.subjects.framework import PolicyArea, policy_areas


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What the home page shows. `areas` is the number of countries and areas that have a page."""

    coverage: tuple[ShownChart, ...]
    policy_areas: tuple[PolicyArea, ...]
    areas: int


def home_page(context: Context, _: None) -> HomePage:
    """Give what the home page shows."""
    return HomePage(
        coverage=charts_of(context, "coverage"),
        policy_areas=policy_areas(context, None),
        areas=len(context.edition.areas),
    )


PAGES = Makers(site={"home": home_page})
