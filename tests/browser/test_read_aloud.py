"""What a screen reader says of a page, in order: landmarks, headings and the names of controls, in each language.

The texts in `tests/golden/aloud/` were read by a person. Numbers stand there as `#`, since figures change with the
package. `UPDATE_GOLDEN=1` writes them anew: read what differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.pages import LANGUAGES, visit

FOLDER: Final = Path("tests/golden/aloud")

TOLD: Final = {
    "home": "",
    "indicator": "indicators/dual-nationality/",
    "country": "countries/deu/",
    "region": "regions/002/",
}

LANDMARKS: Final = {"banner", "main", "contentinfo", "navigation", "region", "search", "complementary", "form"}
CONTROLS: Final = {"button", "textbox", "searchbox", "combobox", "checkbox", "slider", "group", "figure", "table"}
WAYS: Final = {"banner", "navigation", "contentinfo"}
"""Landmarks whose links are told; those of the content are as many as its figures."""

LINE: Final = re.compile(r"""^(?P<depth> *)- '?(?P<role>[a-z]+)\b(?P<rest>.*?)'?:?$""")
NUMBER: Final = re.compile("(?<!level=)\\b[0-9a-f]{12}\\b|(?<!level=)\\d+(?:[.,\u00a0\u202f ]\\d+)*")
"""A number as a language writes it, or the hash of all files."""


def aloud(snapshot: str) -> Iterator[str]:
    """Give the lines of an accessibility tree that lead a listener: a role and a name, numbers as `#`."""
    within: list[tuple[int, str]] = []
    for line in snapshot.splitlines():
        found = LINE.match(line)
        if not found:
            continue
        depth, role = len(found["depth"]), found["role"]
        within = [(each, name) for each, name in within if each < depth]
        if role in LANDMARKS:
            within.append((depth, role))
        linked = role == "link" and any(name in WAYS for _, name in within)
        if role in LANDMARKS | CONTROLS | {"heading"} or linked:
            level = "  " * (len(within) - (role in LANDMARKS))
            yield f"{level}{role}{NUMBER.sub('#', found['rest'].rstrip())}"


@pytest.mark.one_in(5)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOLD)
def test_a_page_is_told_as_it_was_read(page: Page, name: str, language: str) -> None:
    visit(page, TOLD[name], language)
    page.locator("[data-scheme]:visible").wait_for()
    told = "\n".join(aloud(page.locator("body").aria_snapshot())) + "\n"
    path = FOLDER / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


@pytest.mark.one_in(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_control_is_without_a_name(page: Page, language: str) -> None:
    for path in TOLD.values():
        visit(page, path, language)
        page.locator("[data-scheme]:visible").wait_for()
        told = list(aloud(page.locator("body").aria_snapshot()))
        mute = [
            line for line in told if re.fullmatch(r" *(button|link|textbox|combobox|checkbox|region|navigation)", line)
        ]
        assert mute == []
