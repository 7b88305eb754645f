"""Nothing in a page or a drawing runs or carries styles by itself; what only looks so is no fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.verify.active import active_in_drawings
from scripts.verify.files import Folder
from tests.verify.tiny_site import Made

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
DARK = '<style>@media(prefers-color-scheme:dark){[fill="#2f5f8a"]{fill:#7fabd2}[stroke="#fff"]{stroke:#10171e}}</style>'
HIGH = DARK.replace(
    "}}<", '}}:target [fill="#fff"]{fill:#000}@media(prefers-color-scheme:dark){:target [fill="#fff"]{fill:#fff}}<'
)

IN_PAGES: dict[str, str] = {
    "<script>alert(1)</script>": "script-inline",
    '<script type="module">import "./x.js"</script>': "script-inline",
    '<script type="importmap">{"imports": {}}</script>': "script-inline",
    '<script src="x.js">alert(1)</script>': "script-inline",
    "<svg><script>alert(1)</script></svg>": "script-inline",
    "<template><script>alert(1)</script></template>": "script-inline",
    '<img src="x.png" alt="" onerror="alert(1)">': "attribute-runs",
    '<p ONCLICK="alert(1)">x</p>': "attribute-runs",
    '<svg onload="alert(1)"></svg>': "attribute-runs",
    '<svg/onload="alert(1)"/></svg>': "attribute-runs",
    '<details ontoggle="alert(1)"><summary>x</summary></details>': "attribute-runs",
    '<iframe srcdoc="&lt;script&gt;" title="x"></iframe>': "attribute-runs",
    '<p style="color: red">x</p>': "style-inline",
    "<style>p { color: red }</style>": "style-inline",
    DARK: "style-inline",
    '<a href="javascript:alert(1)">x</a>': "address-runs",
    '<a href=" &#1;java&#10;script&#58;alert(1)">x</a>': "address-runs",
    '<a href="JaVaScRiPt:alert(1)">x</a>': "address-runs",
    '<a href="vbscript:x">x</a>': "address-runs",
    '<a href="data:text/html,x">x</a>': "address-runs",
    '<iframe src="data:image/svg+xml,x" title="x"></iframe>': "address-runs",
    '<form action="javascript:alert(1)"><button>x</button></form>': "address-runs",
    '<button formaction="javascript:alert(1)">x</button>': "address-runs",
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">': "address-runs",
    '<img srcset="javascript:alert(1) 2x" src="x.png" alt="">': "address-runs",
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>': "address-runs",
    '<svg><a><animate attributeName="href" values="x;javascript:alert(1)"/></a></svg>': "address-runs",
    '<object data="data:text/html,x"></object>': "address-runs",
}
"""HTML in the body of a page: the code that must be told."""

HARMLESS = (
    '<script type="application/json">{"a": "&lt;script&gt;"}</script>',
    '<script type="application/ld+json">{"@type": "Dataset"}</script>',
    "<pre><code>&lt;script&gt;alert(1)&lt;/script&gt; onclick=x style=y</code></pre>",
    '<p title="javascript: the language" data-onclick="x">on a="b" javascript:alert(1)</p>',
    '<p aria-label="&lt;img onerror=x&gt;">&lt;style&gt;</p>',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">',
)

LETTERS = '<style>@font-face{font-family:"Chart Sans";font-weight:600;src:url(data:font/woff2;base64,d09GMg==)}</style>'

IN_DRAWINGS: dict[str, str] = {
    SVG.format(LETTERS.replace("data:font/woff2;base64,d09GMg==", "//example.org/a.woff2")): "style-inline",
    SVG.format(LETTERS.replace("}<", "}text{fill:red}<")): "style-inline",
    SVG.format("<script>alert(1)</script>"): "script-inline",
    SVG.format('<script xlink:href="x.js"/>'): "script-inline",
    SVG.format("<style>@import url(//example.org/x.css);</style>"): "style-inline",
    SVG.format(DARK.replace("#10171e", "url(//example.org/)")): "style-inline",
    SVG.format(HIGH.replace("#000", "url(//example.org/)")): "style-inline",
    SVG.format(HIGH.replace(":target", ":hover", 1)): "style-inline",
    SVG.format('<rect style="fill:red"/>'): "style-inline",
    SVG.format('<rect onclick="alert(1)"/>'): "attribute-runs",
    SVG.format('<a xlink:href="javascript:alert(1)"/>'): "address-runs",
    SVG.format('<set attributeName="href" to="javascript:alert(1)"/>'): "address-runs",
    SVG.format(
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml" onclick="x"/></foreignObject>'
    ): "attribute-runs",
    '<?xml-stylesheet href="x.xsl"?>' + SVG.format(""): "style-inline",
    SVG.format("<text>a & b</text>"): "page-malformed",
    "<!DOCTYPE svg [<!ENTITY x '<script/>'>]>" + SVG.format("&x;"): "page-malformed",
}
"""A drawing: the code that must be told."""


@pytest.mark.one_in(3)
@pytest.mark.parametrize("html", IN_PAGES)
def test_what_runs_in_a_page_is_told(made: Made, html: str) -> None:
    made.body(html)
    told = [problem for problem in made.problems() if problem.code == IN_PAGES[html]]
    assert [(problem.file, bool(problem.row)) for problem in told] == [("countries/fra/index.html", True)]


def test_an_address_that_runs_is_told_once(made: Made) -> None:
    made.body('<a href="javascript:alert(1)">x</a>')
    assert made.codes() == {"address-runs"}


@pytest.mark.parametrize("html", HARMLESS)
def test_what_only_looks_so_is_no_fault(made: Made, html: str) -> None:
    made.body(html)
    assert made.codes().isdisjoint(IN_PAGES.values())


@pytest.mark.parametrize("drawing", IN_DRAWINGS)
@pytest.mark.parametrize("name", ["charts/x.svg", "feed.xml"])
def test_what_runs_in_a_drawing_is_told(tmp_path: Path, drawing: str, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(drawing, encoding="utf-8")
    told = {(problem.file, problem.code) for problem in active_in_drawings(Folder(tmp_path))}
    assert told == {(name, IN_DRAWINGS[drawing])}


@pytest.mark.parametrize("style", [DARK, HIGH], ids=["dark", "high contrast"])
def test_a_drawing_may_have_letters_and_further_colours(tmp_path: Path, style: str) -> None:
    (tmp_path / "x.svg").write_text(SVG.format(f"{LETTERS}{style}<text>on x=&lt;script></text>"), encoding="utf-8")
    assert list(active_in_drawings(Folder(tmp_path))) == []


def test_every_code_has_words() -> None:
    words = json.loads((Path("site_templates") / "locales" / "en.json").read_bytes())["problems"]
    codes = {*IN_PAGES.values(), *IN_DRAWINGS.values()}
    assert {code for code in codes if set(words.get(code, ())) != {"what", "remedy"}} == set()
