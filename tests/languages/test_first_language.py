"""Any language that the program speaks may be the first of a package, or its only one: it then stands at the root."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from scripts.cli import main
from tests.kept import seeded
from tests.projects import project_in

CALLED = ("title", "publisher", "edition")
"""What a source is called in its own words, beside which it stands in each further language."""

AREAS = ("name_en", "official_name_en")
"""Columns of names of areas, which are in English, French and Spanish whatever the package speaks."""


def spoken(folder: Path, *codes: str) -> Path:
    """Put the package that `new` gives into `folder`, in some languages, and give the folder: no text is translated."""
    assert main(["new", str(folder), "--quiet"]) == 0
    for path in (folder / "data").glob("*.csv"):
        path.write_text(_in_languages(path.read_text(encoding="utf-8"), codes), encoding="utf-8")
    described = json.loads((folder / "datapackage.json").read_bytes())
    described["languages"] = [*codes]
    described["site"] = {
        f"{name.removesuffix('en')}{code}" if name.endswith("_en") else name: text
        for name, text in described["site"].items()
        for code in codes
    }
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert main(["describe", "--package", str(folder), "--quiet"]) == 0
    return folder


def _in_languages(table: str, codes: tuple[str, ...]) -> str:
    rows = [*csv.DictReader(io.StringIO(table))]
    written = io.StringIO()
    columns = [column for name in rows[0] for column in _columns(name, codes, originals="publisher" in rows[0])]
    writer = csv.DictWriter(written, [column for column, _ in columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: row[name] for column, name in columns} for row in rows)
    return written.getvalue()


def _columns(name: str, codes: tuple[str, ...], *, originals: bool) -> list[tuple[str, str]]:
    """Give what a column becomes, and what it is made of."""
    if originals and name in CALLED:
        return [(name, name), *((f"{name}_{code}", name) for code in codes[1:])]
    if not name.endswith("_en") or name in AREAS:
        return [(name, name)]
    return [(f"{name.removesuffix('en')}{code}", name) for code in codes]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("codes", [("fr",), ("es", "en")], ids="-".join)
def test_it_is_published(
    codes: tuple[str, ...], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, public = spoken(tmp_path / "package", *codes), tmp_path / "public"
    project_in(tmp_path)
    seeded(tmp_path_factory, tmp_path / ".cache")
    monkeypatch.chdir(tmp_path)
    assert main(["publish", "--package", str(package), "--public", str(public), "--no-previous", "--quiet"]) == 0
    about = (public / "about/index.html").read_text(encoding="utf-8")
    assert f'lang="{codes[0]}"' in about
    assert 'href="../data/latest/datapackage.json"' in about
    assert (public / "en/errors/index.html").is_file() is ("en" in codes)
    quality = (public / "quality/index.html").read_text(encoding="utf-8")
    assert ('href="../en/errors/"' in quality) is ("en" in codes)
