"""Whatever stands in the data is shown as text: never as markup, a template, Markdown or an address that runs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import html

from scripts.model.site import Page
from tests.packages import Change, Rows, write_package
from tests.rendering import rendered

HOSTILE = (
    '<script>alert("x")</script>',
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}",
    "{% raw %}{# gone #}",
    "[x](javascript:alert(1))",
    "a | b `code` *c* _d_",
    "&lt;b&gt; &amp;",
)


def spoiled(columns: Sequence[str], text: str) -> Change:
    def change(rows: Rows) -> Rows:
        return [{**row, **{c: f"{text} in {c}" for c in columns if c in row}} for row in rows]

    return change


@pytest.fixture(scope="module", params=HOSTILE)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Page]]:
    text: str = request.param
    changes = {
        "indicators": spoiled(["label_en", "statement_en", "unit_en", "limits_en", "missing_en"], text),
        "series": spoiled(["label_en", "description_en", "rule_en"], text),
        "policy_areas": spoiled(["label_en"], text),
        "codelists": spoiled(["label_en"], text),
        "sources": spoiled(
            ["title", "publisher", "edition", "licence", "citation", "description_en", "faults_en"], text
        ),
        "reference_areas": spoiled(["name_en"], text),
        "area_groups": spoiled(["name_en"], text),
        "register_crossings": spoiled(["title", "source_title", "source_publisher"], text),
        "evidence": spoiled(["instrument", "summary_en", "source_title"], text),
        "good_practices": spoiled(["practice_en"], text),
        "assessments": spoiled(["title_en"], text),
        "reconciliation": spoiled(["file"], text),
    }
    return text, rendered(write_package(tmp_path_factory.mktemp("package"), **changes))


def test_it_is_never_markup(case: tuple[str, dict[str, Page]]) -> None:
    _, pages = case
    for path, page in pages.items():
        tree = html.fragment_fromstring(page.fragment, create_parent="main")
        assert tree.xpath("//script | //img[@onerror] | //svg[@onload]") == [], path
        assert [a for e in tree.iter() for a in e.attrib if a.startswith("on")] == [], path
        assert [h for h in tree.xpath("//@href | //@src") if h.strip().lower().startswith("javascript")] == [], path


def test_a_later_template_pass_finds_nothing(case: tuple[str, dict[str, Page]]) -> None:
    _, pages = case
    for path, page in pages.items():
        assert "{" not in page.fragment, path


def test_it_is_shown_as_it_stands(case: tuple[str, dict[str, Page]]) -> None:
    text, pages = case

    def shown(path: str) -> str:
        return str(html.fragment_fromstring(pages[path].fragment, create_parent="main").text_content())

    indicator = shown("indicators/open-doors/")
    for column in ("label_en", "statement_en", "limits_en", "missing_en", "rule_en", "instrument", "summary_en"):
        assert f"{text} in {column}" in indicator, column
    assert f"{text} in name_en" in shown("countries/deu/")
    assert f"{text} in title" in shown("indicators/crossings/")
    assert f"{text} in citation" in shown("sources/survey/")
    assert pages["countries/deu/"].title == f"{text} in name_en"
