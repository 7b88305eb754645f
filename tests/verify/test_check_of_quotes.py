"""What readers take away is held to the site: each fault is planted once, and told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.verify.quoting import FORMS as ASKED
from scripts.verify.quoting import UnreadableError, _read
from scripts.words.citation import FORMS, HERE, Publication, bibtex
from tests.verify.tiny_site import DATA, Made, make_good, page, write_catalogue

DESCRIPTOR = {"version": "2026.1", "created": "2026-11-23T00:00:00Z", "contributors": [{"title": "Door keepers"}]}
TITLE = "Doors"
ENTRY = bibtex(
    Publication(producer="Door keepers", site="Doors", release="2026.1", day="2026-11-23", licence="MIT"),
    "Release 2026.1",
    TITLE,
    "x",
).replace(HERE, "https://doors.example/")
CITED = "Door keepers. 2026. Doors, release 2026.1. "
INDICATOR, CHART, FILE = "indicators/doors/index.html", "embed/doors-map/index.html", "charts/doors-map/oembed.json"

FOLD = (
    "<p>1 of 2 is open.</p>\n"
    '<details class="disclosure quoting"><summary>Quote</summary><div id="cite">'
    '<p data-quote>1 of 2 is open. Doors, release 2026.1. <a href="./">doors</a></p>'
    f'<p data-form="apa">{CITED}</p><p data-form="chicago">{CITED}</p>'
    f'<pre><code data-form="bibtex">{ENTRY}</code></pre></div></details>'
)
TOLD: dict[str, Any] = {
    "title": TITLE,
    "quote": {
        "sentence": "Doors. Open and shut.",
        "root": "../../",
        "address": "../../indicators/doors/#content",
        "picture": "../doors-map.png",
        "embed": ['<iframe src="', 'embed/doors-map/"></iframe><script src="', 'charts/resize.js"></script>'],
        "forms": {"apa": [CITED, ""], "chicago": [CITED, ""], "bibtex": [ENTRY, ""]},
    },
}
OWN = page("<figure><figcaption><p>Doors</p><p>Open and shut.</p></figcaption></figure>", 2)


@pytest.fixture
def quoting(tmp_path: Path) -> Made:
    """A sound site with a sentence to quote and a chart to embed."""
    made = make_good(tmp_path / "made")
    held = json.loads(made.text(f"{DATA}/datapackage.json"))
    made.add(f"{DATA}/datapackage.json", json.dumps({**held, **DESCRIPTOR}))
    write_catalogue(made)
    made.change(INDICATOR, "</main>", f"{FOLD}</main>")
    made.add(CHART, OWN)
    made.add("charts/resize.js", "")
    made.add("charts/doors-map.png", "")
    made.add(FILE, json.dumps(TOLD))
    return made


def found(made: Made) -> set[tuple[str, str]]:
    """The problems that are of quoting or of rows."""
    mine = ("quote-", "citation-", "embed-", "row-file", "row-differs")
    return {(problem.file, problem.code) for problem in made.problems() if problem.code.startswith(mine)}


def told(**changed: object) -> Callable[[Made], None]:
    return lambda made: made.add(FILE, json.dumps({**TOLD, "quote": {**TOLD["quote"], **changed}}))


FAULTS: dict[str, tuple[Callable[[Made], None], str, str]] = {
    "a sentence that the page does not say": (
        lambda made: made.change(INDICATOR, "data-quote>1 of 2", "data-quote>2 of 2"),
        INDICATOR,
        "quote-sentence-differs",
    ),
    "another release": (
        lambda made: made.change(INDICATOR, f'apa">{CITED}', 'apa">Door keepers. 2026. Doors, release 2025.4. '),
        INDICATOR,
        "citation-differs",
    ),
    "no producer": (
        lambda made: made.change(INDICATOR, 'chicago">Door keepers.', 'chicago">Somebody.'),
        INDICATOR,
        "citation-differs",
    ),
    "no entry of BibTeX": (
        lambda made: made.change(INDICATOR, "@misc{", "@misc "),
        INDICATOR,
        "citation-unreadable",
    ),
    "an entry that runs its title": (
        lambda made: made.change(INDICATOR, "title = {{Doors", "title = {{Doors\\input{x}"),
        INDICATOR,
        "citation-unreadable",
    ),
    "a chart says another sentence": (told(sentence="Gates."), FILE, "quote-sentence-differs"),
    "a chart without its file": (lambda made: (made.site / FILE).unlink(), FILE, "embed-address-missing"),
    "a place that is not on the page": (told(address="../../indicators/doors/#gone"), FILE, "embed-address-missing"),
    "code without the script": (
        lambda made: (made.site / "charts/resize.js").unlink(),
        FILE,
        "embed-address-missing",
    ),
    "code that leads elsewhere": (
        told(embed=['<iframe src="', 'embed/other/"></iframe>']),
        FILE,
        "embed-address-missing",
    ),
    "a picture that is not there": (told(picture="../gone.png"), FILE, "embed-address-missing"),
}


def test_a_sound_site_has_no_problem(quoting: Made) -> None:
    assert found(quoting) == set()


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told(quoting: Made, case: str) -> None:
    run, file, code = FAULTS[case]
    run(quoting)
    assert found(quoting) == {(file, code)}


def test_addresses_may_be_whole(quoting: Made) -> None:
    root = "https://doors.example/"
    told(root=root, address=f"{root}indicators/doors/#content")(quoting)
    assert found(quoting) == set()


ROWS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a row is missing": (lambda file: file["rows"].pop("10"), "row-file-missing"),
    "another value": (lambda file: file["rows"]["10"][1].__setitem__(4, "2"), "row-differs"),
    "another table": (lambda file: file.update(file="data/latest/other.csv"), "row-differs"),
    "other heads": (lambda file: file["columns"].pop(), "row-differs"),
    "another number of areas": (lambda file: file["shared"][1]["behind"].update(members="3"), "row-differs"),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_is_held_to_its_table(made: Made, case: str) -> None:
    change, code = ROWS[case]
    path = "data/rows/summaries/0.json"
    file = json.loads(made.text(path))
    change(file)
    made.add(path, json.dumps(file))
    assert {code for _, code in found(made)} == {code}


def test_a_source_is_held_to_its_row(made: Made) -> None:
    made.change("data/rows/observations_doors/0.json", "gazette", "herald")
    assert ("data/rows/observations_doors/0.json", "row-differs") in found(made)


def test_a_file_of_rows_is_missing(made: Made) -> None:
    (made.site / "data/rows/summaries/0.json").unlink()
    assert ("index.html", "row-file-missing") in found(made)


@pytest.mark.parametrize("entry", ["", "@misc{a,", "@misc{a,\n  title = {$x$}\n}", "@misc{a,\n  url = {a b}\n}"])
def test_what_is_no_entry_is_not_read(entry: str) -> None:
    with pytest.raises(UnreadableError):
        _read(entry)


def test_every_form_is_asked_for() -> None:
    assert set(TOLD["quote"]["forms"]) == set(FORMS) == set(ASKED)
