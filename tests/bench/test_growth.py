"""What a page costs does not grow with the number of pages: work is counted, and what is held at once."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import pytest

from scripts.charts.chart import Chart
from scripts.drawing import draw as drawing
from scripts.drawing.drawn import Drawing, Drawn
from scripts.drawing.files import chart_files
from scripts.kept import Cache
from scripts.model.site import Download
from scripts.release import publish
from scripts.release.laid import laid
from scripts.validate.validate import validate_files
from scripts.verify import search
from scripts.verify.charts import charts
from scripts.verify.files import Folder
from scripts.words.edition import Edition
from tests.bench.made import Size, made, observations
from tests.drawing.test_keys import chart
from tests.editions import edition
from tests.pictures import widths

SMALL = Size(areas=30, indicators=2, periods=3)


class Counted(frozenset[str]):
    """Names of files that count how often others are added to them all."""

    added = 0

    def __or__(self, other: AbstractSet[Any]) -> frozenset[Any]:
        Counted.added += 1
        return frozenset.__or__(self, other)

    def union(self, *others: Any) -> frozenset[Any]:
        """Add others, and count that."""
        Counted.added += 1
        return frozenset.union(self, *others)


@pytest.mark.parametrize("pages", [3, 30])
def test_the_names_of_all_files_are_put_together_once_however_many_pages_there_are(pages: int, tmp_path: Path) -> None:
    for number in range(pages):
        found = json.dumps({"url": f"/countries/x{number}/"}).encode()
        path = tmp_path / search.FRAGMENTS / f"{number}.pf_fragment"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(search.HEAD + found))
    site = Folder(tmp_path)
    site.__dict__["files"] = Counted(site.files)
    Counted.added = 0
    told = [problem.code for problem in search.search(site)]
    assert told.count("search-page-unknown") == pages
    assert Counted.added == 1


def test_the_tables_of_charts_are_not_kept_once_they_are_checked(tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / "charts" / f"{number}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("unit_measure,source,obs_value,label,cell\n", encoding="utf-8")
    site = Folder(tmp_path)
    assert list(charts(site, {}))
    assert not [path for path in site._tables if path.startswith("charts/")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("package"))


def test_charts_are_drawn_so_many_at_once_and_handed_on_in_order(
    site: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def node(requests: list[dict[str, Any]]) -> list[list[bytes]]:
        asked.extend(len(request["jobs"]) for request in requests)
        spec = {"svg": "", "width": 1, "height": 1, "vega": ""}
        return [
            [json.dumps({"key": job["key"], "wide": spec, "narrow": spec, "spec": "{}"}).encode() for job in r["jobs"]]
            for r in requests
        ]

    monkeypatch.setattr(drawing, "_run_node", node)
    monkeypatch.setattr(drawing, "AT_ONCE", 3)
    wanted = [chart("area_map", id=f"c{number}", options={"number": number}) for number in range(8)]
    drawn = drawing.draw(site, wanted, Cache(tmp_path), widths(), 1)
    first = next(drawn)
    assert asked == [3]
    assert [first.chart.id, *(each.chart.id for each in drawn)] == [each.id for each in wanted]
    assert asked == [3, 3, 2]


def test_a_chart_is_files_before_the_next_is_asked_for_and_keeps_no_text(site: Edition, tmp_path: Path) -> None:
    blank = Drawing(svg='<svg xmlns="http://www.w3.org/2000/svg"></svg>', width=1, height=1, vega="{}")
    spec = json.dumps({"$schema": "https://vega.github.io/schema/vega-lite/v6.json"})
    laid_by_then: list[int] = []
    folder = tmp_path / "laid"

    def each() -> Iterator[Drawn]:
        for number in range(4):
            laid_by_then.append(len([*folder.iterdir()]))
            made_of: Chart = chart(id=f"c{number}", page="countries/deu/", numbers=(), alternative=f"{number}")
            yield Drawn(chart=made_of, wide=blank, narrow=blank, spec=spec)

    kept: list[Drawn] = []
    files = [*laid(chart_files(site, publish._bared(each(), kept), Cache(tmp_path / "cache")), folder)]
    assert laid_by_then == sorted(laid_by_then)
    assert laid_by_then[-1] > laid_by_then[0]
    assert {(each.wide.svg, each.narrow.vega, each.spec) for each in kept} == {("", "", "")}
    assert len({file.path for file in files}) == len(files)
    whole = Download(path=files[-1].path, data=files[-1].data, media_type="")
    assert whole.sha256 == files[-1].sha256


def test_a_made_package_is_sound_and_the_same_again() -> None:
    files = made(SMALL)
    assert validate_files(files) == ()
    assert files == made(SMALL)
    rows = observations(SMALL, 0).decode().splitlines()[1:]
    assert len(rows) == SMALL.areas * SMALL.periods
