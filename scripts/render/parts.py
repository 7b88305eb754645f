"""What pages are made of: tables, sections, links, facts. Templates print them; nothing here knows a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

T = TypeVar("T")

Text = str | Markup
"""What a reader sees: HTML, or a text that is escaped when it is printed."""

TALL = 20
"""Rows from which on the head of a table stays in view while the rows slide."""

SCROLL, CARDS = "scroll", "cards"
"""What a table does on a phone: its first column stays while the others slide, or each row becomes a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with its words. `href` is relative to the page."""

    label: Text
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a list of facts."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source as the line under a table or chart names it."""

    source: Link
    edition: Text
    licence: Link | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a menu that narrows a table down."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Entries of a menu under a heading."""

    label: Text
    entries: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A menu that narrows down what is shown; `name` is that of the column, as addresses have it."""

    name: str
    label: Text
    entries: tuple[Choice | Choices, ...]


# -- tables ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell. `order` is what it is sorted by where that is not what is read; `code` is one of its column."""

    text: Text
    order: str | None = None
    code: str | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text and self.order is None and self.code is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column of a table: its head, and how the cell of each thing that has a row is made.

    `name` is what addresses call it: a column or code of the package, which stays when labels and places change.
    `kind` says how it is set: text, wide, figure, bar, year, date or status.
    """

    name: str
    label: Text
    cell: Callable[[T], Text | Cell]
    kind: str = "text"
    codes: tuple[str, ...] = ()
    """Codes in the order in which the column is sorted."""
    choices: tuple[Choice, ...] = ()
    """Menu of the codes by which the table can be narrowed down."""
    optional: bool = False
    """Whether it is left out where it is blank in every row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column, as it is printed."""

    name: str
    label: Text
    kind: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it is printed; `table` makes one from columns, so that heads and cells belong together.

    Raises ValueError for a row that has not one cell for each head.
    """

    id: str
    caption: Text
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: tuple[SourceLine, ...] | None = None
    phone: str = SCROLL
    sort: bool = True
    filter: str = ""
    """Label of a box that narrows the rows down; '' for none."""
    menus: tuple[Menu, ...] = ()
    tall: bool = False
    take: bool = True
    """Whether readers are offered it as a file: a table of examples is none of data."""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            message = f"The table '{self.id}' has a row that does not have {len(self.heads)} cells."
            raise ValueError(message)


def table(  # noqa: PLR0913 - what a table may have; all but what it shows is by name
    columns: Iterable[Column[T]],
    items: Iterable[T],
    *,
    id: str,  # noqa: A002 - as the attribute of HTML is called
    caption: Text,
    source: tuple[SourceLine, ...] | None = None,
    phone: str = SCROLL,
    sort: bool = True,
    filter: str = "",  # noqa: A002 - as the field of a table is called
    tall: bool | None = None,
    take: bool = True,
) -> Table:
    """Make a table with a row for each item. It is tall with more than TALL rows, unless that is said otherwise."""
    made, things = tuple(columns), tuple(items)
    filled = [(column, [_cell(column.cell(thing)) for thing in things]) for column in made]
    kept = [(c, cells) for c, cells in filled if not c.optional or not all(cell.blank for cell in cells)]
    rows = tuple(zip(*(cells for _, cells in kept), strict=True))
    return Table(
        id=id,
        caption=caption,
        heads=tuple(Head(name=c.name, label=c.label, kind=c.kind, codes=c.codes) for c, _ in kept),
        rows=rows,
        source=source,
        phone=phone,
        sort=sort,
        filter=filter,
        menus=tuple(Menu(name=c.name, label=c.label, entries=c.choices) for c, _ in kept if c.choices),
        tall=len(rows) > TALL if tall is None else tall,
        take=take,
    )


def _cell(made: Text | Cell) -> Cell:
    return made if isinstance(made, Cell) else Cell(text=made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A table where it belongs, or the address of the page of its own that it has because it is too long for this one.

    `count` is the number of its rows.
    """

    title: Text
    intro: Text
    count: int
    table: Table | None
    own_page: str = ""


# -- sections ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a page: its address, its heading and what stands in it."""

    id: str
    title: Text
    body: Markup
    intro: Text = ""
    wide: bool = False
    printed: bool = True
    """Whether it is part of the printed sheet."""


class Sections:
    """The sections of one page, in their order: what its navigation lists is what its body has."""

    def __init__(self) -> None:
        self._held: list[Section] = []

    def add(  # noqa: PLR0913 - what a section may have; templates give it by name
        self,
        id: str,  # noqa: A002 - as the attribute of HTML is called
        title: Text,
        *,
        caller: Callable[[], Markup],
        when: object = True,
        intro: Text = "",
        wide: bool = False,
        printed: bool = True,
    ) -> str:
        """Add a section, whose body is a call block of a template; nothing at all unless `when` is true.

        What is given back prints nothing.
        """
        if when:
            section = Section(id=id, title=title, body=caller(), intro=intro, wide=wide, printed=printed)
            self._held.append(section)
        return ""

    def __iter__(self) -> Iterator[Section]:
        return iter(self._held)
