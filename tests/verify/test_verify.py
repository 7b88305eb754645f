"""Every fault of a site is told with page and place, and a sound site has none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.model.problems import Problem
from tests.verify.tiny_site import DATA, DOORS_ROW, NOISE, TABLES, Made, fragment, page

Change = Callable[[Made], None]
HOME, FRANCE, SUMMARIES = "index.html", "countries/fra/index.html", f"{DATA}/summaries.csv"
INDICATOR = "indicators/doors/index.html"


def body(html: str) -> Change:
    return lambda made: made.body(html)


def change(path: str, old: str, new: str) -> Change:
    return lambda made: made.change(path, old, new)


def add(path: str, text: str) -> Change:
    return lambda made: made.add(path, text)


def both(*changes: Change) -> Change:
    def run(made: Made) -> None:
        for each in changes:
            each(made)

    return run


def remove(path: str) -> Change:
    return lambda made: (made.site / path).unlink()


def data(name: str, old: str, new: str) -> Change:
    """Change a published file and the archive with it."""

    def run(made: Made) -> None:
        made.change(f"{DATA}/{name}", old, new)
        made.archive()

    return run


def rewritten(name: str, text: str) -> Change:
    def run(made: Made) -> None:
        made.add(f"{DATA}/{name}", text)
        made.archive()

    return run


def indexed(made: Made, address: str) -> None:
    (made.site / "search/fragment/en_x.pf_fragment").write_bytes(fragment(address))


def figure(cell: str, value: str = "1", text: str = "1") -> Change:
    return body(f'<data value="{value}" data-cell="{cell}">{text}</data>')


MISSING = '<table id="profile"><tr class="is-missing"><td><a href="../../indicators/doors/">Doors</a></td></tr></table>'
"""A profile of which the one row says that nothing is known."""

COMPANION = {
    "series": TABLES["series"]
    + "doors.few,doors,companion,2,policy,policy_status,policy-status,0,1,false,,areas,,1,12-31,false,2020,2021,"
    "gazette,Few\n",
    "observations_doors.few": "ref_area,time_period,obs_value,obs_status,source,note\nFRA,2020,no,A,gazette,\n",
}
"""A companion that knows of France, of which the headline says nothing."""

PAGE_FAULTS: dict[str, tuple[Change, str, str]] = {
    "tags that do not nest": (body("<p><b>x</p></b></div>"), FRANCE, "page-malformed"),
    "no language": (change(HOME, ' lang="en"', ""), HOME, "page-without-language"),
    "no title": (change(HOME, "<title>Doors</title>", "<title> </title>"), HOME, "page-without-title"),
    "two headings": (body("<h1>Again</h1>"), FRANCE, "page-heading-count"),
    "no main": (
        both(change(HOME, '<main id="content">', '<div id="content">'), change(HOME, "main>", "div>")),
        HOME,
        "page-without-main",
    ),
    "an id twice": (body('<p id="content">x</p>'), FRANCE, "page-id-duplicate"),
    "one of many": (body("<p>1 countries</p>"), FRANCE, "prose-plural-after-one"),
    "many of one": (body("<ul><li>2, of which 1 count</li></ul>"), FRANCE, "prose-plural-after-one"),
    "a date of machines": (body("<p>Signed on <b>1985-06-14</b></p>"), FRANCE, "prose-date-of-machines"),
    "a share of few": (body("<p>50% (2 of 4)</p>"), FRANCE, "prose-share-of-few"),
    "a percentage of few": (
        body('<data value="0.5" data-cell="data/latest/summaries.csv#cell=9,5">50.0%</data>'),
        FRANCE,
        "share-of-few",
    ),
    "a blank of a table where there is a figure": (
        body(
            "<table><tbody><tr><th>2020</th><td>"
            '<data value="yes" data-cell="data/latest/observations_doors.csv#cell=2,3">Yes</data>'
            '</td></tr><tr><th><a href="../deu/">Germany</a></th><td>\u2013</td></tr></tbody></table>'
        ),
        FRANCE,
        "blank-of-known",
    ),
    "a profile that says nothing is known where something is": (
        change(
            "countries/deu/index.html",
            "<td>No data</td>",
            MISSING,
        ),
        "countries/deu/index.html",
        "blank-of-known",
    ),
    "a word twice": (body("<p>It is is so.</p>"), FRANCE, "prose-repeated"),
    "a range with one end": (body("<p>Possible range: 69.9%.</p>"), FRANCE, "prose-range-of-one"),
    "two full stops": (body("<p>So it is..</p>"), FRANCE, "prose-punctuation"),
    "a fault in an alternative text": (
        body('<span role="img" aria-label="1 countries"></span>'),
        FRANCE,
        "prose-plural-after-one",
    ),
    "a fault over a table": (
        body('<div class="table__caption">Of 1 countries</div>'),
        FRANCE,
        "prose-plural-after-one",
    ),
    "a paragraph without an end": (
        body("<p>Of the eight words of this none ends it</p>"),
        FRANCE,
        "prose-unfinished",
    ),
    "a figure whose source is not named": (
        change(INDICATOR, '<a href="../../sources/gazette/">Gazette</a>', ""),
        INDICATOR,
        "source-unnamed",
    ),
    "a figure without its year": (
        body('<p data-stated><data value="1" data-cell="data/latest/summaries.csv#cell=2,5">1</data> city</p>'),
        FRANCE,
        "figure-without-year",
    ),
    "a link to nothing": (body('<a href="../xyz/">x</a>'), FRANCE, "link-broken"),
    "a link out of the site": (body('<a href="../../../etc/">x</a>'), FRANCE, "link-broken"),
    "a link that is not one": (body('<a href="https://[x">x</a>'), FRANCE, "link-malformed"),
    "a role of a part of a table": (
        body('<table><tr role="row"><td>x</td></tr></table>'),
        FRANCE,
        "attribute-not-allowed",
    ),
    "what is ticked and completed": (
        body('<input type="checkbox" autocomplete="off">'),
        FRANCE,
        "attribute-not-allowed",
    ),
    "an anchor of no page": (body('<a href="../deu/#trend">x</a>'), FRANCE, "anchor-missing"),
    "an anchor of this page": (body('<a href="#trend">x</a>'), FRANCE, "anchor-missing"),
    "a link to a mailbox": (body('<a href="mailto:x@example.org">x</a>'), FRANCE, "address-not-web"),
    "a script as a link": (body('<a href="javascript:alert(1)">x</a>'), FRANCE, "address-runs"),
    "a picture that is not there": (body('<img src="x.png" alt="">'), FRANCE, "resource-missing"),
    "a drawing's mark that is not there": (body('<svg><use href="#mark"/></svg>'), FRANCE, "anchor-missing"),
    "a pattern that is not there": (body('<svg><rect fill="url(#dots)"/></svg>'), FRANCE, "anchor-missing"),
    "a foreign script": (body('<script src="//cdn.example.org/x.js"></script>'), FRANCE, "resource-foreign"),
    "a foreign style sheet": (
        body('<link rel="stylesheet" href="https://fonts.example.org/a.css">'),
        FRANCE,
        "resource-foreign",
    ),
    "a style sheet without its font": (remove("assets/fonts/serif.woff2"), "assets/site.css", "resource-missing"),
    "a style sheet that loads a script": (
        add("assets/more.css", 'p { background: url("javascript:alert(1)") }'),
        "assets/more.css",
        "resource-foreign",
    ),
    "a foreign font": (
        add("assets/more.css", "@import 'https://fonts.example.org/a.css';"),
        "assets/more.css",
        "resource-foreign",
    ),
    "a figure of no cell": (body('<data value="3">3</data>'), FRANCE, "figure-without-cell"),
    "a figure of no file": (figure("data/latest/none.csv#cell=2,5"), FRANCE, "figure-file-missing"),
    "a figure beyond the file": (figure("data/latest/summaries.csv#cell=999,5"), FRANCE, "figure-cell-missing"),
    "a figure of the header": (figure("data/latest/summaries.csv#cell=1,5", "value"), FRANCE, "figure-cell-missing"),
    "another value": (figure("data/latest/summaries.csv#cell=2,5", "2", "1"), FRANCE, "figure-value-differs"),
    "another text": (figure("data/latest/summaries.csv#cell=2,5", "1", "2"), FRANCE, "figure-text-differs"),
    "a share not in percent": (
        figure("data/latest/summaries.csv#cell=9,5", "0.5", "0.5"),
        FRANCE,
        "figure-text-differs",
    ),
    "no grouping": (
        figure("data/latest/observations_people.csv#cell=2,3", "1234", "1234"),
        FRANCE,
        "figure-text-differs",
    ),
    "a code without its label": (
        figure("data/latest/observations_doors.csv#cell=2,3", "yes", "yes"),
        FRANCE,
        "figure-text-differs",
    ),
    "a bare headline": (body('<p class="big headline__figure">135</p>'), FRANCE, "headline-without-figure"),
    "an indicator without figures": (
        add("indicators/doors/index.html", page("", 2)),
        "indicators/doors/index.html",
        "headline-without-figure",
    ),
    "a path of a machine": (body("<p>/home/somebody/site/index.md</p>"), FRANCE, "machine-path"),
    "a path in a script": (add("assets/x.js", 'const a = "C:\\\\Users\\\\x";'), "assets/x.js", "machine-path"),
    "template code": (body("<p>{{ page.title }}</p>"), FRANCE, "template-unrendered"),
    "a template's block": (body("<p>{% if x %}</p>"), FRANCE, "template-unrendered"),
    "None in a cell": (body("<table><tr><td> <b>None</b> </td></tr></table>"), FRANCE, "value-of-program"),
    "a key": (body("<p>country.missing_title</p>"), FRANCE, "text-untranslated"),
    "a key in an attribute": (body('<p title="page.home_link">x</p>'), FRANCE, "text-untranslated"),
    "a page that is too heavy": (
        body(f"<pre>{NOISE}</pre>"),
        FRANCE,
        "page-heavy",
    ),
    "no page of a country": (
        both(remove(FRANCE), change("countries/index.html", '<a href="./fra/index.html">France</a>', "")),
        FRANCE,
        "page-absent",
    ),
    "a country not in the list": (
        change("countries/index.html", "./fra/index.html", "./deu/"),
        "countries/index.html",
        "page-not-listed",
    ),
}

ADDRESS = "https://doors.example.org/"
SOUND_PICTURE = {
    "image": f"{ADDRESS}share/home.png",
    "image:width": "1200",
    "image:height": "630",
    "image:alt": "Doors",
}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76\x08\x03\0\0\0"
"""The beginning of a PNG of 1200 x 630."""


def shared(data: bytes = PNG, *, address: bool = True, **said: str) -> Change:
    """Give the home page a picture, and an address unless told otherwise; `said` changes what it says of it."""

    def run(made: Made) -> None:
        told = {**SOUND_PICTURE, **{name.replace("_", ":"): text for name, text in said.items()}}
        tags = "".join(f'<meta property="og:{name}" content="{text}">' for name, text in told.items())
        if address:
            made.put_at(ADDRESS)
        made.change(HOME, "</head>", f"{tags}</head>")
        made.add("share/home.png", "")
        (made.site / "share" / "home.png").write_bytes(data)

    return run


PAGE_FAULTS |= {
    "a picture of nobody": (shared(image=f"{ADDRESS}share/x.png"), HOME, "picture-missing"),
    "a picture elsewhere": (shared(image="https://other.example.org/home.png"), HOME, "picture-missing"),
    "a picture without an address": (shared(image="share/home.png"), HOME, "picture-missing"),
    "a picture of a site without an address": (shared(address=False, image="share/home.png"), HOME, "picture-missing"),
    "a picture of another size": (shared(PNG.replace(b"\x04\xb0", b"\x02\x58")), HOME, "picture-size-differs"),
    "a picture said to be larger": (shared(image_width="2400"), HOME, "picture-size-differs"),
    "a picture that is no PNG": (shared(b"GIF89a"), HOME, "picture-size-differs"),
    "a picture cut off": (shared(PNG[:20]), HOME, "picture-size-differs"),
    "a picture without words": (shared(image_alt=" "), HOME, "picture-without-words"),
}

NAMES = "search/names.en.json"
FRAGMENT = "search/fragment/en_0.pf_fragment"

SEARCH_FAULTS: dict[str, tuple[Change, str, str]] = {
    "no program of the search": (remove("search/pagefind.js"), "search/pagefind.js", "search-file-missing"),
    "no index of a language": (
        change("search/pagefind-entry.json", '"en":', '"fr":'),
        "search/pagefind-entry.json",
        "search-language-missing",
    ),
    "no meta file of the index": (
        remove("search/pagefind.en_1.pf_meta"),
        "search/pagefind.en_1.pf_meta",
        "search-file-missing",
    ),
    "no names": (remove(NAMES), NAMES, "search-file-missing"),
    "names that are no JSON": (add(NAMES, "{"), NAMES, "search-file-unreadable"),
    "a page that is not indexed": (remove(FRAGMENT), HOME, "search-page-absent"),
    "an index of a page that is gone": (
        lambda made: indexed(made, "/doors/gone/"),
        "search/fragment/en_x.pf_fragment",
        "search-page-unknown",
    ),
    "a part of the index that is no page": (
        add("search/fragment/en_x.pf_fragment", "?"),
        "search/fragment/en_x.pf_fragment",
        "search-file-unreadable",
    ),
    "names that lead to nothing": (
        change(NAMES, '"countries/deu/"', '"countries/ger/"'),
        NAMES,
        "search-page-unknown",
    ),
    "a country without names": (
        change(NAMES, '{"path": "countries/deu/"', '{"path": "sources/"'),
        NAMES,
        "search-page-absent",
    ),
    "a former name left out": (change(NAMES, "Gaul", "Gallia"), NAMES, "search-name-absent"),
    "a code left out": (change(NAMES, "DEU", "GER"), NAMES, "search-name-absent"),
    "a former state left out": (change(NAMES, "USSR", "SU"), NAMES, "search-name-absent"),
    "a name of a group left out": (change(NAMES, '150"', '15"'), NAMES, "search-name-absent"),
}

TOTAL = "people,WLD,2020,total,1234,P\n"
MOVED = {"slice-row-extra", "slice-row-absent"}
DATA_FAULTS: dict[str, tuple[Change, set[str]]] = {
    "a profile that does not say what else is known": (
        both(lambda made: made.data(**COMPANION), body(MISSING)),
        {"known-untold", "archive-differs", "summary-absent", "slice-row-absent", "latest-differs"},
    ),
    "another aggregate": (
        data("summaries.csv", "doors,WLD,2021,members,2", "doors,WLD,2021,members,3"),
        {"summary-differs", *MOVED},
    ),
    "regions that do not add up": (
        data("summaries.csv", "people,150,2020,total,1234", "people,150,2020,total,1233"),
        {"summary-differs", "parts-do-not-add-up", *MOVED},
    ),
    "another status": (data("summaries.csv", TOTAL, TOTAL.replace("P", "A")), {"summary-differs", *MOVED}),
    "an aggregate too few": (data("summaries.csv", TOTAL, ""), {"summary-absent", "slice-row-extra"}),
    "an aggregate too many": (
        data("summaries.csv", TOTAL, TOTAL + "people,WLD,2021,total,,O\n"),
        {"summary-unfounded", "slice-row-absent"},
    ),
    "an aggregate twice": (data("summaries.csv", TOTAL, TOTAL * 2), {"summary-duplicate", "slice-row-absent"}),
    "summaries of other columns": (
        data("summaries.csv", "measure,value", "measure,amount"),
        {"summaries-unreadable", "figure-text-differs", "row-differs", *MOVED},
    ),
    "a package's file changed": (
        data("sources.csv", "Gazette", "Gazettes"),
        {"published-file-differs", "published-hash-differs", "api-text-differs", "latest-differs"},
    ),
    "a table of nobody": (rewritten("observations_windows.csv", "ref_area\nDEU\n"), {"published-file-extra"}),
    "a country's row too few": (data("countries/DEU.csv", DOORS_ROW, ""), {"slice-row-absent"}),
    "a row of another country": (
        data("countries/SUN.csv", "source,note\n", "source,note\n" + DOORS_ROW),
        {"slice-row-extra"},
    ),
    "a slice's label changed": (data("indicators/doors.csv", "Doors,DEU", "Windows,DEU"), MOVED),
    "a slice's value changed": (data("indicators/doors.csv", "yes", "no"), MOVED),
    "a slice of nobody": (rewritten("countries/XKX.csv", "indicator\n"), {"slice-extra", "published-file-undescribed"}),
    "an unknown column of a slice": (
        data("countries/SUN.csv", "source,note", "source,note,mood"),
        {"slice-column-unknown"},
    ),
    "a slice not published": (remove(f"{DATA}/regions/150.csv"), {"slice-absent"}),
    "another year of a figure": (data("coverage.csv", "1,2020", "1,2021"), {"coverage-differs"}),
    "another number of figures": (data("coverage.csv", "Germany,1", "Germany,2"), {"coverage-differs"}),
    "an area too few": (data("coverage.csv", "FRA,France,0,\n", ""), {"coverage-differs"}),
    "another number of states": (data("coverage_groups.csv", "Europe,2,1", "Europe,2,2"), {"coverage-differs"}),
    "no table of coverage": (both(remove(f"{DATA}/coverage.csv"), Made.archive), {"coverage-absent"}),
    "an indicator without a number": (
        both(lambda made: made.data(indicators="id,number,label_en\ndoors,,Open doors\n"), Made.archive),
        {"coverage-not-recomputed"},
    ),
    "an archive of old bytes": (
        lambda made: made.change(f"{DATA}/countries/SUN.csv", "source,note", "note,source"),
        {"archive-differs"},
    ),
    "an archive that is none": (add(f"{DATA}/all.zip", "zip"), {"archive-unreadable"}),
    "no archive": (remove(f"{DATA}/all.zip"), {"published-file-absent"}),
    "no descriptor": (
        remove(f"{DATA}/datapackage.json"),
        {"published-descriptor-missing", "published-file-undescribed"},
    ),
    "a resource not published": (remove(f"{DATA}/policy_areas.csv"), {"published-file-absent"}),
}


def test_a_sound_site_has_no_problem(made: Made) -> None:
    assert made.problems() == ()


def test_a_sound_picture_is_no_problem(made: Made) -> None:
    shared()(made)
    assert made.problems() == ()


@pytest.mark.one_in(7)
@pytest.mark.parametrize("case", PAGE_FAULTS)
def test_a_fault_of_a_page_is_told_with_its_place(made: Made, case: str) -> None:
    run, file, code = PAGE_FAULTS[case]
    run(made)
    assert (file, code) in {(problem.file, problem.code) for problem in made.problems()}
    assert made.codes() == {code}, "the fault is told as nothing else"


@pytest.mark.parametrize("case", SEARCH_FAULTS)
def test_a_fault_of_the_search_is_told_with_its_place(made: Made, case: str) -> None:
    run, file, code = SEARCH_FAULTS[case]
    run(made)
    assert (file, code) in {(problem.file, problem.code) for problem in made.problems()}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("case", DATA_FAULTS)
def test_a_fault_of_the_data_is_told(made: Made, case: str) -> None:
    run, codes = DATA_FAULTS[case]
    run(made)
    assert made.codes() == codes


def test_a_fault_has_its_line(made: Made) -> None:
    made.body('<p>one</p>\n<a href="nowhere/">x</a>')
    (found,) = made.problems()
    line = (made.site / FRANCE).read_text(encoding="utf-8").splitlines().index('<a href="nowhere/">x</a>') + 1
    assert found == Problem(
        file=FRANCE, row=line, code="link-broken", found="nowhere/", expected="countries/fra/nowhere/index.html"
    )


def test_a_broken_page_hides_nothing(made: Made) -> None:
    made.add("countries/deu/index.html", "")
    made.add("regions/150/index.html", "\0<<<>&&<a href='x'")
    made.body('<a href="nowhere/">x</a>')
    told = {problem.file for problem in made.problems()}
    assert {"countries/deu/index.html", "regions/150/index.html", FRANCE} <= told


def test_tables_that_cannot_be_computed_hide_nothing(made: Made) -> None:
    made.data(observations_people="ref_area,time_period,obs_value,obs_status,source,note\nFRA,2020,many,P,gazette,\n")
    made.change(SUMMARIES, "doors,WLD,2021,members,2", "doors,WLD,2021,members,3")
    assert {"summaries-not-recomputed", "summary-differs", "figure-value-differs"} <= made.codes()


def test_a_site_without_data_is_told(made: Made) -> None:
    for path in (made.site / DATA).rglob("*.csv"):
        path.unlink()
    assert {"summaries-unreadable", "published-file-absent", "figure-file-missing"} <= made.codes()


OF_ADDRESSES: dict[str, tuple[Change, tuple[str, str]]] = {
    "the address of another page": (
        lambda made: made.change(FRANCE, f"{ADDRESS}countries/fra/", ADDRESS),
        (FRANCE, "page-address-differs"),
    ),
    "a page without an address": (
        lambda made: made.change(FRANCE, 'rel="canonical"', 'rel="next"'),
        (FRANCE, "page-address-differs"),
    ),
    "a language that there is not": (
        lambda made: made.change(FRANCE, "</head>", f'<link rel="alternate" hreflang="xx" href="{ADDRESS}"></head>'),
        (FRANCE, "page-translation-differs"),
    ),
    "no map": (lambda made: (made.site / "sitemap.xml").unlink(), ("sitemap.xml", "map-missing")),
    "a page that is on no map": (
        lambda made: made.change("sitemap.xml", f"<loc>{ADDRESS}countries/fra/</loc>", ""),
        ("sitemap.xml", "map-page-absent"),
    ),
    "a page that is on the map alone": (
        lambda made: made.change("sitemap.xml", "</urlset>", f"<url><loc>{ADDRESS}x/</loc></url></urlset>"),
        ("sitemap.xml", "map-page-unknown"),
    ),
    "a page on the map that is not to be found": (
        lambda made: made.change(FRANCE, "</head>", '<meta name="robots" content="noindex"></head>'),
        ("sitemap.xml", "map-page-unknown"),
    ),
}


@pytest.mark.parametrize("fault", OF_ADDRESSES)
def test_a_fault_of_an_address_is_told(fault: str, made: Made) -> None:
    made.put_at(ADDRESS)
    spoil, expected = OF_ADDRESSES[fault]
    spoil(made)
    assert {(problem.file, problem.code) for problem in made.problems()} == {expected}


def test_a_site_without_an_address_says_none(made: Made) -> None:
    made.change(FRANCE, "<title>", f'<link rel="canonical" href="{ADDRESS}"><title>')
    assert made.codes() == {"page-address-differs", "data-set-untold"}


def test_links_of_a_site_below_a_path(made: Made) -> None:
    made.put_at("https://data.example.org/doors/")
    made.change("404.html", "/countries/", "/doors/countries/")
    assert made.problems() == ()
    made.body('<a href="https://data.example.org/doors/nowhere/">x</a>')
    assert made.codes() == {"link-broken"}


def test_every_code_has_words() -> None:
    words = json.loads((Path("site_templates") / "locales" / "en.json").read_bytes())["problems"]
    told = {code for _, _, code in (*PAGE_FAULTS.values(), *SEARCH_FAULTS.values())} | set().union(
        *(codes for _, codes in DATA_FAULTS.values())
    )
    assert {
        code for code in told | {"summaries-not-recomputed"} if set(words.get(code, ())) != {"what", "remedy"}
    } == set()


def test_the_room_stands_outside() -> None:
    rooms = ("summarise", "render", "exports", "assemble", "package", "words")
    for path in sorted(Path("scripts/verify").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not [room for room in rooms if f"scripts.{room}" in text], path
