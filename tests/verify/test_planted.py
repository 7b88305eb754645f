"""Many faults at once, planted into a good small site that was built whole: verification finds each, hidden by none.

One run tells all of them, with page and place. What single checks say of more cases is tested beside this; here stands
also that nothing which verification can say is without a planted case.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from scripts.exports.described import descriptor
from scripts.exports.published import package_files
from scripts.model.manifest import MANIFEST
from scripts.model.problems import Problem
from scripts.package.files import csv_bytes
from scripts.package.read import read_package
from scripts.package.shelf import Kept
from scripts.release.freeze import keep
from scripts.release.publish import Plan, build
from scripts.summarise.summarise import summarise
from scripts.validate.validate import check
from scripts.verify.verify import verify
from tests.packages import edit, write_package
from tests.verify.tiny_site import NOISE

ADDRESS = "https://doors.example.org/"
DATA = "data/latest"
DOORS, CROSSINGS = "indicators/open-doors/index.html", "indicators/crossings/index.html"
GERMANY, KENYA, NAMIBIA = (f"countries/{area}/index.html" for area in ("deu", "ken", "nam"))
SECURITY = ".well-known/security.txt"
AT_LEAST = 40

Spoil = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what spoils the site, and the code and file that must be told; `at` is a text of the line, if any."""

    spoil: Spoil
    code: str
    file: str
    at: str = ""


def page(name: str) -> str:
    return f"{name}/index.html" if name else "index.html"


def changed(path: str, old: str, new: str, times: int = 1) -> Spoil:
    def run(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old}"
        (site / path).write_text(text.replace(old, new, times), encoding="utf-8")

    return run


def matched(path: str, pattern: str, new: str) -> Spoil:
    def run(site: Path) -> None:
        text, count = re.subn(pattern, new, (site / path).read_text(encoding="utf-8"), count=1)
        assert count, f"{path} has no {pattern}"
        (site / path).write_text(text, encoding="utf-8")

    return run


def packed(path: str, old: str, new: str) -> Spoil:
    def run(site: Path) -> None:
        text = zlib.decompress((site / path).read_bytes()).decode()
        assert old in text, f"{path} has no {old}"
        (site / path).write_bytes(zlib.compress(text.replace(old, new, 1).encode()))

    return run


def removed(path: str) -> Spoil:
    return lambda site: (site / path).unlink()


def added(path: str, text: str) -> Spoil:
    return lambda site: (site / path).write_text(text, encoding="utf-8")


def body(name: str, html: str, code: str) -> Fault:
    """HTML that is added at the end of a page."""
    file = page(name)
    return Fault(changed(file, "</main>", f"\n{html}\n</main>"), code, file, html)


def cell(row: int, text: str = "1", file: str = "summaries") -> str:
    return f'<data value="{text}" data-cell="{DATA}/{file}.csv#cell={row},5">{text}</data>'


FIGURE = f'<data value="2" data-cell="{DATA}/summaries.csv#cell=174,5">2</data>'
STATUS = f'<data value="yes" data-cell="{DATA}/observations_open-doors.csv#cell=3,3">Yes</data>'

FAULTS: dict[str, Fault] = {
    # links, anchors, pictures, downloads
    "a link to nothing": body("about", '<a href="../nowhere/">x</a>', "link-broken"),
    "an anchor that is not there": body("about", '<a href="../glossary/#nowhere">x</a>', "anchor-missing"),
    "a link that is none": body("about", '<a href="https://[x">x</a>', "link-malformed"),
    "a mailbox": body("about", '<a href="mailto:x@example.org">x</a>', "address-not-web"),
    "a picture that is not there": body("about", '<img src="none.png" alt="x">', "resource-missing"),
    "a script from elsewhere": body("about", '<script src="//cdn.example.org/x.js"></script>', "resource-foreign"),
    "a download that is gone": Fault(
        removed(f"{DATA}/groupings/mode/sea.csv"), "slice-absent", f"{DATA}/groupings/mode/sea.csv"
    ),
    # figures
    "a figure at full precision": Fault(
        changed(DOORS, FIGURE, FIGURE.replace('"2"', '"2.0001"')), "figure-value-differs", DOORS, "2.0001"
    ),
    "a figure as it is shown": Fault(
        matched("regions/wld/index.html", ">3</data>", ">4</data>"),
        "figure-text-differs",
        "regions/wld/index.html",
        ">4</data>",
    ),
    "a status in words": Fault(
        changed(GERMANY, STATUS, STATUS.replace("Yes", "Partial")), "figure-text-differs", GERMANY, "Partial</data>"
    ),
    "a figure's cell": Fault(
        matched("regions/002/index.html", r"csv#cell=\d+,5", "csv#cell=9999,5"),
        "figure-cell-missing",
        "regions/002/index.html",
        "9999,5",
    ),
    "a figure without a cell": body("countries/ken", '<data value="3">3</data>', "figure-without-cell"),
    "a figure of no file": body("countries/ken", cell(2, file="none"), "figure-file-missing"),
    "a figure without its year": body("criteria", f"<p data-stated>{cell(2)} way</p>", "figure-without-year"),
    "a percentage of few": body("criteria", "<p>50% (2 of 4)</p>", "prose-share-of-few"),
    "a headline that is no figure": body("criteria", '<p class="headline__figure">135</p>', "headline-without-figure"),
    "a blank where the data have a status": Fault(
        changed(GERMANY, f"2021</th><td>{STATUS}", "2021</th><td>\u2013"), "blank-of-known", GERMANY, "\u2013</td>"
    ),
    "a source that no page names": Fault(
        changed(CROSSINGS, "sources/survey/", "sources/", -1), "source-unnamed", CROSSINGS
    ),
    # data
    "a row of a slice too few": Fault(
        matched(f"{DATA}/countries/KEN.csv", r"crossings,crossings\.trav[^\n]*\n", ""),
        "slice-row-absent",
        f"{DATA}/countries/KEN.csv",
    ),
    "a row of a slice twice": Fault(
        matched(f"{DATA}/countries/NAM.csv", r"\n(crossings,[^\n]*\n)", r"\n\1\1"),
        "slice-row-extra",
        f"{DATA}/countries/NAM.csv",
    ),
    "a row of a slice changed": Fault(
        changed(f"{DATA}/indicators/crossings.csv", ",1200,", ",1201,"),
        "slice-row-extra",
        f"{DATA}/indicators/crossings.csv",
    ),
    "a slice of nobody": Fault(
        added(f"{DATA}/countries/XYZ.csv", "indicator\n"), "slice-extra", f"{DATA}/countries/XYZ.csv"
    ),
    "a column of a slice": Fault(
        changed(f"{DATA}/regions/150.csv", "source,note", "source,mood"),
        "slice-column-unknown",
        f"{DATA}/regions/150.csv",
    ),
    "an aggregate": Fault(
        changed(f"{DATA}/summaries.csv", "ABW,_T,total.sea,5", "ABW,_T,total.sea,6"),
        "summary-differs",
        f"{DATA}/summaries.csv",
        "total.sea,6",
    ),
    "regions that do not add up": Fault(
        changed(f"{DATA}/summaries.csv", "crossings,002,2023,records,1", "crossings,002,2023,records,2"),
        "parts-do-not-add-up",
        f"{DATA}/summaries.csv",
    ),
    "a newest value": Fault(
        matched(f"{DATA}/latest.csv", "(?<=Land,2022,,)30", "31"),
        "latest-differs",
        f"{DATA}/latest.csv",
    ),
    "a Parquet file of another table": Fault(
        lambda site: (site / DATA / "parquet" / "sources.parquet").write_bytes(
            (site / DATA / "parquet" / "series.parquet").read_bytes()
        ),
        "parquet-differs",
        f"{DATA}/parquet/sources.parquet",
    ),
    "a figure of SDMX": Fault(
        matched(f"{DATA}/sdmx/crossings.sdmx.csv", "(?<=DEU,2023,)2", "3"),
        "sdmx-differs",
        f"{DATA}/sdmx/crossings.sdmx.csv",
    ),
    "a workbook of another country": Fault(
        lambda site: (site / DATA / "countries" / "KEN.en.xlsx").write_bytes(
            (site / DATA / "countries" / "DEU.en.xlsx").read_bytes()
        ),
        "workbook-row-extra",
        f"{DATA}/countries/KEN.en.xlsx",
    ),
    "an indicator without its workbook": Fault(
        removed(f"{DATA}/indicators/open-doors.en.xlsx"), "workbook-absent", f"{DATA}/indicators/open-doors.en.xlsx"
    ),
    "a table without Parquet": Fault(
        removed(f"{DATA}/parquet/criteria.parquet"), "parquet-absent", f"{DATA}/parquet/criteria.parquet"
    ),
    "a year of the coverage": Fault(
        matched(f"{DATA}/coverage.csv", r"(?<=KEN,Kenya,2,)\d{4}", "1999"),
        "coverage-differs",
        f"{DATA}/coverage.csv",
        "1999",
    ),
    "a table that is not the package's": Fault(
        changed(f"{DATA}/assessments.csv", "Assessed", "Assesses"), "published-file-differs", f"{DATA}/assessments.csv"
    ),
    "a table of nobody": Fault(added(f"{DATA}/windows.csv", "id\n"), "published-file-extra", f"{DATA}/windows.csv"),
    "a hash in the descriptor": Fault(
        matched(f"{DATA}/datapackage.json", r'(?s)(criteria\.csv".*?sha256:)\w{4}', r"\g<1>0000"),
        "published-hash-differs",
        f"{DATA}/criteria.csv",
    ),
    "a computed table that is described otherwise": Fault(
        matched(f"{DATA}/countries/datapackage.json", r'(?s)(KEN\.csv".*?"bytes": )\d+', r"\g<1>7"),
        "published-hash-differs",
        f"{DATA}/countries/KEN.csv",
    ),
    "a slice that nothing describes": Fault(
        changed(f"{DATA}/regions/datapackage.json", '"150.csv"', '"15.csv"'),
        "published-file-undescribed",
        f"{DATA}/regions/150.csv",
    ),
    "an archive that is none": Fault(added(f"{DATA}/all.zip", "zip"), "archive-unreadable", f"{DATA}/all.zip"),
    # files for programs
    "a value for programs": Fault(
        changed("api/v1/countries/KEN.json", '"obs_value":{"value":1,', '"obs_value":{"value":2,'),
        "api-value-differs",
        "api/v1/countries/KEN.json",
    ),
    "a period for programs": Fault(
        changed("api/v1/countries/DEU.json", '"time_period":"2023"', '"time_period":"2021"'),
        "api-observation-differs",
        "api/v1/countries/DEU.json",
    ),
    "a value of a year for programs": Fault(
        changed("api/v1/years/KEN.json", '"obs_value":{"value":1,', '"obs_value":{"value":2,'),
        "api-value-differs",
        "api/v1/years/KEN.json",
    ),
    "a year that another status holds in": Fault(
        changed("api/v1/years/DEU.json", '"headline_period":"2022"', '"headline_period":"2024"'),
        "api-observation-absent",
        "api/v1/years/DEU.json",
    ),
    "another reason for a year without a value": Fault(
        changed(
            "api/v1/years/NAM.json",
            '"blanks":{"open-doors":[{"time_period":"2023","obs_status":"O"',
            '"blanks":{"open-doors":[{"time_period":"2023","obs_status":"A"',
        ),
        "api-observation-differs",
        "api/v1/years/NAM.json",
    ),
    "a file for programs that is none": Fault(
        added("api/v1/countries/NAM.json", "{"), "api-file-unreadable", "api/v1/countries/NAM.json"
    ),
    "a file for programs that is gone": Fault(
        removed("api/v1/indicators/crossings.json"), "api-file-absent", "api/v1/indicators/crossings.json"
    ),
    "a file for programs of nobody": Fault(
        added("api/v1/countries/XYZ.json", "{}"), "api-file-extra", "api/v1/countries/XYZ.json"
    ),
    # addresses and languages
    "a page that is on no map": Fault(
        changed("sitemap.xml", f"<loc>{ADDRESS}about/</loc>", ""), "map-page-absent", "sitemap.xml"
    ),
    "a page that is on the map alone": Fault(
        changed("sitemap.xml", "</urlset>", f"<url><loc>{ADDRESS}x/</loc></url></urlset>"),
        "map-page-unknown",
        "sitemap.xml",
    ),
    "an address of another page": Fault(
        changed(page("quality"), f'"canonical" href="{ADDRESS}quality/', f'"canonical" href="{ADDRESS}'),
        "page-address-differs",
        page("quality"),
    ),
    "a page that is not to be found": Fault(
        changed(page("honest"), "</title>", '</title><meta name="robots" content="noindex">'),
        "map-page-unknown",
        "sitemap.xml",
    ),
    "a language that there is not": Fault(
        changed(page("glossary"), "</title>", f'</title><link rel="alternate" hreflang="xx" href="{ADDRESS}">'),
        "page-translation-differs",
        page("glossary"),
    ),
    "a page that is gone": Fault(
        removed("policy-areas/mobility/index.html"), "page-absent", "policy-areas/mobility/index.html"
    ),
    "a page that its list leaves out": Fault(
        changed(page("sources"), "sources/survey/", "sources/?survey/", -1), "page-not-listed", page("sources")
    ),
    # pages
    "no title": Fault(matched(page("cite"), "<title>[^<]*", "<title>"), "page-without-title", page("cite")),
    "no language": Fault(changed(page("method"), ' lang="en"', ""), "page-without-language", page("method")),
    "an id twice": body("crosswalk", '<p id="content">Twice.</p>', "page-id-duplicate"),
    "two first headings": Fault(
        changed(page("crosswalk"), "</main>", "<h1>Again</h1></main>"), "page-heading-count", page("crosswalk")
    ),
    "tags that do not nest": body("crosswalk", "<p><b>x</p></b></div>", "page-malformed"),
    "a role of a part of a table": body(
        "crosswalk", '<table><tr role="row"><td>x</td></tr></table>', "attribute-not-allowed"
    ),
    "many of one": body("api", "<p>Of 1 countries it is told.</p>", "prose-plural-after-one"),
    "a date of machines": body("api", "<p>It was so on 2024-06-30 and is so.</p>", "prose-date-of-machines"),
    "a word of a program": body("api", "<table><tr><td>nan</td></tr></table>", "value-of-program"),
    "code of a template": body("api", "<p>{{ page.title }}</p>", "template-unrendered"),
    "a key for a text": body("api", "<p>country.missing_title</p>", "text-untranslated"),
    "a path of a machine": body("api", "<p>/home/somebody/site/index.md</p>", "machine-path"),
    "a page that is too heavy": Fault(
        changed(page("countries"), "</main>", f"<pre>{NOISE}</pre></main>"),
        "page-heavy",
        page("countries"),
    ),
    # what browsers run
    "a script in the page": body("groupings", "<script>alert(1)</script>", "script-inline"),
    "a style in the page": body("groupings", '<p style="color: red">x</p>', "style-inline"),
    "a handler": body("groupings", '<p onclick="alert(1)">x</p>', "attribute-runs"),
    "an address that runs": body("groupings", '<a href="javascript:alert(1)">x</a>', "address-runs"),
    "no policy": Fault(changed(page("downloads"), "http-equiv", "name"), "policy-absent", page("downloads")),
    "another policy": Fault(
        changed(page("compare"), "img-src 'self'", "img-src 'self' data:"), "policy-differs", page("compare")
    ),
    "another hash of a script": Fault(
        matched(page("changes"), 'integrity="sha384-....', 'integrity="sha384-AAAA'),
        "integrity-differs",
        page("changes"),
    ),
    "no hash of a script": Fault(
        matched(page("accessibility"), r' integrity="[^"]*"', ""), "integrity-absent", page("accessibility")
    ),
    "a folder without headers": Fault(
        changed("_headers", "\n/share/*\n", "\n/shared/*\n"), "header-absent", "share/indicators/open-doors.png"
    ),
    "no file for nginx": Fault(removed("hosting/nginx.conf"), "headers-missing", "hosting/nginx.conf"),
    # charts and pictures
    "a drawing that is gone": Fault(
        removed("charts/open-doors-height/narrow.svg"), "chart-file-missing", "charts/open-doors-height/narrow.svg"
    ),
    "a number of a chart": Fault(
        changed("charts/crossings-areas.csv", "survey,2,", "survey,3,"),
        "chart-number-differs",
        "charts/crossings-areas.csv",
        "survey,3,",
    ),
    "a label of a chart": Fault(
        changed("charts/crossings-areas.csv", "Kenya: 1", "Kenya: 5"),
        "chart-label-differs",
        "charts/crossings-areas.csv",
        "Kenya: 5",
    ),
    "a number of a live chart": Fault(
        packed("charts/open-doors-trend/live.zlib", '"obs_value":1,', '"obs_value":7,'),
        "chart-number-unknown",
        "charts/open-doors-trend/live.zlib",
    ),
    "a chart that no page shows": Fault(
        changed(page("groupings/mode/land"), "data-chart=", "data-drawn="),
        "chart-not-shown",
        "charts/groupings-mode-land.csv",
    ),
    "a chart without its own page": Fault(
        removed("embed/ken-timeline/index.html"), "chart-without-own-page", "charts/ken-timeline.csv"
    ),
    "a picture for sharing that is gone": Fault(
        removed("share/indicators/crossings.png"), "picture-missing", CROSSINGS
    ),
    "a picture without words": Fault(
        matched(DOORS, r'(og:image:alt" content=")[^"]*', r"\1"), "picture-without-words", DOORS
    ),
    "a picture of another size": Fault(
        changed("regions/150/index.html", '"og:image:width" content="1200"', '"og:image:width" content="600"'),
        "picture-size-differs",
        "regions/150/index.html",
    ),
    # what readers take away
    "a citation of another release": Fault(
        matched(NAMIBIA, r'(data-form="apa">[^<]*)2024\.1', r"\g<1>2023.9"), "citation-differs", NAMIBIA
    ),
    "a sentence to quote": Fault(
        changed(page("groupings"), "data-quote>Places", "data-quote>Windows"),
        "quote-sentence-differs",
        page("groupings"),
    ),
    "a row without its file": Fault(removed("data/rows/coverage/0.json"), "row-file-missing", page("compare")),
    "a row that says another value": Fault(
        changed("data/rows/observations_crossings/0.json", '"2023"', '"2022"'),
        "row-differs",
        "data/rows/observations_crossings/0.json",
    ),
    "a chart without what services ask for": Fault(
        removed("charts/deu-timeline/oembed.json"), "embed-address-missing", "charts/deu-timeline/oembed.json"
    ),
    # search
    "no program of the search": Fault(removed("search/pagefind.js"), "search-file-missing", "search/pagefind.js"),
    "a code that is not found": Fault(
        changed("search/names.en.json", '"KEN"', '"KYA"', -1), "search-name-absent", "search/names.en.json"
    ),
    "a page that the search leaves out": Fault(
        lambda site: fragment_of(site, "/regions/150/").unlink(), "search-page-absent", "regions/150/index.html"
    ),
    # releases, corrections, feeds, and what was published before
    "a release that the list leaves out": Fault(
        matched(f"{DATA}/releases.csv", r"\n2023\.1,[^\n]*", ""), "release-not-listed", f"{DATA}/releases.csv"
    ),
    "a file of a release that is gone": Fault(
        removed("data/2023.1/sources.csv"), "release-file-missing", "data/2023.1/sources.csv"
    ),
    "a list of changes for programs that tells another": Fault(
        changed("api/v1/releases/2024.1.json", '"kind":"revised"', '"kind":"added"'),
        "release-file-differs",
        "api/v1/releases/2024.1.json",
    ),
    "a file of a release that was changed": Fault(
        changed("data/2023.1/policy_areas.csv", "Mobility", "Mobile"),
        "release-file-differs",
        "data/2023.1/policy_areas.csv",
    ),
    "a change that was none": Fault(
        changed("data/2024.1/changes.csv", ",1150,1200", ",1151,1200"), "change-not-so", "data/2024.1/changes.csv"
    ),
    "a change that is left out": Fault(
        changed("data/2024.1/changes.csv", ",1151,1200", ",1152,1200"), "change-untold", "data/2024.1/changes.csv"
    ),
    "an address of a release that is gone": Fault(
        changed("data/2023.1/addresses.txt", "about/\n", "about/\nabout/#before\n"),
        "address-vanished",
        "data/2023.1/addresses.txt",
    ),
    "a correction that its page does not tell": Fault(
        matched(DOORS, r'data-corrections="[^"]*"', 'data-corrections=""'), "correction-untold", DOORS
    ),
    "a feed that is gone": Fault(removed("feeds/countries/ken.xml"), "feed-missing", "feeds/countries/ken.xml"),
    "a feed that is none": Fault(
        added("feeds/indicators/crossings.xml", "<feed>"), "feed-invalid", "feeds/indicators/crossings.xml"
    ),
    "a report to somebody else": Fault(
        matched(KENYA, "mailto:errors@", "mailto:horrors@"), "report-link-differs", KENYA
    ),
    "a day of the map": Fault(
        changed("sitemap.xml", "<lastmod>2024-06-30", "<lastmod>2024-07-01"), "map-day-differs", "sitemap.xml"
    ),
    "another contact": Fault(changed(SECURITY, "mailto:errors", "mailto:horrors"), "well-known-differs", SECURITY),
    "another description of what programs read": Fault(
        changed(".well-known/api-catalog", "openapi.json", "closedapi.json"),
        "well-known-differs",
        ".well-known/api-catalog",
    ),
    "a feed without a correction": Fault(
        changed("feeds/all.xml", "corrections/#doors", "corrections/#windows"), "feed-entry-missing", "feeds/all.xml"
    ),
    "a feed that leads to nothing": Fault(
        changed("feeds/all.xml", "releases/2024.1/", "releases/2021.1/"), "feed-link-broken", "feeds/all.xml"
    ),
    # catalogues and citations
    "a page that says nothing of its data": Fault(
        matched(page("regions/002"), r'<script type="?application/ld\+json"?>.*?</script>', ""),
        "data-set-untold",
        page("regions/002"),
    ),
    "a data set of a file that is not there": Fault(
        matched(page("countries/deu"), r'(?<="contentUrl":")[^"]*DEU\.csv', f"{ADDRESS}{DATA}/countries/DEV.csv"),
        "data-set-file-missing",
        page("countries/deu"),
    ),
    "a data set of another file": Fault(
        matched(page("countries/ken"), r'(?<="sha256":")\w{4}', "0000"), "data-set-file-differs", page("countries/ken")
    ),
    "models are told of what is not there": Fault(
        changed("llms.txt", f"({ADDRESS}indicators/open-doors/", f"({ADDRESS}indicators/closed-doors/"),
        "link-broken",
        "llms.txt",
    ),
    "a catalogue that is none": Fault(
        added("api/v1/catalogue.jsonld", "{}"), "catalogue-unreadable", "api/v1/catalogue.jsonld"
    ),
    "a citation as a file of another release": Fault(
        changed("api/v1/cite/site.json", '"2024.1"', '"2023.1"'), "citation-file-differs", "api/v1/cite/site.json"
    ),
    "a citation that is gone": Fault(
        removed("api/v1/cite/countries/ken.ris"), "api-file-absent", "api/v1/cite/countries/ken.ris"
    ),
    # the manifest
    "a file that was added": Fault(added("more.txt", "more"), "manifest-file-extra", "more.txt"),
    "a file that the manifest has otherwise": Fault(
        changed("hosting/caddy.conf", "header", "headers"), "manifest-file-differs", "hosting/caddy.conf"
    ),
    "another hash at the foot": Fault(
        matched(page("dimensions"), r"(data-hash>[^<]*?)[0-9a-f]{4}", r"\1zzzz"),
        "manifest-hash-unshown",
        page("dimensions"),
    ),
    "another release": Fault(
        changed(MANIFEST, '"release": "2024.1"', '"release": "2023.9"'), "manifest-release-differs", MANIFEST
    ),
}


def fragment_of(site: Path, address: str) -> Path:
    """Give the file of Pagefind's that holds a page."""
    return next(
        path
        for path in (site / "search" / "fragment").iterdir()
        if f'"url":"{address}"'.encode() in gzip.decompress(path.read_bytes())
    )


@dataclass(frozen=True, slots=True)
class Run:
    """What is told of the good site, and of the one with every fault in it."""

    good: tuple[Problem, ...]
    spoilt: tuple[Problem, ...]
    site: Path


CORRECTION = {
    "id": "doors-of-aruba",
    "since": "2023.1",
    "corrected": "2024.1",
    "indicators": "open-doors",
    "was_en": "The law of Aruba was read as open.",
    "now_en": "The law of Aruba is closed.",
    "found_en": "Found in a review.",
}


REPORT = {
    "id": "door-of-kenya",
    "reported": "2024-05-02",
    "page": "countries/ken/",
    "cell": "data/latest/observations_open-doors.csv#cell=2,3",
    "report_en": "The door is open.",
    "answered": "2024-05-04",
    "answer_en": "The law says otherwise.",
    "done_en": "Nothing was changed.",
}


def with_feedback(raw: bytes) -> bytes:
    """Give a descriptor that says where errors are reported."""
    ways = {"mail": "errors@example.org", "issues": "https://example.org/issues/new"}
    named = {"name_en": "A small package", "subtitle_en": "for tests", "feedback": ways}
    return json.dumps({**json.loads(raw), "site": named}, ensure_ascii=False).encode()


def kept_before(folder: Path, package: Path) -> None:
    """Keep a release before that of a package: with another value, and a ledger of some of its addresses."""
    fewer = {
        "observations_crossings.travellers": lambda rows: [{**r, "obs_value": _less(r["obs_value"])} for r in rows]
    }
    before = read_package(write_package(folder, **fewer))
    tables = [*package_files(before)]
    files = {file.path.rpartition("/")[2]: file.data for file in (*tables, descriptor(before, tables))}
    files["summaries.csv"] = csv_bytes(summarise(before))
    files["addresses.txt"] = f"about/\ncountries/deu/\n{DATA}/series.csv\n".encode()
    keep(package, Kept(version="2023.1", released="2023-06-30", after="", files={}), files)


def _less(value: str) -> str:
    return "1150" if value == "1200" else value


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("planted")
    package = write_package(folder / "package", corrections=[CORRECTION], reports=[REPORT])
    edit(package, "datapackage.json", with_feedback)
    kept_before(folder / "before", package)
    plan = Plan(package=package, site_url=ADDRESS, cache=Path(".cache") / "planted")
    site = build(plan, folder / "build", lambda _: lambda: None, check(package))
    good = verify(site, package)
    for fault in FAULTS.values():
        fault.spoil(site)
    return Run(good, verify(site, package), site)


def test_the_site_is_good_before(run: Run) -> None:
    assert run.good == ()
    assert len({fault.code for fault in FAULTS.values()}) >= AT_LEAST


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_with_its_place(run: Run, name: str) -> None:
    fault = FAULTS[name]
    told = [problem for problem in run.spoilt if (problem.code, problem.file) == (fault.code, fault.file)]
    assert told, sorted({problem.code for problem in run.spoilt if problem.file == fault.file})
    if fault.at:
        lines = (run.site / fault.file).read_text(encoding="utf-8").splitlines()
        around = {line for problem in told for line in lines[max(0, problem.row - 2) : problem.row + 1] if problem.row}
        assert any(fault.at.partition("\n")[0] in line for line in around), [problem.row for problem in told]


# -- nothing that verification can say is without a planted case -------------------------------------------------------

WORDS = json.loads((Path("site_templates") / "locales" / "en.json").read_bytes())["problems"]
PLANTED_IN = ("tests/verify", "tests/languages")


def texts(path: Path) -> Iterator[str]:
    """Give every text in the code of a module that stands by itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def codes_of(paths: list[Path]) -> set[str]:
    held = {text for path in paths for text in texts(path)}
    return {text for text in held if "-" in text and set(WORDS.get(text, ())) >= {"what", "remedy"}}


def said() -> set[str]:
    return codes_of([*Path("scripts/verify").glob("*.py"), Path("scripts/model/prose.py")])


def test_every_code_has_words() -> None:
    """A code is given as `code="…"` or by name in the few modules that choose between two."""
    found = set()
    for path in (*Path("scripts/verify").glob("*.py"), Path("scripts/model/prose.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
    assert found <= said()
    assert len(said()) > 100


def test_everything_that_verification_says_is_planted() -> None:
    planted = codes_of([path for folder in PLANTED_IN for path in Path(folder).glob("*.py")])
    assert said() - planted == set()


def test_a_link_for_reports_says_page_and_release_and_answers_are_told(run: Run) -> None:
    found = re.findall(
        r'href="?((?:mailto:|https://example\.org/issues)[^">\s]*)', (run.site / GERMANY).read_text("utf-8")
    )
    mail, form = (unquote(unescape(each)) for each in found)
    said = f"Page: {ADDRESS}countries/deu/\r\nRelease: 2024.1\r\n"
    assert mail.startswith("mailto:errors@example.org?subject=Error: ")
    assert form.startswith("https://example.org/issues/new?title=Error: ")
    assert all(said in each for each in (mail, form))
    answered = (run.site / "corrections" / "index.html").read_text("utf-8")
    assert "The law says otherwise." in answered
    assert "observations_open-doors.csv#cell=2,3" in answered


def test_pages_lead_programs_to_the_same_as_csv_and_json(run: Run) -> None:
    link = re.compile(r'<link rel="?alternate"? type="?([a-z/]+)"? href="?([^">\s]+)')
    for path, own in (
        (GERMANY, "countries/DEU"),
        (DOORS, "indicators/open-doors"),
        ("regions/002/index.html", "regions/002"),
    ):
        found = dict(link.findall((run.site / path).read_text("utf-8")))
        assert found["text/csv"] == f"../../data/latest/{own}.csv"
        if "regions" not in path:
            assert found["application/json"] == f"../../api/v1/{own}.json"
