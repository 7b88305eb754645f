"""Every code of the package has its words, its page and its specimens, and each specimen gives that code alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.package.read import read_package
from scripts.validate.report import Report, text
from scripts.validate.validate import package_codes, validate
from scripts.words.words import Words
from tests.packages import package_files
from tests.validate.specimens import SPECIMENS, described, sound_files, specimens, write_files
from tests.validate.test_index import OF_RELEASE

PAGES = Path("docs") / "en" / "errors"
CASES = specimens()
CODES = sorted({code for codes in package_codes().values() for code in codes})
WORDS = Words.load("en")
INDENT = " " * 4


def test_the_sound_package_is_the_one_that_tests_build() -> None:
    files = sound_files()
    assert files == package_files(), "write it anew: tests.packages.write_package(tests/specimens/_sound)"
    assert described(files) == files["datapackage.json"]


def test_the_sound_package_has_no_problem(tmp_path: Path) -> None:
    assert validate(write_files(tmp_path, sound_files())) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_words_a_page_and_specimens(code: str) -> None:
    assert WORDS.has(f"problems.{code}.what"), "no words: site_templates/locales/en.json, problems"
    assert WORDS.has(f"problems.{code}.remedy"), "no remedy: site_templates/locales/en.json, problems"
    page = PAGES / f"{code}.md"
    assert page.is_file(), f"no page: {page}"
    assert page.read_text(encoding="utf-8").startswith(f"# {code}\n"), "its heading is the code"
    assert any(case.code == code for case in CASES), f"no specimen: {SPECIMENS / code}/<case>/"


def test_pages_and_specimens_are_of_codes_that_there_are() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"index"} == {*CODES, *OF_RELEASE}
    assert {case.code for case in CASES} <= set(CODES)


@pytest.mark.one_in(11)
@pytest.mark.parametrize("code", CODES)
def test_specimens_give_their_code_and_no_other_and_say_what_its_page_shows(code: str, tmp_path: Path) -> None:
    """A line of code that ends with the page's code is the message of a specimen."""
    said: set[str] = set()
    for case in (case for case in CASES if case.code == code):
        package, previous = case.write(tmp_path / case.folder.name)
        problems = validate(package, read_package(previous) if previous else None)
        assert {problem.code for problem in problems} == {code}, (case.name, problems)
        places = [{key: getattr(problem, key) for key in case.place} for problem in problems]
        assert case.place in places, (case.name, places)
        report = Report(package="", problems=problems)
        said |= {*text(report, WORDS), *text(report, WORDS, everything=True)}
    lines = {
        line.strip() for line in (PAGES / f"{code}.md").read_text(encoding="utf-8").splitlines() if line[:4] == INDENT
    }
    shown = {line for line in lines if line.endswith(f"[{code}]")}
    assert shown, "the page has no example"
    assert shown <= said, "no specimen gives this line"
