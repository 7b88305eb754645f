"""Makes a package of a plain long CSV: one row a figure, with its area, its period and its value.

Nothing is guessed. What can be read in two ways is asked about, and nothing is written until it is answered; a row that
cannot be mapped is left out and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scripts.model.codes import is_user_assigned
from scripts.model.periods import form_of
from scripts.start.areas import read_atlas
from scripts.start.cells import Content, Figure, Leaving, Reader, read_content
from scripts.start.compose import compose
from scripts.start.periods import needs_two_years, needs_year_begin
from scripts.start.wish import Adapted, Told, Wish

MOST_OWN_AREAS = 675
"""Codes XAA to XZZ, which ISO 3166-1 leaves to its users, but for XKX."""


def adapt(wish: Wish) -> Adapted:
    """Make the package. Raises UsageError where there is no package with areas."""
    content = read_content(wish)
    if isinstance(content, Told):
        return _failed(content)
    faults = tuple(_faults(wish, content))
    if faults:
        return _failed(*faults)
    leaving = Leaving()
    atlas = None if wish.own_areas else read_atlas(wish.areas)
    found = list(Reader(wish, atlas, leaving).figures(content))
    asked = tuple(_questions(wish, found))
    figures = list(_distinct(wish, content, found, leaving))
    if not figures and not asked:
        asked = (Told(key="nothing", values={"file": wish.file}),)
    files = {} if asked else compose(wish, figures, atlas, leaving.all(), len(content.rows))
    return Adapted(
        files=files,
        faults=asked,
        left=leaving.all(),
        notes=tuple(_notes(wish, figures)),
        read=len(content.rows),
        used=len(figures),
    )


def _failed(*faults: Told) -> Adapted:
    return Adapted(files={}, faults=faults, left=(), notes=(), read=0, used=0)


def _faults(wish: Wish, content: Content) -> Iterator[Told]:
    """Tell each column that is not there or there twice, and periods that can be two things."""
    named = [wish.area, wish.time, wish.value, *filter(None, [wish.series]), *(d.column for d in wish.dimensions)]
    for column in named:
        count = content.columns.count(column)
        if count != 1:
            key = "column_twice" if count else "column"
            listed = ", ".join(content.columns)
            yield Told(key=key, values={"file": wish.file, "column": column, "columns": listed})
    for column in sorted({column for column in named if named.count(column) > 1}):
        yield Told(key="column_named_twice", values={"column": column})
    if wish.time in content.columns and not wish.reading.two_years:
        unclear = needs_two_years(content.cells(wish.time))
        if unclear:
            yield Told(key="two_years", values={"column": wish.time, "found": unclear})


def _questions(wish: Wish, figures: Sequence[Figure]) -> Iterator[Told]:
    """Tell what only the caller can answer: when a year begins, which kind of period, more areas than codes."""
    periods = dict.fromkeys(figure.period for figure in figures)
    unclear = "" if wish.reading.year_begins else needs_year_begin(periods)
    if unclear:
        yield Told(key="year_begins", values={"column": wish.time, "found": unclear})
    forms: dict[str, str] = {}
    for period in periods:
        forms.setdefault(form_of(period), period)
    if len(forms) > 1:
        yield Told(key="mixed", values={"column": wish.time, "found": ", ".join(sorted(forms.values()))})
    areas = {figure.area for figure in figures}
    if wish.own_areas and len(areas) > MOST_OWN_AREAS:
        yield Told(key="areas", values={"count": len(areas), "most": MOST_OWN_AREAS})


def _distinct(wish: Wish, content: Content, figures: Iterable[Figure], leaving: Leaving) -> Iterator[Figure]:
    """Give one figure for each series, area, period and codes: what stands twice alike once, other twins not at all."""
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.series, figure.area, figure.period, figure.codes].append(figure)
    rows = dict(content.rows)
    for same in found.values():
        if len({figure.value for figure in same}) == 1:
            yield same[0]
            for figure in same[1:]:
                leaving.add(figure.row, "repeated", wish.value, "")
        else:
            differing = _differing(content, [rows[figure.row] for figure in same], wish)
            for figure in same:
                leaving.add(figure.row, "twice", differing, "")


def _differing(content: Content, rows: Sequence[Sequence[str]], wish: Wish) -> str:
    """Give the columns in which rows differ besides their values: one of them may be a dimension."""
    used = {wish.value, wish.area, wish.time, wish.series}
    return ", ".join(
        column
        for place, column in enumerate(content.columns)
        if column not in used and len({row[place] for row in rows}) > 1
    )


def _notes(wish: Wish, figures: Sequence[Figure]) -> Iterator[Told]:
    if wish.own_areas and not all(is_user_assigned(figure.area) for figure in figures):
        yield Told(key="own_codes")
    if wish.decimals is not None:
        yield Told(key="rounded", values={"count": wish.decimals})
    if any(figure.before for figure in figures):
        yield Told(key="before", values={"count": sum(figure.before for figure in figures)})
