"""Makes a package of a plain CSV: a row a figure, a column a period, or a column a series.

Nothing is guessed. What can be read in two ways is asked about, and nothing is written until it is answered; a row that
cannot be mapped is left out and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scripts.model.codes import is_user_assigned
from scripts.model.periods import form_of
from scripts.start import places
from scripts.start.areas import read_atlas
from scripts.start.cells import Figure, Reader
from scripts.start.compose import compose
from scripts.start.content import Content, Entry, faults, read_content
from scripts.start.leaving import Leaving
from scripts.start.numbers import Unclear
from scripts.start.periods import needs_dates, needs_fiscal, needs_two_years, needs_year_begin
from scripts.start.wish import Adapted, Told, Wish


def adapt(wish: Wish) -> Adapted:
    """Make the package. Raises UsageError where there is no package with areas."""
    content = read_content(wish)
    if isinstance(content, Told):
        return _failed(content)
    told = tuple(faults(wish, content)) or tuple(_unclear(wish, content))
    if told:
        return _failed(*told)
    leaving = Leaving()
    atlas = None if wish.areas.own else read_atlas(wish.areas.known)
    reader = Reader.of(wish, atlas, content, leaving)
    found = list(reader.figures(content))
    figures = list(_distinct(wish, content, found, leaving))
    asked = tuple(_questions(wish, found, figures))
    if not figures and not asked:
        asked = (Told(key="nothing", values={"file": wish.file}),)
    read = sum(len(row) != len(content.columns) for _, row in content.rows) + sum(1 for _ in content.entries(wish))
    files = {} if asked else compose(wish, figures, atlas, leaving.all(), read)
    return Adapted(
        files=files,
        faults=asked,
        left=leaving.all(),
        notes=tuple(_notes(wish, content, figures, reader.unweighed)),
        one_a_row=wish.one_a_row,
        read=read,
        used=len(figures),
    )


def _failed(*told: Told) -> Adapted:
    return Adapted(files={}, faults=told, left=(), notes=(), read=0, used=0)


# -- what only the caller can answer -----------------------------------------------------------------------------------


def _unclear(wish: Wish, content: Content) -> Iterator[Told]:
    """Ask about cells that can be read in two ways, whatever else stands in their rows."""
    reading = wish.reading
    times = list(content.cells(wish.time)) if not wish.wide else list(content.columns)
    column = wish.time or "the head"
    for key, needs, said in (
        ("two_years", needs_two_years, reading.two_years),
        ("dates", needs_dates, reading.dates),
        ("fiscal", needs_fiscal, reading.fiscal),
    ):
        found = "" if said else needs(times)
        if found:
            yield Told(key=key, values={"column": column, "found": found})
    by_column: dict[str, list[Entry]] = defaultdict(list)
    for entry in content.entries(wish):
        by_column[entry.column].append(entry)
    for held in [*by_column.values()] if not wish.wide else [[e for each in by_column.values() for e in each]]:
        if unclear := wish.numbers.unclear(entry.value for entry in held):
            yield _number(unclear, next(e for e in held if e.value.startswith(unclear.found)))
            return


def _number(unclear: Unclear, entry: Entry) -> Told:
    return Told(key=unclear.key, values={"column": entry.column, "row": entry.row, "found": entry.value})


def _questions(wish: Wish, found: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[Told]:
    """Tell what the figures show: when a year begins, kinds of period, units and weights that do not fit, areas."""
    periods = dict.fromkeys(figure.period for figure in found)
    unclear = "" if wish.reading.year_begins else needs_year_begin(periods)
    column = wish.time or "the head"
    if unclear:
        yield Told(key="year_begins", values={"column": column, "found": unclear})
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    units: dict[str, set[str]] = defaultdict(set)
    for figure in found:
        forms[figure.series].setdefault(form_of(figure.period), figure.period)
        units[figure.series].add(figure.unit)
    for held in forms.values():
        if len(held) > 1:
            yield Told(key="mixed", values={"column": column, "found": ", ".join(sorted(held.values()))})
            break
    for series, several in units.items():
        if len(several) > 1:
            yield Told(key="units", values={"series": series, "found": ", ".join(sorted(several))})
            break
    yield from _weights(wish, figures)
    yield from places.questions(figures, wish.areas)
    yield from places.twins(figures, wish.areas)


def _weights(wish: Wish, figures: Iterable[Figure]) -> Iterator[Told]:
    """Tell two weights of one area and period, or that there is none."""
    held: dict[tuple[str, str], str] = {}
    for figure in figures:
        if figure.weight and held.setdefault((figure.area, figure.period), figure.weight) != figure.weight:
            yield Told(key="weights", values={"column": wish.weight, "row": figure.row, "area": figure.place.name})
            return
    if wish.weight and not held:
        yield Told(key="weightless", values={"column": wish.weight})


# -- what stands twice -------------------------------------------------------------------------------------------------


def _distinct(wish: Wish, content: Content, figures: Iterable[Figure], leaving: Leaving) -> Iterator[Figure]:
    """Give one figure for each series, area, period and codes: what stands twice alike once, other twins not at all.

    A blank says nothing against a figure of another row.
    """
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.series, figure.area, figure.period, figure.codes].append(figure)
    rows = dict(content.rows)
    for held in found.values():
        same = [figure for figure in held if figure.value] or held[:1]
        for figure in held:
            if not figure.value and figure is not same[0]:
                leaving.add(figure.row, "beside", "", "")
        if len({figure.value for figure in same}) == 1:
            yield same[0]
            for figure in same[1:]:
                leaving.add(figure.row, "repeated", figure.column, "")
        else:
            differing = _differing(content, [rows[figure.row] for figure in same], wish)
            for figure in same:
                leaving.add(figure.row, "twice", differing, "")


def _differing(content: Content, rows: Sequence[Sequence[str]], wish: Wish) -> str:
    """Give the columns in which rows differ besides their values: one of them may be a dimension."""
    used = {*wish.values, *wish.named}
    return ", ".join(
        column
        for place, column in enumerate(content.columns)
        if column not in used and len({row[place] for row in rows}) > 1
    )


def _notes(wish: Wish, content: Content, figures: Sequence[Figure], unweighed: Leaving) -> Iterator[Told]:
    if content.above:
        yield Told(key="above", values={"count": content.above, "row": content.above + 1})
    if wish.areas.own and not all(is_user_assigned(figure.area) for figure in figures):
        yield Told(key="own_codes")
    if wish.decimals is not None:
        yield Told(key="rounded", values={"count": wish.decimals})
    if any(figure.before for figure in figures):
        yield Told(key="before", values={"count": sum(figure.before for figure in figures)})
    for each in unweighed.all():
        yield Told(key="unweighed", values={"count": each.count, "row": each.row, "column": each.column})
