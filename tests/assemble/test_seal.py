"""Assets stand below the name of their content, pages and scripts name hashes, and every page has its policy first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.assemble.seal import anywhere, integrity, seal
from scripts.model.headers import EMBEDDED, PAGE

LOADER = 'const HASHES = { "a.js": "@sha384 assets/js/a.js@", "p.js": "@sha384 search/p.js@" };'


def page(*tags: str) -> str:
    return f'<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>x</title>{"".join(tags)}</head></html>\n'


def site(folder: Path, pages: dict[str, str]) -> Path:
    """Make a site of a few assets and these pages."""
    files = {
        "assets/css/site.css": "@font-face { src: url(../fonts/a.woff2) }",
        "assets/fonts/a.woff2": "font",
        "assets/js/load.js": LOADER,
        "assets/js/a.js": "export const a = 1;",
        "assets/js/site.js": 'put("load.js", "@sha384 assets/js/load.js@");',
        "search/p.js": "export const p = 1;",
    }
    for path, text in {**files, **pages}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def sealed(folder: Path, tag: str, path: str = "about/index.html", base: str = "/") -> str:
    """Seal a site with one page of this tag and give what the tag is now, with `#` for the name of the folder."""
    seal(site(folder, {path: page(tag)}), base)
    text = (folder / path).read_text(encoding="utf-8")
    return re.sub(r"assets/[0-9a-f]{12}/", "assets/#/", text.partition("</title>")[2].partition("</head>")[0])


STYLE = integrity(b"@font-face { src: url(../fonts/a.woff2) }")
SCRIPT = integrity(b"export const a = 1;")
TAGS: dict[str, tuple[str, str]] = {
    "a style sheet": (
        '<link rel="stylesheet" href="../assets/css/site.css">',
        f'<link rel="stylesheet" href="../assets/#/css/site.css" integrity="{STYLE}" crossorigin>',
    ),
    "a module": (
        '<script type="module" src="../assets/js/a.js">',
        f'<script type="module" src="../assets/#/js/a.js" integrity="{SCRIPT}" crossorigin>',
    ),
    "a module to be": (
        '<link rel="modulepreload" href="../assets/js/a.js">',
        f'<link rel="modulepreload" href="../assets/#/js/a.js" integrity="{SCRIPT}" crossorigin>',
    ),
    "a script that is no asset": (
        '<script src="../search/p.js">',
        f'<script src="../search/p.js" integrity="{integrity(b"export const p = 1;")}" crossorigin>',
    ),
    "a font": (
        '<link rel="preload" href="../assets/fonts/a.woff2" as="font" crossorigin>',
        '<link rel="preload" href="../assets/#/fonts/a.woff2" as="font" crossorigin>',
    ),
    "a link": ('<a class="x" href="../assets/fonts/a.woff2">', '<a class="x" href="../assets/#/fonts/a.woff2">'),
    "a picture": ('<img alt="" src="../assets/a.svg">', '<img alt="" src="../assets/#/a.svg">'),
    "an address with a part": ('<a href="../assets/a.svg#b">', '<a href="../assets/#/a.svg#b">'),
    "another folder": ('<a href="../countries/assets/">', '<a href="../countries/assets/">'),
    "a host": ('<a href="https://example.org/assets/a">', '<a href="https://example.org/assets/a">'),
    "another host": ('<a href="//example.org/assets/a">', '<a href="//example.org/assets/a">'),
    "a script of another host": ('<script src="//example.org/x.js">', '<script src="//example.org/x.js">'),
    "a place in the page": ('<a href="#assets/a">', '<a href="#assets/a">'),
    "a text that looks so": ('<a title="href=&quot;../assets/a&quot;">', '<a title="href=&quot;../assets/a&quot;">'),
    "data": ('<img src="data:image/png;base64,assets/">', '<img src="data:image/png;base64,assets/">'),
}


@pytest.mark.parametrize("case", TAGS)
def test_a_tag_names_the_file_where_it_is_now(tmp_path: Path, case: str) -> None:
    tag, expected = TAGS[case]
    assert sealed(tmp_path, tag) == expected


@pytest.mark.parametrize(
    ("base", "address"), [("/", "/assets/css/site.css"), ("/doors/", "/doors/assets/css/site.css")]
)
def test_a_whole_address_is_one_of_the_site(tmp_path: Path, base: str, address: str) -> None:
    tag = sealed(tmp_path, f'<link rel="stylesheet" href="{address}">', "404.html", base)
    assert f'href="{address.replace("css/", "#/css/")}" integrity="{STYLE}"' in tag


def test_an_address_beside_the_site_is_left(tmp_path: Path) -> None:
    tag = '<script src="/assets/js/a.js">'
    assert sealed(tmp_path, tag, base="/doors/") == tag


def test_a_script_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sealed(tmp_path, '<script src="../assets/js/b.js">')


def test_scripts_have_the_hashes_of_what_they_load(tmp_path: Path) -> None:
    """The hash of the loader is that of its bytes with the hashes in it."""
    seal(site(tmp_path, {}), "/")
    (assets,) = (tmp_path / "assets").iterdir()
    loader = (assets / "js/load.js").read_text(encoding="utf-8")
    assert loader == LOADER.replace("@sha384 assets/js/a.js@", SCRIPT).replace(
        "@sha384 search/p.js@", integrity(b"export const p = 1;")
    )
    assert integrity(loader.encode()) in (assets / "js/site.js").read_text(encoding="utf-8")


def test_a_script_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    made = site(tmp_path, {"assets/js/b.js": "@sha384 assets/js/none.js@"})
    with pytest.raises(FileNotFoundError):
        seal(made, "/")


def test_the_name_of_the_folder_is_that_of_its_content(tmp_path: Path) -> None:
    names = []
    for place, content in (("one", "font"), ("two", "font"), ("three", "fount")):
        made = site(tmp_path / place, {"assets/fonts/a.woff2": content})
        seal(made, "/")
        names.append([path.name for path in (made / "assets").iterdir()])
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize(
    ("path", "kind"), [("about/index.html", PAGE), ("embed/x/index.html", EMBEDDED), ("404.html", PAGE)]
)
def test_a_page_begins_with_its_policy(tmp_path: Path, path: str, kind: object) -> None:
    seal(site(tmp_path, {path: page()}), "/")
    policy = (EMBEDDED if kind is EMBEDDED else PAGE).policy_in_page
    head = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>'
    assert head in (tmp_path / path).read_text(encoding="utf-8")
    assert "frame-ancestors" not in policy


STYLED = """<html lang="en">
<link rel="preload" href="/assets/a.woff2" as="font">
<link rel="stylesheet" href="/assets/a.css" x>"""


def test_the_page_for_what_is_missing_looks_for_the_site_on_the_way_up() -> None:
    text = anywhere(f'{STYLED}<script src="/assets/a.js" x></script><a href="/countries/">x</a>')
    assert [line for line in text.splitlines() if "a.css" in line][:3] == [
        '<link rel="stylesheet" href="/assets/a.css" x>',
        '<link rel="stylesheet" href="assets/a.css" x>',
        '<link rel="stylesheet" href="../assets/a.css" x>',
    ]
    assert '<script src="../../assets/a.js" x></script>' in text
    assert "preload" not in text
    assert '<a href="/countries/">' in text
    assert "data-anywhere" in text
