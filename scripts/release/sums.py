"""Gives the aggregates of a package however large its tables are: `summaries.csv`, without a site around it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from scripts.package.files import csv_bytes
from scripts.package.read import NAME, package_of
from scripts.summarise.large import summarise_large
from scripts.summarise.summarise import summarise
from scripts.validate import descriptor
from scripts.validate.validate import aside_of, stored_in


def sums(folder: Path, engine: str) -> bytes:
    """Give the aggregates of a sound package as CSV; the engine adds what its large tables hold.

    Raises UsageError when there is no package or no such engine, RefusedError when a table cannot be read.
    """
    described = descriptor.load(folder)
    with ExitStack() as stack:
        left = aside_of(folder, described, engine, stack)
        stored = stored_in(folder, described, left)
        package = package_of({NAME: described.data, **stored.data}, stored.problems)
        large = {each.name: left.files[each.path] for each in described.resources if each.path in left.files}
        made = summarise_large(package, large, left.engine) if large else summarise(package)
    return csv_bytes(made)
