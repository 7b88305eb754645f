"""The parts of pages: heads and cells of a table belong together, and a section is in both places or in none."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from scripts.model.pages import CHART, COUNTRY, GROUPINGS, LONG_TABLE, SITE
from scripts.render.makers import Makers, joined
from scripts.render.pages import makers, page_types
from scripts.render.parts import TALL, Cell, Choice, Column, Head, Sections, Table, table

ITEMS = ("a", "bb", "")


def column(name: str, **settings: Any) -> Column[str]:
    return Column(name=name, label=name.title(), **{"cell": str, **settings})


TABLES = {
    # columns, the names of the heads, the texts of the rows
    "none": ([], [], []),
    "one": ([column("x")], ["x"], [["a"], ["bb"], [""]]),
    "two": (
        [column("x"), column("n", cell=lambda item: str(len(item)))],
        ["x", "n"],
        [["a", "1"], ["bb", "2"], ["", "0"]],
    ),
    "kept": ([column("x"), column("y", optional=True)], ["x", "y"], [["a", "a"], ["bb", "bb"], ["", ""]]),
    "left out": ([column("x"), column("y", cell=lambda _: "", optional=True)], ["x"], [["a"], ["bb"], [""]]),
    "sorted though blank": (
        [column("y", cell=lambda _: Cell(text="", order=""), optional=True)],
        ["y"],
        [[""], [""], [""]],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_each_row_has_a_cell_for_each_head(name: str) -> None:
    columns, heads, rows = TABLES[name]
    made = table(columns, ITEMS, id="t", caption="c")
    assert [head.name for head in made.heads] == heads
    assert [[cell.text for cell in row] for row in made.rows] == rows


def test_a_table_without_rows_has_the_heads_that_are_always_there() -> None:
    made = table([column("x"), column("y", optional=True)], (), id="t", caption="c")
    assert ([head.name for head in made.heads], made.rows) == (["x"], ())


@pytest.mark.parametrize("cells", [0, 2])
def test_heads_and_cells_cannot_drift(cells: int) -> None:
    head = Head(name="x", label="X", kind="text", codes=())
    with pytest.raises(ValueError, match="'t' has a row that does not have 1 cells"):
        Table(id="t", caption="c", heads=(head,), rows=((Cell(text="a"),) * cells,))


@pytest.mark.parametrize(
    ("rows", "said", "tall"), [(TALL, None, False), (TALL + 1, None, True), (0, True, True), (TALL + 1, False, False)]
)
def test_a_long_table_is_tall(rows: int, said: bool | None, tall: bool) -> None:  # noqa: FBT001 - a table of cases
    assert table([column("x")], ["a"] * rows, id="t", caption="c", tall=said).tall is tall


def test_a_column_with_choices_has_a_menu_while_it_is_shown() -> None:
    choices = (Choice(code="yes", label="Yes"),)
    shown = column("x", choices=choices)
    hidden = column("y", choices=choices, cell=lambda _: "", optional=True)
    assert [menu.name for menu in table([shown, hidden], ITEMS, id="t", caption="c").menus] == ["x"]


# -- sections ----------------------------------------------------------------------------------------------------------

PAGE = """
{% import "partials/page.html" as page %}
{% set parts = sections() %}
{% call parts.add("one", "First", intro="Begins.") %}<p>body of one</p>{% endcall %}
{% call parts.add("two", "Second", when=shown) %}<p>{{ body() }}</p>{% endcall %}
{{ page.body(parts) }}
"""
CONDITIONS = [(True, True), (False, False), ([], False), ((1,), True), ("", False), (0, False), (None, False)]


@pytest.mark.parametrize(("when", "there"), CONDITIONS)
def test_a_section_is_in_navigation_and_body_or_in_neither(when: object, there: bool) -> None:  # noqa: FBT001
    asked: list[str] = []

    def body() -> Markup:
        asked.append("two")
        return Markup("body of two")

    environment = Environment(loader=FileSystemLoader("site_templates"), autoescape=True, extensions=["jinja2.ext.do"])
    environment.globals.update(sections=Sections, t=lambda key: key)
    printed = environment.from_string(PAGE).render(shown=when, body=body)
    parts = ('href="#two"', 'id="two"', "Second", "body of two")
    assert [part in printed for part in parts] == [there] * len(parts)
    assert asked == ["two"] * there
    assert all(part in printed for part in ('href="#one"', 'id="one"', "Begins.", "body of one"))


def test_sections_keep_their_order() -> None:
    parts = Sections()
    for name in ("b", "a", "c"):
        assert parts.add(name, name, caller=Markup, when=name != "a") == ""
    assert [section.id for section in parts] == ["b", "c"]


# -- modules -----------------------------------------------------------------------------------------------------------


HELD = {COUNTRY: "areas", CHART: "charts", LONG_TABLE: "tables", SITE: "site", GROUPINGS: "site"}
"""Where modules name the templates of a kind of page; those of every other kind are made for rows."""


def test_each_module_is_for_a_template_that_there_is_and_for_what_it_is_made_for() -> None:
    made, kinds = makers(), {page_type.template: page_type.kind for page_type in page_types()}
    assert [name for name in made.templates if name not in getattr(made, HELD.get(kinds[name], "rows"))] == []


def test_no_two_modules_are_for_one_template() -> None:
    one = Makers(site={"home": lambda *_: None})
    with pytest.raises(ValueError, match="home"):
        joined([one, Makers(rows={"home": lambda *_: None})])
    assert joined([one, Makers()]) == one
