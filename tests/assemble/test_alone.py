"""A page to embed is whole without MkDocs: it says what every page says of itself, and that it is not to be found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from scripts.assemble.alone import TEMPLATE, TEMPLATES, write_alone
from scripts.assemble.config import Sister, language_config
from scripts.assemble.volume import PLACE, Frame, Volume
from scripts.model.languages import Languages
from scripts.model.naming import Naming
from scripts.model.site import Page
from scripts.words.words import Words

TITLE = 'Yes in <b> & "2" of {x}'
FRAGMENT = '<figure data-chart="../../charts/doors-map/"><h1>{{ x }}</h1></figure>'
CHART = Page(
    path="embed/doors-map/",
    title=TITLE,
    description="A map.",
    language="en",
    fragment=FRAGMENT,
    frame=TEMPLATE,
    scripts=("assets/js/tables.js", "assets/js/embed.js"),
)


def written(folder: Path, site_url: str = "", language: str = "en", codes: tuple[str, ...] = ("en",)) -> Any:
    """Write the page in a language of a site and read it."""
    words = {code: Words.load(code) for code in codes}
    languages = Languages(codes)
    volume = Volume(words=words[language], naming=Naming(name="Doors & gates", subtitle=""), pages=[CHART])
    frame = Frame(name="doors", version="1", released="2024-01-01", site_url=site_url, languages=languages)
    sisters = [Sister(words=each, lacking=[]) for each in words.values()]
    config = language_config(volume, sisters, frame, folder, folder / "site")
    write_alone([CHART], words[language], config, folder / "site")
    text = (folder / "site" / CHART.path / "index.html").read_text(encoding="utf-8")
    assert FRAGMENT in text, "what is rendered already is not rendered again"
    assert text.lstrip().startswith("<!doctype html>")
    return html.document_fromstring(text)


def test_what_a_page_to_embed_says_of_itself(tmp_path: Path) -> None:
    page = written(tmp_path, "https://example.org/x/")
    head = page.find("head")
    assert page.get("lang") == "en"
    assert page.find("body").get("dir") == "ltr"
    assert head.findtext("title") == f"{TITLE} \N{EN DASH} Doors & gates"
    assert head.xpath("meta[@name='robots']/@content") == ["noindex"]
    assert head.xpath("meta[@name='description']/@content") == ["A map."]
    assert head.xpath("meta[@property='og:title']/@content") == [TITLE]
    assert head.xpath("link[@rel='canonical']/@href") == ["https://example.org/x/embed/doors-map/"]
    assert head.xpath("link[@type='application/json+oembed']/@href") == ["../../charts/doors-map/oembed.json"]
    assert head.xpath("link[@rel='stylesheet']/@href") == ["../../assets/css/site.css"]
    assert page.xpath("//script/@src") == [f"../../assets/js/{name}.js" for name in ("site", "tables", "embed")]
    assert page.xpath("//main//*[@id='content']/figure")
    assert not page.xpath("//nav | //header | //footer")


def test_without_an_address_none_is_said(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert not page.xpath("//link[@rel='canonical'] | //meta[@property='og:url'] | //meta[@property='og:image']")


def test_the_words_are_those_of_its_language() -> None:
    text = (TEMPLATES / TEMPLATE).read_text(encoding="utf-8")
    assert text.count(PLACE) == 1
    assert Words.load("en").direction == "ltr"


@pytest.mark.parametrize("name", ["meta", "extra", "modules", "sprite"])
def test_what_it_shares_with_other_pages_is_written_once(name: str) -> None:
    included = f'{{% include "partials/{name}.html" %}}'
    assert included in (TEMPLATES / TEMPLATE).read_text(encoding="utf-8")
    assert any(included in path.read_text(encoding="utf-8") for path in (TEMPLATES / "theme").rglob("*.html"))
