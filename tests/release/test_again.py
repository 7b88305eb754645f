"""A page that is made again is the page that a build makes, and has what was edited since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.model.manifest import UNKNOWN
from scripts.release.again import Again, looked
from scripts.release.preview import _tried
from scripts.release.publish import Plan, built
from tests.kept import seeded
from tests.packages import write_package
from tests.projects import project_in

PACKAGE = Path("package")
FINGERPRINT = re.compile(r"(all files: )[0-9a-f]{12}")
"""What a page says of the whole site, which nobody knows of a page alone."""


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Again]:
    """The small package, built in a project of its own, whose files may be edited."""
    folder, here = tmp_path_factory.mktemp("again"), Path.cwd()
    write_package(folder / PACKAGE)
    project_in(folder, "docs", "site_templates")
    cache = seeded(tmp_path_factory, folder / ".cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (folder / "build").mkdir()
        plan, seen = Plan(package=PACKAGE, cache=cache), looked(PACKAGE)
        yield Again(plan, built(plan, folder / "build", lambda _: lambda: None), seen)
    assert Path.cwd() == here


def addresses(again: Again) -> list[str]:
    site = again.built.site
    return sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))


def page(again: Again, address: str) -> str:
    found = again.page(address)
    assert found is not None
    return found


def test_it_is_the_page_that_was_built(again: Again) -> None:
    """Of each kind, written by hand or made, and those to embed."""
    every = addresses(again)
    of_codes = [address for address in every if address.startswith("errors/")]
    asked = [address for address in every if address not in of_codes[2:]]
    assert len(asked) > 50
    for address in asked:
        path = "" if address == "." else f"{address}/"
        there = (again.built.site / path / "index.html").read_text(encoding="utf-8")
        assert page(again, path) == FINGERPRINT.sub(rf"\g<1>{UNKNOWN}", there), path


def test_there_is_none_where_there_was_none(again: Again) -> None:
    assert again.page("countries/none/") is None


EDITS = {
    "a text": ("docs/en/method.md", "\n## ", "\nA zebra stands here.\n\n## ", "method/", "A zebra stands here."),
    "a template": (
        "site_templates/pages/country.html",
        "{{ page.facts_line",
        "<p>Zebra</p>{{ page.facts_line",
        "countries/deu/",
        "<p>Zebra</p>",
    ),
    "a frame": (
        "site_templates/theme/partials/footer.html",
        "<footer ",
        "<footer data-zebra ",
        "countries/deu/",
        "data-zebra",
    ),
    "a frame of charts": (
        "site_templates/embed/page.html",
        "<body",
        "<body data-zebra",
        "embed/crossings-areas/",
        "data-zebra",
    ),
    "a word": ("site_templates/locales/en.json", '"Countries"', '"Zebras"', "countries/deu/", "Zebras"),
    "a name": ("package/data/reference_areas.csv", "Germany", "Zebraland", "countries/deu/", "Zebraland"),
    "a cell": (
        "package/data/observations_open-doors.csv",
        "DEU,2023,yes",
        "DEU,2023,partial",
        "countries/deu/",
        'open-doors.csv#cell=4,3">Partial',
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_edited_is_in_it(again: Again, what: str) -> None:
    """And no more, once the edit is taken back."""
    path, old, new, address, mark = EDITS[what]
    before = Path(path).read_text(encoding="utf-8")
    assert old in before
    assert mark not in page(again, address)
    Path(path).write_text(before.replace(old, new, 1), encoding="utf-8")
    assert mark in page(again, address)
    Path(path).write_text(before, encoding="utf-8")
    assert mark not in page(again, address)


def test_a_style_is_in_the_file_that_the_page_names(again: Again) -> None:
    style = Path("site_templates/assets/css/site.css")
    style.write_text(f":root {{ --zebra: 1; }}\n{style.read_text(encoding='utf-8')}", encoding="utf-8")
    found = re.search(r'href="([^"]*site\.css)" integrity', page(again, ""))
    assert found
    assert b"--zebra: 1" in (again.built.site / found[1]).read_bytes()


BROKEN = {
    "a name that is none": (
        "site_templates/pages/country.html",
        b"{{ page.facts_line",
        b"{{ pge.facts_line",
        r"site_templates/pages/country\.html, line \d+: 'pge' is undefined",
    ),
    "no template": (
        "site_templates/pages/country.html",
        b"{% call parts.add",
        b"{% cal parts.add",
        r".*country\.html, line \d+: Encountered unknown tag 'cal'.*",
    ),
    "a text with a name that is none": (
        "site_templates/locales/en.json",
        b'"Countries"',
        b'"{Countries"',
        r".*en\.json, 'nav\.countries': .*",
    ),
    "no package": ("package/datapackage.json", b"{", b"", r"datapackage\.json.*"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told_in_a_line(again: Again, what: str) -> None:
    """And the page is made again once it is mended."""
    path, old, new, said = BROKEN[what]
    before = Path(path).read_bytes()
    Path(path).write_bytes(before.replace(old, new, 1))
    found, told = _tried(lambda: again.page("countries/deu/"), PACKAGE)
    assert found is None
    assert re.fullmatch(said, told[0]), told
    assert _tried(lambda: again.page("countries/deu/"), PACKAGE) == (None, told), "as long as it is broken"
    Path(path).write_bytes(before)
    assert "<h1" in page(again, "countries/deu/")
