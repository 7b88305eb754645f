"""Readers take away what they came for, in one try, with a mouse and by the keyboard alone."""

from __future__ import annotations

import functools
import http.server
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.package.read import read_descriptor
from tests.hosting.shipped import listening

Reader = Callable[..., Page]
Fresh = Callable[..., BrowserContext]

BY = ("mouse", "keyboard")
BOX, STATUS = "dialog.box", ".box__status"
JAPAN, CHART, EMBEDDED = "countries/jpn/", "indicators/border-deaths/", "embed/border-deaths-map/"
NATIONALITY = 'data[data-cell*="observations_dual-nationality.csv"]:visible'


@pytest.fixture
def writer(reader: Reader) -> Page:
    """A journalist whose clipboard can be read."""
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def use(place: Locator, by: str) -> None:
    """Click, or go there with the keyboard and press Enter."""
    if by == "mouse":
        place.click()
    else:
        place.focus()
        place.press("Enter")


def act(page: Page, name: str, by: str) -> str:
    """Use a button of the box, wait for what it says, and give what is on the clipboard."""
    use(page.locator(BOX).get_by_role("button", name=name, exact=True), by)
    expect(page.locator(STATUS)).to_contain_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def go_to_number(page: Page, number: Locator, by: str) -> None:
    """Open what stands behind a number of a table: by the keyboard from the table, with Enter and arrows."""
    if by == "mouse":
        number.click()
        return
    region = number.locator("xpath=ancestor::*[contains(@class, 'table__region')]")
    region.focus()
    region.press("Enter")
    expect(region.locator("data:focus")).to_have_count(1)
    for _ in range(400):
        if number.evaluate("(number) => number === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("by", BY)
def test_a_status_of_a_country_is_quoted_with_its_citation(writer: Page, by: str) -> None:
    writer.goto(JAPAN)
    number = writer.locator(".table__region").locator(NATIONALITY).first
    shown = number.text_content() or "?"
    go_to_number(writer, number, by)
    quoted = act(writer, "Copy figure with source", by)
    version = re.escape(str(read_descriptor(Path("datapackage"))["version"]))
    source = rf"Source: Global Citizenship Observatory \(GLOBALCIT\), .+ release {version}\. http\S+{JAPAN}"
    assert re.search(rf"^Japan, \d{{4}}: {shown} \(.+\)\. {source}", quoted)
    cited = act(writer, "Cite: BibTeX", by)
    assert cited.startswith("@misc{")
    assert "title = {{Japan}}" in cited
    assert re.search(rf"url = \{{http\S+{JAPAN}\S*\}}", cited)
    writer.keyboard.press("Escape")
    expect(writer.locator(BOX)).to_have_count(0)
    assert writer.evaluate("document.activeElement !== document.body") or by == "mouse"


@pytest.mark.parametrize("by", BY)
def test_a_finding_is_quoted_as_the_page_says_it(writer: Page, by: str) -> None:
    writer.goto("indicators/dual-nationality/")
    said = " ".join((writer.locator(".opening__lead").text_content() or "?").split())
    use(writer.locator(".opening .quote"), by)
    assert act(writer, "Copy sentence", by) == said
    assert act(writer, "Copy link", by) == writer.url.partition("#")[0]
    assert "GLOBALCIT" in act(writer, "Copy figure with source", by)


@pytest.mark.parametrize("by", BY)
def test_a_finding_within_a_page_is_quoted_and_not_its_lead(writer: Page, by: str) -> None:
    writer.goto("indicators/border-deaths/")
    finding = writer.locator("section[aria-labelledby=companions] p[data-stated]").first
    said = " ".join((finding.text_content() or "?").removesuffix("Quote, cite, share").split())
    use(finding.locator(".quote"), by)
    assert act(writer, "Copy sentence", by) == said
    section = finding.locator("xpath=ancestor::section[1]").get_attribute("aria-labelledby")
    assert act(writer, "Copy link", by).endswith(f"#{section}")


def test_the_box_closes_beside_it_and_not_on_itself(writer: Page) -> None:
    writer.goto(JAPAN)
    link, box = writer.locator(".quotable .quote").first, writer.locator(BOX)
    link.click()
    place = box.bounding_box()
    assert place is not None
    left, top = place["x"], place["y"]
    writer.mouse.click(left + 4, top + 4)
    expect(box).to_be_visible()
    writer.mouse.move(left + 60, top + 40)
    writer.mouse.down()
    writer.mouse.move(left - 40, top + 40)
    writer.mouse.up()
    expect(box).to_be_visible()
    writer.mouse.click(left - 40, top + 40)
    expect(box).to_have_count(0)


def test_a_second_try_works_where_the_first_had_no_network(writer: Page) -> None:
    writer.route("**/words/quote.json", lambda route: route.abort(), times=1)
    writer.goto(JAPAN)
    link = writer.locator(".quotable .quote").first
    link.click()
    expect(writer).to_have_url(re.compile("#cite$"))
    link.click()
    expect(writer.locator(BOX)).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_number_in_a_sentence_is_used_as_a_button(writer: Page, key: str) -> None:
    writer.goto(JAPAN)
    writer.locator(".quotable data[data-cell]").first.press(key)
    expect(writer.locator(BOX)).to_contain_text("As in the file")


@pytest.mark.parametrize("by", BY)
def test_a_number_is_traced_to_its_row(writer: Page, by: str) -> None:
    writer.goto("indicators/dual-nationality/")
    asked: list[int] = []
    writer.on("response", lambda answer: asked.append(len(answer.body())))
    use(writer.locator(".headline__figure .traced"), by)
    box = writer.locator(BOX)
    for said in ("Rule", "UN member states were assessed", "GLOBALCIT", "summaries.csv", "As in the file"):
        expect(box).to_contain_text(said)
    row = box.locator(".box__row .is-asked td").first
    expect(row).to_have_text(writer.locator(".headline__figure data").get_attribute("value") or "?")
    link = box.get_by_role("link", name=re.compile("GLOBALCIT"))
    expect(link).to_have_attribute("href", re.compile(r"sources/dual-nationality/$"))
    box.locator("summary").click()
    expect(box.locator(".box__pages a").first).to_be_visible()
    assert sum(asked) < 150_000, "no table of the release is loaded"


@pytest.mark.parametrize("by", BY)
def test_a_chart_is_shared(writer: Page, by: str) -> None:
    writer.goto(CHART)
    chart = writer.locator("figure.chart").first
    use(chart.locator(".quote"), by)
    quoted = act(writer, "Copy figure with source", by)
    assert quoted.startswith((chart.locator(".chart__title").text_content() or "?").strip().rstrip("."))
    assert act(writer, "Copy link", by).endswith(f"{CHART}#{chart.get_attribute('id')}")
    with writer.expect_download() as kept:
        use(writer.locator(BOX).get_by_role("button", name="Share picture"), by)
    assert kept.value.suggested_filename == f"{chart.get_attribute('id')}.png"


@pytest.fixture
def newspaper(fresh: Fresh, tmp_path: Path) -> Iterator[Callable[[str, int], Page]]:
    """A page of another site, with code that was copied, in a window of a width."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with listening(handler) as root, fresh() as context:

        def make(code: str, width: int) -> Page:
            text = f'<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0">{code}'
            name = f"{len(context.pages)}.html"  # a name of its own, or the browser shows what it kept
            (tmp_path / name).write_text(text, encoding="utf-8")
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": 740})
            page.goto(f"{root.replace('127.0.0.1', 'localhost')}{name}")
            return page

        yield make


INSIDE = "() => [document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth]"


@pytest.mark.parametrize("by", BY)
def test_a_map_is_embedded_on_a_phone(writer: Page, newspaper: Callable[[str, int], Page], by: str) -> None:
    writer.goto(CHART)
    use(writer.locator("figure.chart").first.locator(".quote"), by)
    code = act(writer, "Copy code to embed", by)
    page = newspaper(code, 320)
    page.frame_locator("iframe").locator("figure").first.wait_for()
    frame = next(each for each in page.frames if "/embed/" in each.url)
    expect(page.frame_locator("iframe").locator(".chart img")).to_be_visible()
    given = re.findall('height="([0-9]+)', code)[0]
    page.wait_for_function(f"document.querySelector('iframe').height !== '{given}'")
    frame.wait_for_function("document.documentElement.scrollHeight <= innerHeight")  # nothing is cut off below
    _, _, width, wide = frame.evaluate(INSIDE)
    assert width <= wide, "nor at the side"
    assert frame.evaluate("document.querySelector('.source-line').textContent").count("Licence") == 1


@pytest.mark.one_in(3)
@pytest.mark.parametrize("chart", ["border-deaths-map", "dual-nationality-map", "deu-timeline", "world-coverage"])
def test_the_height_of_the_code_is_enough_without_its_script(
    newspaper: Callable[[str, int], Page], address: str, chart: str
) -> None:
    told = newspaper("", 320).request.get(f"{address}charts/{chart}/oembed.json").json()
    code = told["html"].replace('src="embed/', f'src="{address}embed/').partition("<script")[0]
    for width in (320, 960):
        page = newspaper(code, width)
        expect(page.frame_locator("iframe").locator(".chart img")).to_be_visible()
        frame = next(each for each in page.frames if "/embed/" in each.url)
        height, shown, _, _ = frame.evaluate(INSIDE)
        assert height <= shown, width


def test_a_height_from_elsewhere_is_not_taken(newspaper: Callable[[str, int], Page], address: str) -> None:
    own = f'<iframe srcdoc="" height="300"></iframe><script src="{address}charts/resize.js"></script>'
    page = newspaper(own, 800)
    page.evaluate("postMessage({ type: 'chart-height', height: 900 }, '*')")
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    assert page.locator("iframe").get_attribute("height") == "300"


def test_without_a_script_the_texts_stand_in_a_fold(reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    for path in ("indicators/dual-nationality/", JAPAN, EMBEDDED):
        page.goto(path)
        page.locator(".quote").first.click()
        expect(page.locator(".quoting")).to_have_attribute("open", "")
        expect(page.locator("[data-form=bibtex]")).to_contain_text("@misc{")
        expect(page.locator("[data-quote]")).to_contain_text(
            f"release {read_descriptor(Path('datapackage'))['version']}"
        )
    expect(page.locator("[data-embed]")).to_contain_text("<iframe")
    expect(page.locator("[data-unknown]")).to_be_visible()


def test_a_number_leads_to_its_source_without_a_script(reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto("indicators/dual-nationality/")
    page.locator(".headline__figure a").click()
    expect(page.locator("#headline-source")).to_contain_text("GLOBALCIT")
