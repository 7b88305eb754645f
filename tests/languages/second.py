"""A project with texts in a second language, as CONTRIBUTING says how to add one, and the small package in both.

The program is the project's own, unchanged: only the locale file and the hand-written pages of the language are added,
and the package names it. The language is made up: French as far as numbers and plurals go, with every text of the
English locale file in other letters, so that a text that was not translated is seen at once.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from scripts.model.languages import Languages
from scripts.model.locale_files import OWN, flat
from scripts.model.tables import fixed_tables, register_table
from scripts.words.stale import Source, catalogue_bytes, catalogue_of
from tests.kept import seeded
from tests.packages import REGISTERS, small_tables, write_package
from tests.projects import project_in

SECOND: Final = "fr"
BOTH: Final = Languages(("en", SECOND))
ACCENTED: Final = str.maketrans("aeiouAEIOU", "âéîôûÂÉÎÔÛ")
KEPT: Final = re.compile(r"(\{[^{}]*\})")


def in_other_letters(text: str) -> str:
    """Give a text that looks like another language and is longer, with its names in braces kept."""
    parts = KEPT.split(text)
    other = "".join(part if part.startswith("{") else part.translate(ACCENTED) for part in parts)
    if other.endswith("}") or not other.strip():
        return other  # what is put in may end a sentence
    return f"{other[:-1]}ô{other[-1]}" if other.endswith((".", ":", "?")) else f"{other}ô"


def translated(tree: Any) -> Any:
    """Give texts, in groups, in the second language."""
    if isinstance(tree, dict):
        return {key: translated(value) for key, value in tree.items()}
    return in_other_letters(tree)


def second_texts() -> dict[str, Any]:
    """Give the locale file of the second language."""
    texts: dict[str, Any] = translated(json.loads(Path("site_templates/locales/en.json").read_bytes()))
    numbers = {"thousands": "\u202f", "decimal": ",", "percent": "\u00a0%"}
    texts["site"] |= {"language": "Français", "locale": "fr_FR", "numbers": numbers}
    return texts


def as_catalogue(texts: Mapping[str, Any], language: str = SECOND) -> bytes:
    """Give texts as the catalogue of a language, by key."""
    entries = ((Source(context=key, text=key), text) for key, text in flat(texts).items())
    return catalogue_bytes(catalogue_of(language, entries))


def made(factory: pytest.TempPathFactory, folder: Path) -> Path:
    """Put the project into `folder`, with the texts and hand-written pages of the second language; give the folder."""
    project_in(folder, "site_templates", "docs")
    for path in (folder / "docs").iterdir():
        if path.is_dir() and path.name != OWN:
            shutil.rmtree(path)
    seeded(factory, folder / ".cache")
    (folder / f"site_templates/locales/{SECOND}.po").write_bytes(as_catalogue(second_texts()))
    shutil.copytree(folder / "docs/en", folder / f"docs/{SECOND}")
    shutil.rmtree(folder / f"docs/{SECOND}/errors")  # pages for maintainers may stay in one language
    return folder


def package(folder: Path) -> Path:
    """Write the small package with its texts in both languages, and give the folder."""
    tables = (*fixed_tables(BOTH), *(register_table(each, BOTH) for each in REGISTERS))
    columns = {table.name: table.columns for table in tables}
    rows = {name: [_in_both(row, columns.get(name, ())) for row in held] for name, held in small_tables().items()}
    return write_package(folder, BOTH, **rows)


def _in_both(row: Mapping[str, str], columns: list[str] | tuple[str, ...]) -> dict[str, str]:
    """Give a row with the text of each `*_en` in the second language, where its table has a column of it."""
    others = {name: f"{name.removesuffix('_en')}_{SECOND}" for name in row if name.endswith("_en")}
    made = {other: in_other_letters(row[name]) for name, other in others.items() if other in columns}
    return made | dict(row)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the folder."""
    return subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
