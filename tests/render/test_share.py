"""Pictures for sharing: what they show and say, that nothing runs over, and that data are never markup in them.

`UPDATE_GOLDEN=1 pytest tests/render` writes the golden files anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from scripts.drawing.png import pngs
from scripts.drawing.share import HEIGHT, WIDTH, Share
from scripts.drawing.typefaces import Face
from scripts.findings.reading import Reading
from scripts.kept import Cache
from scripts.package.read import read_package
from scripts.release.publish import Plan
from scripts.render.share import shares
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Change, Rows, write_package
from tests.pictures import chunks, typefaces, widths

GOLDEN = Path("tests/golden")
FILES = {"share-indicator": "indicators/open-doors/", "share-country": "countries/deu/"}
MARGIN = 64
SVG = "{http://www.w3.org/2000/svg}"


def made(folder: Path) -> dict[str, Share]:
    package = read_package(folder)
    site = Edition(Reading(package, summarise(package, Plan(package=folder).made)), Words.load("en"))
    return {share.page: share for share in shares(site, widths())}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Share]:
    return made(write_package(tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="module")
def real() -> dict[str, Share]:
    return made(Path("datapackage"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a picture and the space that its letters take."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Text) -> bool:
        """Tell whether two texts stand on each other."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def texts(share: Share) -> list[Text]:
    return [_text(element) for element in etree.fromstring(share.svg.encode()).iter(f"{SVG}text")]


def _text(element: Any) -> Text:
    face = Face(element.get("font-family").strip("'"), int(element.get("font-weight")))
    x, y, size = (float(element.get(name)) for name in ("x", "y", "font-size"))
    return Text(element.text, x, x + widths().width(element.text, face, size), y - 0.68 * size, y + 0.2 * size)


def shown(share: Share) -> str:
    return " ".join(text.text for text in texts(share))


def normal(share: Share) -> str:
    """One element a line, without the shapes and colours that pages have as well."""
    text = re.sub(r'(?s)<style>.*?</style>|<svg class="(sprite|logo)".*?</svg>', "", share.svg)
    return f"<!-- {share.alternative} -->\n" + "".join(
        f"{line.strip()}\n" for line in text.splitlines() if line.strip()
    )


@pytest.mark.parametrize("name", FILES)
def test_golden_picture(name: str, small: dict[str, Share]) -> None:
    path = GOLDEN / f"{name}.svg"
    found = normal(small[FILES[name]])
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), "run UPDATE_GOLDEN=1 pytest tests/render, and read what it writes"
    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_the_site_and_every_indicator_country_and_group_has_a_picture(small: dict[str, Share]) -> None:
    assert set(small) == {
        "",
        *(f"indicators/{name}/" for name in ("open-doors", "crossings")),
        *(f"countries/{area}/" for area in ("deu", "ken", "nam")),
        *(f"regions/{group}/" for group in ("wld", "002", "150")),
    }


WORDS = {
    "": ["What is known, and from where", "Open doors, 2023", "1 of 3 yes, 1 not assessed"],
    "indicators/open-doors/": ["Mobility", "Open doors", "At least", "1", "UN member states have open doors", "2023."],
    "indicators/crossings/": ["At least", "3", "ways across are known", "Institute of Doors, Survey of doors, 2024"],
    "countries/deu/": ["Country profile", "Germany", "2", "of 2 indicators are known", "1 Yes", "1 Figure", "Mobility"],
    "countries/nam/": ["Namibia", "1", "of 2 indicators is known", "1 Figure", "1 Not known"],
    "regions/002/": ["Region", "Africa", "0 of 2 yes, 1 not assessed"],
}


@pytest.mark.parametrize("page", WORDS)
def test_a_picture_says_what_its_page_says(page: str, small: dict[str, Share]) -> None:
    said = shown(small[page])
    assert [part for part in WORDS[page] if part not in said] == []
    assert "ndorsed" not in said, "what this project says of itself"
    assert "A small package" in said


def test_the_words_of_a_picture_state_its_figures(small: dict[str, Share]) -> None:
    assert small["indicators/crossings/"].alternative.startswith("Crossings: 2023: at least 3 ways across are known.")
    assert small["countries/nam/"].alternative == (
        "Namibia: One of the 2 indicators is known. Figure 1 and Not known 1."
    )
    assert "Open doors, 2023: 0 of 2 yes, 1 not assessed" in small["regions/002/"].alternative


@pytest.mark.parametrize(("area", "profile"), [("deu", "Country profile"), ("xkx", "Area profile")])
def test_only_a_member_state_is_called_a_country(area: str, profile: str, real: dict[str, Share]) -> None:
    assert profile in shown(real[f"countries/{area}/"])


def test_a_country_has_a_mark_for_each_indicator(small: dict[str, Share]) -> None:
    tree = etree.fromstring(small["countries/nam/"].svg.encode())
    large = [e for e in tree.iter(f"{SVG}use", f"{SVG}rect") if 30 < float(e.get("width", "0")) < 60]
    assert [e.get("href", e.get("class")) for e in large] == ["#mark-none", "figure"]


def faults_of(share: Share) -> Iterator[str]:
    found = texts(share)
    for text in found:
        if text.left < MARGIN or text.right > WIDTH - MARGIN + 1 or text.top < 0 or text.bottom > HEIGHT:
            yield f"{share.page}: '{text.text}' runs over"
    for one, other in combinations(found, 2):
        if one.meets(other):
            yield f"{share.page}: '{one.text}' stands on '{other.text}'"


def test_every_real_title_fits(real: dict[str, Share]) -> None:
    assert [fault for share in real.values() for fault in faults_of(share)] == []
    assert len(real) > 230


def test_no_real_title_is_cut_off(real: dict[str, Share]) -> None:
    assert [(share.page, text.text) for share in real.values() for text in texts(share) if "…" in text.text] == []


def test_a_picture_is_small_and_has_the_size_that_is_expected(real: dict[str, Share], tmp_path: Path) -> None:
    chosen = [real[page] for page in ("", "indicators/social-services/", "countries/gbr/")]
    drawn = pngs({share.page: share.svg for share in chosen}, 1, Cache(tmp_path), typefaces())
    assert [page for page, data in drawn.items() if len(data) > 60_000] == []
    header = dict(chunks(drawn["countries/gbr/"]))[b"IHDR"]
    assert struct.unpack_from(">II", header) == (WIDTH, HEIGHT) == (1200, 630)


# -- hostile ground ----------------------------------------------------------------------------------------------------

HOSTILE = (
    '<script>alert("x")</script>',
    "</text></svg><svg onload=alert(1)>",
    "\"'><image href=//x.example.org/a.png>",
    "{{ 7 * 7 }} {% raw %}",
    "<![CDATA[ x ]]> <!-- y -->",
    "&lt;b&gt; &amp; &#60;",
    "W" * 400,
    "a b " * 200,
)


def spoiled(columns: tuple[str, ...], text: str) -> Change:
    def change(rows: Rows) -> Rows:
        return [{**row, **{column: text for column in columns if column in row}} for row in rows]

    return change


@pytest.mark.one_in(3)
@pytest.mark.parametrize("text", HOSTILE)
def test_data_are_text_and_stay_within_the_picture(text: str, small: dict[str, Share], tmp_path: Path) -> None:
    changes = {
        "indicators": spoiled(("label_en", "unit_en"), text),
        "policy_areas": spoiled(("label_en",), text),
        "codelists": spoiled(("label_en",), text),
        "sources": spoiled(("title", "publisher", "edition"), text),
        "reference_areas": spoiled(("name_en",), text),
        "area_groups": spoiled(("name_en",), text),
    }
    found = made(write_package(tmp_path, **changes))
    for page, share in found.items():
        assert elements(share) <= elements(small[page]), page
        assert list(faults_of(share)) == []
        assert " ".join(text.split())[:12] in shown(share), page
        assert " ".join(text.split())[:12] in share.alternative, page
    assert pngs({"x": found["indicators/open-doors/"].svg}, 1, Cache(tmp_path / "cache"), typefaces())


def elements(share: Share) -> set[tuple[str, ...]]:
    """Every kind of element with its attributes' names."""
    return {
        (str(element.tag), *sorted(map(str, element.attrib))) for element in etree.fromstring(share.svg.encode()).iter()
    }
