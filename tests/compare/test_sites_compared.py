"""What differs between two sites: rows on whole keys, texts of pages, and Markdown that no data can break."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.compare.pages import lines, page_changes
from scripts.compare.rows import Revised, TableChange, table_changes
from scripts.model.problems import UsageError


def write(folder: Path, table: str, key: Sequence[str] | str = ("area", "year"), **more: str) -> Path:
    """A site with a table and a page."""
    descriptor = {
        "resources": [
            {"name": "deaths", "path": "deaths.csv", "schema": {"primaryKey": key}},
            {"name": "map", "path": "map.json"},
            *({"name": name, "path": f"{name}.csv", "schema": {}} for name in more if name != "page"),
        ]
    }
    data = folder / "data" / "latest"
    data.mkdir(parents=True)
    (data / "datapackage.json").write_text(json.dumps(descriptor))
    (data / "deaths.csv").write_text(table)
    for name, text in more.items():
        (folder / "index.html" if name == "page" else data / f"{name}.csv").write_text(text)
    return folder


OLD = "area,year,n\nFRA,2020,1\nFRA,2021,2\nDEU,2020,3\n"


def compared(tmp_path: Path, old: str, new: str, key: Sequence[str] | str = ("area", "year")) -> list[TableChange]:
    return list(table_changes(write(tmp_path / "old", old, key), write(tmp_path / "new", new, key)))


def test_the_same_tables_differ_in_nothing(tmp_path: Path) -> None:
    assert compared(tmp_path, OLD, OLD) == []


def test_rows_are_known_by_their_whole_key(tmp_path: Path) -> None:
    new = "area,year,n\nDEU,2020,3\nFRA,2021,20\nFRA,2022,2\n"
    assert compared(tmp_path, OLD, new) == [
        TableChange(
            name="deaths",
            added=(("FRA", "2022"),),
            removed=(("FRA", "2020"),),
            revised=(Revised(key=("FRA", "2021"), column="n", was="2", now="20"),),
        )
    ]


def test_another_order_of_rows_is_no_change_of_a_row(tmp_path: Path) -> None:
    assert compared(tmp_path, OLD, "area,year,n\nDEU,2020,3\nFRA,2021,2\nFRA,2020,1\n") == [TableChange(name="deaths")]


def test_a_key_may_be_one_name(tmp_path: Path) -> None:
    found = compared(tmp_path, "id,n\na,1\n", "id,n\na,2\n", key="id")
    assert found[0].revised == (Revised(key=("a",), column="n", was="1", now="2"),)


def test_rows_without_a_key_of_their_own_are_whole(tmp_path: Path) -> None:
    found = compared(tmp_path, "area,year,n\nFRA,2020,1\nFRA,2020,2\n", "area,year,n\nFRA,2020,1\nFRA,2020,3\n")
    assert (found[0].added, found[0].removed) == ((("FRA", "2020", "3"),), (("FRA", "2020", "2"),))
    other = compared(tmp_path / "b", "a\n1\n", "a\n2\n", key=[])
    assert (other[0].added, other[0].removed) == ((("2",),), (("1",),))


def test_columns_and_tables_come_and_go(tmp_path: Path) -> None:
    old = write(tmp_path / "old", OLD, former="a\n1\n")
    new = write(tmp_path / "new", "area,year,m\nFRA,2020,1\nFRA,2021,2\nDEU,2020,3\n", later="a\n1\n")
    assert list(table_changes(old, new)) == [
        TableChange(name="deaths", columns_added=("m",), columns_removed=("n",)),
        TableChange(name="former", is_gone=True),
        TableChange(name="later", is_new=True),
    ]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"resources": [{"schema": {}}]}'])
def test_what_is_no_site_is_refused(text: str, tmp_path: Path) -> None:
    site = write(tmp_path / "site", OLD)
    (site / "data" / "latest" / "datapackage.json").write_text(text)
    with pytest.raises(UsageError):
        list(table_changes(site, site))


PAGE = """<!doctype html><html><head><title>Deaths</title><script>let a = {a};</script></head><body>
<main><h1>Deaths</h1><p>In 2024, <data>{n}</data> people <!-- died -->died.</p><ul><li>One</li><li>Two</li></ul></main>
<p>Cite: <a data-address href="./">https://example.org/{a}/</a></p>
<footer><a data-hash href="/manifest.json">Site {a}</a><p class="colophon__address">https://{a}.org/</p></footer></body></html>"""


def page(number: str, hashed: str) -> str:
    return PAGE.replace("{n}", number).replace("{a}", hashed)


def test_a_page_is_its_lines() -> None:
    assert lines(page("9,002", "a").encode()) == [
        "Deaths",
        "Deaths",
        "In 2024, 9,002 people died.",
        "One",
        "Two",
        "Cite:",
    ]
    assert lines(b"") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (page("1", "a"), page("1", "b"), []),
        (page("9,002", "a"), page("9,191", "b"), [("In 2024, 9,002 people died.", "In 2024, 9,191 people died.")]),
    ],
)
def test_texts_are_compared_and_not_bytes(
    old: str, new: str, expected: Sequence[tuple[str, str]], tmp_path: Path
) -> None:
    for name, text in (("old", old), ("new", new)):
        write(tmp_path / name, OLD, page=text)
    found = [(change.was[0], change.now[0]) for change in page_changes(tmp_path / "old", tmp_path / "new")]
    assert found == expected


def test_lines_that_only_moved_are_no_lines_of_one_side(tmp_path: Path) -> None:
    for name, text in (("old", "<p>A</p><p>B</p><p>A</p>"), ("new", "<p>B</p><p>A</p><p>A</p><p>A</p><p>C</p>")):
        write(tmp_path / name, OLD, page=text)
    changed = list(page_changes(tmp_path / "old", tmp_path / "new"))
    assert [(change.was, change.now) for change in changed] == [((), ("A", "C"))]


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], old: Mapping[str, str], new: Mapping[str, str]) -> str:
    sites = [str(write(tmp_path / name, **texts)) for name, texts in (("old", old), ("new", new))]
    assert main(["compare", *sites, "--quiet"]) == 0
    return capsys.readouterr().out


def test_markdown_tells_counts_and_the_first_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = "area,year,n\nFRA,2021,5\nDEU,2020,3\n" + "".join(f"KEN,{year},1\n" for year in range(2000, 2020))
    text = told(
        tmp_path, capsys, {"table": OLD, "page": page("9,002", "a")}, {"table": many, "page": page("9,191", "b")}
    )
    for line in (
        "| `deaths` | 20 | 1 | 1 |",
        "- revised: `FRA, 2021`, `n`: `2` is now `5`",
        "- removed: `FRA, 2020`",
        "- added: `KEN, 2000`",
        "- and 15 more",
        "- `index.html`",
        "  - was: `In 2024, 9,002 people died.`",
        "  - now: `In 2024, 9,191 people died.`",
    ):
        assert line in text.splitlines(), text


def test_two_sites_that_say_the_same_are_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(tmp_path, capsys, {"table": OLD}, {"table": OLD})
    assert "No row of any published table differs." in text
    assert "No page says anything else." in text


def test_no_data_can_break_the_markdown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = 'area,year,n\nFRA,2021,"`<img src=x> | @everyone\n# ![x](https://example.org) [a](javascript:b)"\n'
    text = told(tmp_path, capsys, {"table": "area,year,n\nFRA,2021,\n"}, {"table": evil})
    line = next(line for line in text.splitlines() if line.startswith("- revised"))
    assert line.count("`") == 6
    assert "∅ is now `'<img src=x> / @everyone # ![x](https://example.org) [a](javascript:b)`" in line


def test_a_folder_that_holds_no_site_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "none"), str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
