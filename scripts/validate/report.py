"""Tells problems: as lines for a screen, as JSON for programs, as HTML for a page.

Words come from whoever calls: `say(key, **values)` gives the text `problems.<code>.what` and the like.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, Final

from scripts.model.problems import Problem
from scripts.validate.letters import BLANK

VERSION: Final = 1
"""Version of the JSON report. It rises when a property changes its meaning or goes away."""

LINES: Final = 40
WIDTH: Final = 100
"""A screen, in lines and characters."""

ROWS: Final = 3
"""Rows that are named where one cause makes many problems."""

LONGEST: Final = 200
"""Characters of a value that are shown."""

DESCRIPTOR: Final = "datapackage.json"

Say = Callable[..., str]
Rank = Callable[[Problem], tuple[int, ...]]


def _no_rank(_: Problem) -> tuple[int, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The problems of one package. `warnings` are the codes that do not stop publication; `checks` counts all codes."""

    package: str
    problems: tuple[Problem, ...]
    warnings: frozenset[str] = frozenset()
    checks: int = 0
    rank: Rank = _no_rank
    """Order of telling by cause, where one is known: causes have the lower ranks."""

    def severity(self, problem: Problem) -> str:
        """Give `error` or `warning`."""
        return "warning" if problem.code in self.warnings else "error"

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(problem for problem in self.problems if problem.code not in self.warnings)

    @property
    def ordered(self) -> list[Problem]:
        """Errors before warnings, causes before what may follow, the descriptor before files, each by file and row."""
        return sorted(self.problems, key=lambda p: (p.code in self.warnings, self.rank(p), p.file != DESCRIPTOR, p))


def visible(text: str) -> str:
    """Write a value on one line with its invisible characters shown as escapes, shortened to 200 characters."""
    shown = "".join(
        c if c.isprintable() and c not in BLANK else c.encode("unicode_escape").decode() for c in text[: LONGEST + 1]
    )
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def message(problem: Problem, say: Say) -> str:
    """Say what is wrong, with the value that is most likely meant where that is known."""
    what = say(f"problems.{problem.code}.what", **_values(problem))
    return f"{what} {say('problems.near', **_values(problem))}" if _has_near(problem) else what


def remedy(problem: Problem, say: Say) -> str:
    """Say what to do."""
    return say(f"problems.{problem.code}.remedy", **_values(problem))


SUGGESTING: Final = (
    "area-unknown",
    "code-unknown",
    "codelist-unknown",
    "dimension-unknown",
    "finding-brace-stray",
    "finding-measure-unknown",
    "framework-unknown",
    "group-unknown",
    "indicator-unknown",
    "link-end-unknown",
    "map-id-unknown",
    "period-malformed",
    "policy-code-unknown",
    "property-unknown",
    "reference-unknown",
    "series-unknown",
    "source-unknown",
    "text-garbled",
    "text-letters-lost",
)
"""Codes whose `expected` is a suggestion."""


def _has_near(problem: Problem) -> bool:
    return problem.code in SUGGESTING and problem.expected != ""


def _values(problem: Problem) -> dict[str, str]:
    return {
        "found": visible(problem.found),
        "field": visible(problem.field),
        "expected": visible(problem.expected),
    }


# -- text --------------------------------------------------------------------------------------------------------------


def text(report: Report, say: Say, *, everything: bool = False) -> list[str]:
    """Give one line a cause, and no more than a screen of them unless `everything` is asked for, with every problem."""
    if everything:
        return [line([problem], say) for problem in report.ordered]
    lines = [line(group, say) for group in grouped(report)]
    return lines if _height(lines) <= LINES else _cut(lines, say)


def _cut(lines: Sequence[str], say: Say) -> list[str]:
    """Keep what fits on a screen; the last line tells how many are left out."""
    kept = len(lines) - 1
    while kept > 1 and _height(lines[:kept]) >= LINES:
        kept -= 1
    return [*lines[:kept], say("told.more_problems", count=len(lines) - kept)]


def _height(lines: Iterable[str]) -> int:
    """Lines of a screen that lines of text take."""
    return sum(-(-len(shown) // WIDTH) for shown in lines)


def grouped(report: Report) -> Iterator[list[Problem]]:
    """Give the problems that have one cause together: same code, file and field; in the order of the first of each."""
    ordered = report.ordered
    place = {problem: number for number, problem in enumerate(ordered)}
    by_cause = sorted(ordered, key=lambda problem: (_cause(problem), place[problem]))
    groups = [list(group) for _, group in groupby(by_cause, key=_cause)]
    yield from sorted(groups, key=lambda group: place[group[0]])


def _cause(problem: Problem) -> tuple[str, str, str]:
    """What problems with one cause share. Those of a whole file are told one by one, as each names another thing."""
    what = problem.field if problem.row else f"{problem.field} {problem.found}"
    return problem.file, problem.code, what


def line(group: Sequence[Problem], say: Say) -> str:
    """Say the problems of one cause in one line: where, what, what to do."""
    first = group[0]
    place = visible(first.file)
    if first.row:
        place += f", {_rows(group, say)}"
    if first.field:
        place += f", {visible(first.field)}"
    return f"{place}: {message(first, say)} {remedy(first, say)} [{first.code}]"


def _rows(group: Sequence[Problem], say: Say) -> str:
    rows = [*dict.fromkeys(str(problem.row) for problem in group)]
    if len(rows) == 1:
        return say("problems.row", row=rows[0])
    if len(rows) <= ROWS:
        return say("problems.rows", rows=", ".join(rows))
    return say("problems.rows_and_more", rows=", ".join(rows[:ROWS]), count=len(rows) - ROWS)


# -- JSON --------------------------------------------------------------------------------------------------------------


def document(report: Report, say: Say) -> dict[str, Any]:
    """Give the report as JSON data; `docs/en/errors/index.md` describes it."""
    return {
        "version": VERSION,
        "package": report.package,
        "checks": report.checks,
        "errors": len(report.errors),
        "warnings": len(report.problems) - len(report.errors),
        "problems": [_entry(problem, report, say) for problem in report.ordered],
    }


def _entry(problem: Problem, report: Report, say: Say) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": report.severity(problem),
        "file": problem.file,
        "row": problem.row or None,
        "field": problem.field or None,
        "found": problem.found,
        "expected": problem.expected,
        "message": message(problem, say),
        "remedy": remedy(problem, say),
    }


def json_text(report: Report, say: Say) -> str:
    """Give the report as text of a JSON document, in ASCII where a character cannot be written otherwise."""
    made = json.dumps(document(report, say), ensure_ascii=False, indent=2)
    return made.encode("utf-8", errors="backslashreplace").decode("utf-8")


# -- HTML --------------------------------------------------------------------------------------------------------------


def html(report: Report, say: Say) -> str:
    """Give the report as a table in HTML, without a page around it; one row a cause. A sentence when there is none."""
    if not report.problems:
        return f"<p>{escape(say('told.sound'))}</p>"
    heads = "".join(f'<th scope="col">{escape(say(f"problems.column.{name}"))}</th>' for name in COLUMNS)
    rows = "\n".join(_html_row(group, report, say) for group in grouped(report))
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


COLUMNS: Final = ("severity", "file", "row", "field", "what", "remedy", "code")


def _html_row(group: Sequence[Problem], report: Report, say: Say) -> str:
    first = group[0]
    cells = (
        say(f"problems.{report.severity(first)}"),
        first.file,
        _rows(group, say) if first.row else "",
        first.field,
        message(first, say),
        remedy(first, say),
        first.code,
    )
    return f"<tr>{''.join(f'<td>{escape(visible(cell))}</td>' for cell in cells)}</tr>"
