"""The section on other rules: the counts, the countries that move, and why there is no rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.by_rule import by_rule
from tests.packages import write_package
from tests.rendering import rendered


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    made = rendered(write_package(tmp_path_factory.mktemp("package"), **by_rule()))
    return {path: html.fromstring(f"<main>{page.fragment}</main>") for path, page in made.items()}


def lines(page: html.HtmlElement, table: str) -> list[list[str]]:
    rows = page.xpath(f"//table[@id='{table}']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_each_rule_says_how_it_stands_to_the_headline(pages: dict[str, html.HtmlElement]) -> None:
    rows = lines(pages["indicators/open-doors/"], "rules-table")
    assert [(rule, against, count) for rule, _, against, count in rows] == [
        ("Countries with open doors", "The headline", "1"),
        ("Doors without a guard", "Stricter: 1 country taken out", "0"),
        ("Doors ajar", "Looser: 1 country added", "2"),
        ("Red doors", "Another rule: 1 country added, 1 country taken out", "1"),
    ]


def test_who_moves_stands_with_both_statuses_and_its_year(pages: dict[str, html.HtmlElement]) -> None:
    rows = lines(pages["indicators/open-doors/"], "changes-table")
    assert [row[:6] for row in rows] == [
        ["Germany", "Doors without a guard", "Taken out", "Yes", "No", "2023"],
        ["Kenya", "Doors ajar", "Added", "No", "Yes", "2022"],
        ["Germany", "Red doors", "Taken out", "Yes", "Partial", "2023"],
        ["Namibia", "Red doors", "Added", "Not assessed", "Yes", "2023"],
    ]


def test_records_are_more_or_fewer(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["indicators/crossings/"]
    assert lines(page, "rules-table")[1][2:] == ["Stricter: fewer in 2 countries", "1"]
    assert [row[:5] for row in lines(page, "changes-table")] == [
        ["Germany", "Bridges", "Fewer", "2", "1"],
        ["Kenya", "Bridges", "Fewer", "1", "0"],
    ]


def test_a_rule_that_there_is_not_has_its_reason(pages: dict[str, html.HtmlElement]) -> None:
    said = {
        name: [
            " ".join(each.text_content().split()) for each in page.xpath("//section[@aria-labelledby='rules']//dl/div")
        ]
        for name, page in pages.items()
        if name in ("indicators/open-doors/", "indicators/crossings/")
    }
    assert said == {
        "indicators/crossings/": ["Why there is no looser rule No other way across is known."],
        "indicators/open-doors/": ["What no looser rule here can add A door that nobody saw cannot be counted."],
    }


def test_the_span_stands_under_the_headline(pages: dict[str, html.HtmlElement]) -> None:
    """Only stricter and looser rules are its ends; another rule asks for something else."""
    text = " ".join(pages["indicators/open-doors/"].text_content().split())
    assert "By other rulesFrom 0 to at least 2, by stricter and looser rules" in text


def test_a_package_without_other_rules_has_no_such_section(tmp_path: Path) -> None:
    page = rendered(write_package(tmp_path))["indicators/open-doors/"]
    assert 'id="rules"' not in page.fragment
    assert "By other rules" not in page.fragment
