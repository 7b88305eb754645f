"""Every file for hosts says the same headers for the same addresses, and those are the ones of the one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scripts.assemble import hosting
from scripts.assemble.hosting import hosting_files
from scripts.model.headers import (
    ALWAYS,
    ASSET,
    EMBEDDED,
    FILE,
    KINDS,
    MEDIA_TYPES,
    PAGE,
    PICTURE,
    Kind,
    kind_of,
    media_type,
)
from tests.hosting import forms, shipped

FILES: dict[str, Kind] = {
    "index.html": PAGE,
    "404.html": PAGE,
    "sitemap.xml": PAGE,
    "about/index.html": PAGE,
    "countries/deu/index.html": PAGE,
    "embeddings/index.html": PAGE,
    "errors/data/index.html": PAGE,
    "api/index.html": PAGE,
    "embed/doors-trend/index.html": EMBEDDED,
    "assets/0123456789ab/js/site.js": ASSET,
    "assets/0123456789ab/fonts/serif.woff2": ASSET,
    "charts/doors-trend.csv": PICTURE,
    "charts/doors-trend/wide.svg": PICTURE,
    "api/v1/countries/DEU.json": FILE,
    "data/latest/map.topojson": FILE,
    "data/latest/countries/DEU.csv": FILE,
    "search/pagefind.js": FILE,
    "share/home.png": PICTURE,
}
"""Files of a site, and the kind of each."""

FORMS: dict[str, Callable[[str, str], dict[str, str]]] = {
    ".htaccess": forms.apache,
    "hosting/nginx.conf": forms.nginx,
    "hosting/caddy.conf": forms.caddy,
}


def addresses(path: str) -> list[str]:
    """A file's own address, and its folder's where it is the index."""
    return [path, path.removesuffix("index.html")] if path.endswith("index.html") else [path]


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_of_the_kind_of_its_folder(path: str) -> None:
    assert kind_of(path) is FILES[path]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("base", ["/", "/open.data/doors/"])
def test_a_server_sends_what_the_source_says(form: str, base: str) -> None:
    text = hosting_files(FILES, base)[form]
    told = {path: [FORMS[form](text, f"{base}{place}") for place in addresses(path)] for path in FILES}
    expected = {path: [{**ALWAYS, **kind.headers}] * len(addresses(path)) for path, kind in FILES.items()}
    assert told == expected


@pytest.mark.parametrize("form", FORMS)
def test_what_is_beside_the_site_is_under_the_strictest_rules(form: str) -> None:
    """A site below a path shares its host with others: their folders of the same names are not ours."""
    text = hosting_files(FILES, "/open.data/doors/")[form]
    for address in ("/embed/x/", "/open-data/doors/embed/x/", "/x/open.data/doors/embed/x/"):
        assert FORMS[form](text, address) == {**ALWAYS, **PAGE.headers}, address


def test_static_hosts_send_what_the_source_says(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text(hosting_files(FILES, "/")["_headers"], encoding="utf-8")
    read = shipped.read(tmp_path)
    for path, kind in FILES.items():
        for place in addresses(path):
            told = read.headers(place)
            assert {name: told[name] for name in told if name != "Content-Type"} == {**ALWAYS, **kind.headers}, place
    assert read.headers("data/latest/map.topojson")["Content-Type"] == "application/json"


def test_a_site_of_pages_alone_has_no_rule_for_everything_twice() -> None:
    patterns = [line for line in hosting.netlify(["index.html"]).splitlines() if line.startswith("/")]
    assert patterns == ["/*", "/index.html", "/"]


def test_what_is_not_there_has_no_headers_of_a_kind(tmp_path: Path) -> None:
    """Its page brings its own policy; a rule for everything would stand beside those of the folders."""
    (tmp_path / "_headers").write_text(hosting_files(FILES, "/")["_headers"], encoding="utf-8")
    assert shipped.read(tmp_path).headers("nowhere/") == dict(ALWAYS)


def test_the_limits_of_hosts_are_kept(site: Path) -> None:
    """Cloudflare reads a hundred rules of two thousand characters a line, with one `*` each."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line.startswith("/")]
    assert 0 < len(patterns) <= 100
    assert max(map(len, lines)) <= 2000
    assert all(pattern.count("*") <= 1 for pattern in patterns)


def patterns_of(languages: Sequence[str], releases: Sequence[str]) -> list[str]:
    roots = ("", *(f"{language}/" for language in languages))
    inside = ("index.html", "countries/nor/index.html", "embed/a/index.html", "feeds/all.xml", "assets/a/b.css")
    files = [f"{root}{path}" for root in roots for path in inside]
    files += [f"data/{release}/map.topojson" for release in ("latest", *releases)]
    text = hosting_files(files, "/", roots)["_headers"]
    return [line for line in text.splitlines() if line.startswith("/")]


def test_a_language_or_a_release_more_is_no_folder_s_rule_more() -> None:
    two = patterns_of(("fr", "es"), ("2026.1",))
    assert {"/:any/countries/*", "/:any/embed/*", "/:any/assets/*", "/data/:any/map.topojson"} <= set(two)
    more = patterns_of(("fr", "es", "pt"), ("2026.1", "2026.2"))
    assert set(more) - set(two) == {"/pt/"}


def test_folders_have_one_rule_only_where_no_other_is_meant() -> None:
    """`data/countries/` is of another kind, and a rule for any folder would hold for it too."""
    files = ["fr/countries/nor/index.html", "es/countries/nor/index.html", "data/countries/nor.csv"]
    text = hosting_files([*files, "fr/feeds/all.xml", "es/feeds/all.xml"], "/", ("", "fr/", "es/"))["_headers"]
    patterns = {line for line in text.splitlines() if line.startswith("/")}
    assert {"/fr/countries/*", "/es/countries/*", "/data/*", "/:any/feeds/*"} <= patterns


def test_every_file_of_the_site_has_a_media_type(site: Path) -> None:
    ends = {path.suffix.removeprefix(".") for path in site.rglob("*") if path.is_file()}
    assert ends - {"", *MEDIA_TYPES} == set()


@pytest.mark.parametrize("end", MEDIA_TYPES)
def test_each_server_is_told_every_media_type(end: str) -> None:
    made, told = hosting_files(FILES, "/"), media_type(f"x.{end}")
    assert f"  {MEDIA_TYPES[end]} {end};\n" in made["hosting/nginx.conf"]
    assert f'AddType "{told}" .{end}\n' in made[".htaccess"]
    assert f'header @type-{end} Content-Type "{told}"\n' in made["hosting/caddy.conf"]


def test_nothing_in_a_value_ends_it() -> None:
    """Values stand between quotation marks, and nginx puts the value of a variable in the place of its name."""
    values = [value for kind in KINDS for value in kind.headers.values()] + list(ALWAYS.values())
    assert [value for value in values if re.search(r'["\\$\n{}]', value)] == []


def test_files_for_hosts_name_no_folder_of_a_machine(site: Path) -> None:
    for name in ("_headers", *FORMS):
        assert not re.search(r"/(?:home|root|tmp|var|srv|usr|etc|work)/", (site / name).read_text(encoding="utf-8")), (
            name
        )
