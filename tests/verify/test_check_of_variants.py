"""The check of headlines by other rules finds each way in which the published tables can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.verify.files import Folder
from scripts.verify.variants import variants
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.by_rule import by_rule
from tests.packages import write_package

DATA = "data/latest"
COUNTED, AREAS = f"{DATA}/variants_counted.csv", f"{DATA}/variants_areas.csv"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    package = read_package(write_package(tmp_path / "package", **by_rule()))
    summaries = summarise(package)
    for file in exports(Edition(Reading(package, summaries), Words.load("en")), summaries):
        target = tmp_path / "site" / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
    return tmp_path / "site"


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def changed(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return changed


def test_what_is_published_is_what_is_counted_again(site: Path) -> None:
    assert list(variants(Folder(site))) == []


@pytest.mark.parametrize(
    ("spoil", "file", "row"),
    [
        pytest.param(change(COUNTED, "yes,0,,,0,1,", "yes,0,,,0,2,"), COUNTED, 3, id="one too many taken out"),
        pytest.param(change(COUNTED, "2023,yes,2,", "2023,yes,3,"), COUNTED, 4, id="another count"),
        pytest.param(change(COUNTED, "2023,records,1,", "2023,records,2,"), COUNTED, 8, id="another count of records"),
        pytest.param(
            change(COUNTED, "headline,open-doors,,Countries", "other,open-doors,,Countries"), COUNTED, 2, id="direction"
        ),
        pytest.param(change(AREAS, "A,yes,2022", "A,yes,2023"), AREAS, 3, id="another year of a status"),
        pytest.param(change(AREAS, "added,no", "added,partial"), AREAS, 3, id="another status"),
        pytest.param(change(AREAS, "KEN,Kenya", "NAM,Namibia"), AREAS, 3, id="another country"),
        pytest.param(
            change(f"{DATA}/observations_open-doors.wide.csv", "KEN,2022,yes", "KEN,2022,no"),
            AREAS,
            3,
            id="observation",
        ),
    ],
)
def test_a_fault_is_told_in_its_row(site: Path, spoil: Callable[[Path], None], file: str, row: int) -> None:
    spoil(site)
    found = list(variants(Folder(site)))
    assert {problem.code for problem in found} == {"variants-differ"}
    assert (file, row) in {(problem.file, problem.row) for problem in found}


@pytest.mark.parametrize("path", [COUNTED, AREAS])
def test_a_table_that_is_not_published_is_told(site: Path, path: str) -> None:
    (site / path).unlink()
    assert [(p.file, p.code) for p in variants(Folder(site))] == [(path, "variants-absent")]


def test_what_cannot_be_counted_again_is_told(site: Path) -> None:
    change(f"{DATA}/variants.csv", "open-doors.wide", "open-doors.gone")(site)
    assert [p.code for p in variants(Folder(site))] == ["variants-not-recomputed"]
