"""Gathers every chart of the site: each module in `kinds` says for what it makes charts."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from scripts.charts import kinds
from scripts.charts.chart import Chart
from scripts.words.edition import Edition


def gather(site: Edition) -> Iterator[Chart]:
    """Give every chart in the site's language, by kind.

    A kind is a module of `scripts.charts.kinds` with a function `charts(site)`; the module of the same name in
    `site_templates/charts/` draws it. Raises ValueError when two charts have one id.
    """
    seen: set[str] = set()
    for module in sorted(pkgutil.iter_modules(kinds.__path__), key=lambda each: each.name):
        kind = importlib.import_module(f"{kinds.__name__}.{module.name}")
        for chart in kind.charts(site):
            if chart.id in seen:
                message = f"Two charts have the id '{chart.id}'."
                raise ValueError(message)
            seen.add(chart.id)
            yield chart
