"""What Lighthouse printed is read: scores of 100, what failed, the median where a machine was busy, the table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.audit import lighthouse
from tests.audit.lighthouse import LEAST, LighthouseError, Look, main, pages, read, settled, table

GOOD = {"performance": 0.97, "accessibility": 1, "best-practices": 1, "seo": 1}


def printed(scores: Mapping[str, float | None]) -> str:
    """A report, in which one audit that counts and one that does not have failed."""
    refs = [{"id": "label", "weight": 7}, {"id": "hint", "weight": 0}, {"id": "title", "weight": 1}]
    audits = {"label": {"score": 0}, "hint": {"score": 0}, "title": {"score": 1}}
    categories = {name: {"score": score, "auditRefs": refs} for name, score in scores.items()}
    return json.dumps({"categories": categories, "audits": audits, "environment": {"benchmarkIndex": 1234.4}})


def look(**scores: int) -> Look:
    held = {name: scores.get(name.replace("-", "_"), 100) for name in LEAST}
    return Look(language="fr", page="home", scores=held, failed=("label",), machine=1200)


def test_a_report_gives_scores_of_100_and_what_failed_of_what_counts() -> None:
    found = read(printed(GOOD), "fr", "home")
    assert found == Look(
        language="fr",
        page="home",
        scores={"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100},
        failed=("label",),
        machine=1234,
    )
    assert found.below == ()


@pytest.mark.parametrize(
    "said", ["", "Unable to connect to Chrome", "{}", printed({**GOOD, "seo": None}), printed({"seo": 1})]
)
def test_what_is_no_report_is_told_and_never_passes(said: str) -> None:
    with pytest.raises(LighthouseError, match=r"no report of home \(fr\)"):
        read(said, "fr", "home")


def test_only_a_performance_below_is_measured_again_and_its_median_counts() -> None:
    for given, counted, asked in (
        ([95], 95, 1),
        ([94, 99, 90], 94, 3),
        ([80, 99, 97], 97, 3),
    ):
        waiting = [look(performance=score) for score in given]
        assert settled(lambda left=waiting: left.pop(0)).scores["performance"] == counted  # type: ignore[misc]
        assert len(given) - len(waiting) == asked


def test_a_look_that_broke_off_is_made_again_once() -> None:
    tried: list[int] = []

    def broken(*, ends: int) -> Look:
        tried.append(1)
        if len(tried) <= ends:
            what = "no report"
            raise LighthouseError(what)
        return look()

    assert settled(lambda: broken(ends=1)) == look()
    tried.clear()
    with pytest.raises(LighthouseError):
        settled(lambda: broken(ends=2))


def test_the_error_of_a_report_is_told() -> None:
    said = json.dumps({"runtimeError": {"message": "The page did not paint."}, "categories": {}})
    with pytest.raises(LighthouseError, match="The page did not paint"):
        read(said, "en", "home")


def test_the_table_names_every_score_and_what_is_below() -> None:
    assert table([look(), look(seo=92, performance=94)]) == [
        "Lighthouse  performance  accessibility  best-practices  seo  machine",
        "fr  home          100            100             100  100     1200",
        "fr  home           94            100             100   92     1200",
        "fr  home: performance below 95, seo below 100 (label)",
    ]


def test_pages_are_those_that_the_site_has(tmp_path: Path) -> None:
    for folder in ("", "countries/deu", "fr", "fr/indicators/dual-nationality"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "index.html").touch()
    assert list(pages(tmp_path)) == [
        ("en", "home", ""),
        ("en", "country with most figures", "countries/deu/"),
        ("fr", "home", "fr/"),
        ("fr", "indicator of a policy", "fr/indicators/dual-nationality/"),
    ]


def test_that_it_was_not_run_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lighthouse, "PROGRAM", tmp_path / "none.js")
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/chromium")
    assert main(tmp_path) == 0
    assert capsys.readouterr().out == f"Lighthouse: NOT RUN, since there is no {tmp_path / 'none.js'}.\n"
