"""Runs every check on a package and gives all problems at once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import scripts.validate.checks
from scripts.model.problems import Problem, RefusedError
from scripts.package.check import CODES, CONSTRAINTS, check_descriptor
from scripts.package.read import read_package
from scripts.validate.check import Check, Context

GENERAL = frozenset({*CODES.values(), *CONSTRAINTS.values()})
"""Codes of the descriptor, which give way to what a check of meaning says of the same cell."""

STRUCTURE = ("column-", "file-", "row-", "package-", "descriptor-")
"""Beginnings of the codes that say that a table cannot be read by its columns."""


@cache
def checks() -> tuple[Check, ...]:
    """Every check of meaning: those of every module in `scripts.validate.checks`."""
    package = scripts.validate.checks
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return tuple(check for module in modules for check in module.CHECKS)


def package_codes() -> frozenset[str]:
    """Every code that validation of a package may give."""
    return frozenset({*CODES.values(), *CONSTRAINTS.values(), *(code for check in checks() for code in check.codes)})


def validate(folder: Path, previous: Path | None = None) -> tuple[Problem, ...]:
    """Give every problem of a package, by file and row; none when it is sound.

    `previous` is the folder of the last release's package. Raises UsageError when there is no package.
    """
    try:
        problems = set(check_descriptor(folder))
        package = read_package(folder)
        last = read_package(previous) if previous else None
    except RefusedError as refused:
        return refused.problems
    broken = {p.file.removeprefix("data/").removesuffix(".csv") for p in problems if p.code.startswith(STRUCTURE)}
    context = Context(package=package, sound=frozenset(package.tables) - broken, previous=last)
    meant = {problem for check in checks() for problem in check.run(context)}
    return tuple(sorted(_less_general(problems, meant) | meant))


def _less_general(problems: Iterable[Problem], meant: Iterable[Problem]) -> set[Problem]:
    """Leave out what the descriptor says of a cell of which a check of meaning says more."""
    told = {(p.file, p.row, p.field) for p in meant if p.row}
    return {p for p in problems if p.code not in GENERAL or (p.file, p.row, p.field) not in told}
