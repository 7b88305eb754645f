"""Under the headers that the site ships: what it must not do is refused, and what others may do with it works."""

from __future__ import annotations

import functools
import http.server
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.hosting.shipped import listening

Fresh = Callable[..., BrowserContext]
Reader = Callable[..., Page]

ELSEWHERE = "http://elsewhere.test/"
CHART, INDICATOR = "embed/dual-nationality-trend/", "indicators/dual-nationality/"

REFUSED: dict[str, tuple[str, str]] = {
    "text becomes HTML": ("", "document.body.innerHTML = '<b>x</b>'"),
    "text becomes HTML where a chart may": (f"{INDICATOR}?interactive", "document.body.innerHTML = '<b>x</b>'"),
    "a script without a hash": (
        "",
        "await import(document.querySelector('script').src.replace('site.js', 'tables.js'))",
    ),
    "a script by its address": ("", "document.createElement('script').src = '/x.js'"),
    "a script as text": ("", "document.createElement('script').textContent = '1'"),
    "a script that is evaluated": (
        "",
        "await new Promise((done, fail) => setTimeout(() => { try { done(eval('1')) } catch (e) { fail(e) } }))",
    ),
    "a worker": ("", "new Worker('/x.js')"),
    "a trusted type of nobody": ("", "trustedTypes.createPolicy('other', {})"),
    "a trusted type once more": ("", "trustedTypes.createPolicy('site', {})"),
    "WebAssembly in a chart to embed": (CHART, "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"),
    "an answer from elsewhere": ("", f"await fetch('{ELSEWHERE}')"),
}
"""A page, and a script that throws because of what the page was sent with."""

SHOWN: dict[str, str] = {
    "a style": "document.body.setAttribute('style', 'color: red')",
    "a picture from elsewhere": f"document.body.append(Object.assign(new Image(), {{ src: '{ELSEWHERE}x.png' }}))",
    "a picture in the page": "document.body.append(Object.assign(new Image(), { src: 'data:image/png;base64,AAAA' }))",
    "a frame": "document.body.append(Object.assign(document.createElement('iframe'), { src: '/about/' }))",
    "an address of all addresses": (
        f"document.head.append(Object.assign(document.createElement('base'), {{ href: '{ELSEWHERE}' }}))"
    ),
    "a form": (
        "document.body.append(Object.assign(document.createElement('form'), { id: 'sent', action: '/about/' }));"
        "document.getElementById('sent').submit()"
    ),
}
"""What a browser refuses without an error, and tells."""


FRAME = "(src) => { document.body.append(Object.assign(document.createElement('iframe'), { src })); }"


@pytest.fixture
def elsewhere(fresh: Fresh, tmp_path: Path) -> Iterator[Callable[[str], Page]]:
    """A page of another site, whose HTML is given."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with listening(handler) as root, fresh() as context:

        def make(html: str) -> Page:
            (tmp_path / "index.html").write_text(f"<!doctype html>{html}", encoding="utf-8")
            page = context.new_page()
            page.goto(root.replace("127.0.0.1", "localhost"))
            return page

        yield make


@pytest.mark.one_in(3)
@pytest.mark.parametrize("case", REFUSED)
def test_what_the_site_never_does_fails(reader: Reader, refused: list[str], case: str) -> None:
    path, script = REFUSED[case]
    page = reader()
    page.goto(path)
    if "interactive" in path:
        expect(page.locator(".chart__canvas svg")).to_be_visible()
    assert refused == []
    failed = page.evaluate(f"async () => {{ try {{ {script}; return false; }} catch {{ return true; }} }}")
    assert failed


@pytest.mark.parametrize("case", SHOWN)
def test_what_the_site_never_shows_is_refused(reader: Reader, refused: list[str], case: str) -> None:
    page = reader()
    page.goto("about/")
    with page.expect_event("console", lambda message: "securitypolicyviolation" in message.text):
        page.evaluate(SHOWN[case])
    assert page.url.endswith("about/")


def test_a_page_is_alone_in_its_window(page: Page) -> None:
    page.goto("")
    assert page.evaluate("[crossOriginIsolated, typeof document.featurePolicy, isSecureContext]") == [
        True,
        "object",
        True,
    ]


@pytest.mark.parametrize("power", ["camera", "geolocation", "microphone", "payment"])
def test_a_page_has_no_powers(page: Page, power: str) -> None:
    page.goto("")
    assert page.evaluate("(power) => document.featurePolicy.allowsFeature(power)", power) is False


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", ["load.js", "live.js", "vega.min.js", "vega-embed.min.js", "live.css"])
def test_a_chart_with_other_bytes_is_not_opened(reader: Reader, refused: list[str], name: str) -> None:
    page = reader()
    ran: list[str] = []
    page.on("console", lambda message: ran.append(message.text))
    mark = "/* x */" if name.endswith(".css") else "console.error('it ran');"

    def other(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{mark}{answer.text()}")

    page.route(f"**/{name}", other)
    page.goto(INDICATOR)
    page.locator(".chart__live").first.click()
    chart = page.locator(".chart").first
    expect(chart).to_contain_text(chart.locator(".chart__live").get_attribute("data-failed") or "?")
    expect(page.locator(".chart img").first).to_be_visible()
    assert page.locator(".chart__canvas svg").count() == 0
    assert "it ran" not in ran
    assert any("integrity" in text for text in refused)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("frame", ["", 'sandbox="allow-scripts"', 'referrerpolicy="no-referrer" loading="lazy"'])
def test_a_chart_may_stand_in_a_page_of_others(elsewhere: Callable[[str], Page], address: str, frame: str) -> None:
    page = elsewhere(f'<iframe src="{address}{CHART}" width="700" height="800" {frame}></iframe>')
    inside = page.frame_locator("iframe")
    expect(inside.locator(".chart img")).to_be_visible()
    assert inside.locator(".chart img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") > 0
    assert inside.locator("h1").evaluate("(h1) => getComputedStyle(h1).fontFamily").startswith('"Source')
    assert inside.locator("h1").evaluate(
        "() => document.fonts.ready.then((all) => [...all].some((f) => f.status === 'loaded'))"
    )
    inside.locator(".chart__live").click()
    expect(inside.locator(".chart__canvas svg")).to_be_visible()


def test_a_chart_may_stand_in_a_file_of_a_disk(fresh: Fresh, address: str, tmp_path: Path) -> None:
    slides = tmp_path / "slides.html"
    slides.write_text(f'<iframe src="{address}{CHART}" width="700" height="800"></iframe>', encoding="utf-8")
    with fresh() as context:
        page = context.new_page()
        page.goto(slides.as_uri())
        expect(page.frame_locator("iframe").locator(".chart img")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["", "countries/deu/", "data/latest/datapackage.json", "charts/dual-nationality-trend.svg"]
)
def test_nothing_else_may(elsewhere: Callable[[str], Page], address: str, refused: list[str], path: str) -> None:
    page = elsewhere("<body></body>")
    with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
        page.evaluate(FRAME, f"{address}{path}")
    inside = next(frame for frame in page.frames if frame is not page.main_frame)
    inside.wait_for_url(lambda url: url.startswith("chrome-error:"), wait_until="commit")
    assert any("frame-ancestors" in text for text in refused)


@pytest.mark.parametrize(
    ("path", "readable"),
    [
        ("data/latest/summaries.csv", True),
        ("data/latest/all.zip", True),
        ("api/v1/countries.json", True),
        ("charts/dual-nationality-trend.csv", True),
        ("share/home.png", True),
        ("countries/deu/", False),
    ],
)
def test_programs_of_others_read_data_and_no_pages(
    elsewhere: Callable[[str], Page], address: str, path: str, *, readable: bool
) -> None:
    read = "(url) => fetch(url).then((answer) => answer.arrayBuffer()).then((all) => all.byteLength > 0, () => false)"
    assert elsewhere("").evaluate(read, f"{address}{path}") is readable


def test_a_drawing_by_itself_has_its_dark_colours(reader: Reader) -> None:
    page = reader(color_scheme="dark")
    page.goto("charts/dual-nationality-trend/wide.svg")
    fills = "() => [...document.querySelectorAll('text')].map((each) => getComputedStyle(each).fill)"
    dark = set(page.evaluate(fills))
    page.emulate_media(color_scheme="light")
    assert dark
    assert dark.isdisjoint(page.evaluate(fills))


@pytest.mark.parametrize("path", ["data/latest/datapackage.json", "api/v1/indicators.json", "share/home.png"])
def test_a_file_by_itself_is_shown(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.ok
    assert page.locator("pre, img").count() == 1


def test_a_table_is_saved_under_its_name(reader: Reader) -> None:
    page = reader()
    page.goto("downloads/")
    with page.expect_download() as saved:
        page.locator('a[href$="/summaries.csv"]').first.click()
    assert saved.value.suggested_filename == "summaries.csv"
    assert saved.value.path().stat().st_size > 0
