"""Hashes, policies and headers: each that is missing, wrong or too lenient is told, and what is sound is not."""

from __future__ import annotations

import pytest

from tests.verify.tiny_site import IN_PAGES, STYLE_HASH, Made, page

FRANCE, EMBEDDED = "countries/fra/index.html", "embed/doors-trend/index.html"
BODY = f'<title>x</title></head><body><meta http-equiv="Content-Security-Policy" content="{IN_PAGES}"><title>'
Change = tuple[str, str, str]
"""A file, a text in it, and what stands there instead."""

FAULTS: dict[str, tuple[Change, str, str]] = {
    "a style sheet without a hash": ((FRANCE, f' integrity="{STYLE_HASH}"', ""), FRANCE, "integrity-absent"),
    "an empty hash": ((FRANCE, STYLE_HASH, ""), FRANCE, "integrity-absent"),
    "another hash": ((FRANCE, STYLE_HASH, f"{STYLE_HASH[:-4]}AAAA"), FRANCE, "integrity-differs"),
    "a weaker hash": ((FRANCE, "sha384-", "sha256-"), FRANCE, "integrity-differs"),
    "a second hash": ((FRANCE, STYLE_HASH, f"{STYLE_HASH} sha384-AAAA"), FRANCE, "integrity-differs"),
    "a style sheet that was changed": (
        ("assets/site.css", "serif.woff2", "./serif.woff2"),
        FRANCE,
        "integrity-differs",
    ),
    "a script without a hash": (
        ("index.html", "</h1>", '</h1><script src="assets/x.js"></script>'),
        "index.html",
        "integrity-absent",
    ),
    "a script of an absolute address": (
        ("404.html", "</h1>", '</h1><script src="/assets/x.js"></script>'),
        "404.html",
        "integrity-absent",
    ),
    "a module without a hash": (
        (FRANCE, "</h1>", '</h1><script type="module" src="../../assets/x.js?1#2"></script>'),
        FRANCE,
        "integrity-absent",
    ),
    "a module loaded early": (
        (FRANCE, "<title>", '<link rel="preload modulepreload" href="../../assets/x.js"><title>'),
        FRANCE,
        "integrity-absent",
    ),
    "no policy": ((FRANCE, "http-equiv", "name"), FRANCE, "policy-absent"),
    "a policy in the body": (
        (FRANCE, f'<meta http-equiv="Content-Security-Policy" content="{IN_PAGES}"><title>', BODY),
        FRANCE,
        "policy-absent",
    ),
    "a policy with less": ((FRANCE, "worker-src 'none'; ", ""), FRANCE, "policy-differs"),
    "a policy with more": ((FRANCE, "img-src 'self'", "img-src 'self' data:"), FRANCE, "policy-differs"),
    "a policy too late": (
        (
            FRANCE,
            "<title>",
            f'<title>x</title><meta http-equiv="content-security-policy" content="{IN_PAGES}; x"><title>',
        ),
        FRANCE,
        "policy-differs",
    ),
    "something before the policy": (
        (FRANCE, "<meta http-equiv", '<link rel="icon" href="../../assets/site.css"><meta http-equiv'),
        FRANCE,
        "policy-late",
    ),
    "no headers": (("_headers", "", ""), "_headers", "headers-missing"),
    "no file for nginx": (("hosting/nginx.conf", "", ""), "hosting/nginx.conf", "headers-missing"),
    "no file for Caddy": (("hosting/caddy.conf", "", ""), "hosting/caddy.conf", "headers-missing"),
    "no file for Apache": ((".htaccess", "", ""), ".htaccess", "headers-missing"),
    "a folder without a policy": (("_headers", "/search/*", "/find/*"), "search/pagefind.js", "header-absent"),
    "a folder without its own address": (("_headers", "/index.html\n", "/home.html\n"), "index.html", "header-absent"),
    "an address without its file": (("_headers", "\n/\n", "\n/x\n"), "index.html", "header-absent"),
    "no media types held to": (("_headers", "X-Content-Type-Options: nosniff", "X-Y: z"), FRANCE, "header-absent"),
    "data for this site only": (
        ("_headers", "Allow-Origin", "Deny-Origin"),
        "data/latest/sources.csv",
        "header-absent",
    ),
    "two rules": (
        ("_headers", "/search/*", "/search/*\n  Cache-Control: x\n/s*"),
        "search/pagefind.js",
        "header-twice",
    ),
    "inline scripts": (
        ("_headers", "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        FRANCE,
        "policy-lenient",
    ),
    "evaluated scripts": (
        ("_headers", "script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        FRANCE,
        "policy-lenient",
    ),
    "scripts from elsewhere": (("_headers", "script-src 'self'", "script-src https:"), FRANCE, "policy-lenient"),
    "frames in pages of others": (
        ("_headers", "frame-ancestors 'none'\n", "frame-ancestors *\n"),
        FRANCE,
        "policy-lenient",
    ),
    "no word on frames": (("_headers", "; frame-ancestors 'none'\n", "\n"), FRANCE, "policy-lenient"),
    "no default": (("_headers", "default-src 'none'; script", "script"), FRANCE, "policy-lenient"),
    "a default that allows": (("_headers", "default-src 'none'", "default-src 'self'"), FRANCE, "policy-lenient"),
    "any trusted type": (("_headers", "trusted-types site", "trusted-types *"), FRANCE, "policy-lenient"),
    "a directive of nobody": (("_headers", "base-uri", "frame-src 'self'; base-uri"), FRANCE, "policy-lenient"),
    "a word of nobody": (("_headers", "base-uri", "upgrade-insecure-requests; base-uri"), FRANCE, "policy-lenient"),
    "a file that may run": (
        ("_headers", "; sandbox", "; sandbox allow-scripts"),
        "search/pagefind.js",
        "policy-lenient",
    ),
    "a file that may load": (("_headers", "; sandbox", ""), "search/pagefind.js", "policy-lenient"),
}


def apply(made: Made, change: Change) -> None:
    """Make a change, everywhere in its file; a file with nothing to change is removed."""
    path, old, new = change
    if old:
        made.change(path, old, new)
    else:
        (made.site / path).unlink()


@pytest.mark.one_in(7)
@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_its_place(made: Made, case: str) -> None:
    change, file, code = FAULTS[case]
    made.add("assets/x.js", "")
    assert made.problems() == ()
    apply(made, change)
    assert (file, code) in {(problem.file, problem.code) for problem in made.problems()}


def embedded(made: Made, policy: str) -> None:
    """Add a chart to embed, under a policy."""
    made.add(EMBEDDED, page("", 2))
    made.add("charts/doors-trend.csv", "")
    headers = (made.site / "_headers").read_text(encoding="utf-8")
    made.add("_headers", f"{headers}/embed/*\n  Content-Security-Policy: {policy}\n")


@pytest.mark.parametrize(
    ("policy", "codes"),
    [(IN_PAGES, set()), (f"{IN_PAGES}; frame-ancestors 'none'", {"embedding-forbidden"})],
)
def test_a_chart_of_its_own_may_stand_anywhere(made: Made, policy: str, codes: set[str]) -> None:
    embedded(made, policy)
    told = {problem.code for problem in made.problems() if problem.file == EMBEDDED}
    assert told == codes


def test_a_site_below_a_path_has_its_hashes_checked(made: Made) -> None:
    """What is missing is served at any depth, so its page names files by their whole path."""
    made.put_at("https://example.org/doors/")
    made.change("404.html", 'href="assets/site.css"', 'href="/doors/assets/site.css"')
    made.change("404.html", 'href="/countries/"', 'href="/doors/countries/"')
    assert made.problems() == ()
    made.change("404.html", STYLE_HASH, "sha384-AAAA")
    assert [(problem.file, problem.code) for problem in made.problems()] == [("404.html", "integrity-differs")]


def test_one_folder_of_any_name_is_told_from_several(made: Made) -> None:
    made.change("_headers", "/data/*", "/data/:any/*")
    assert made.problems() == ()
    made.change("_headers", "/data/:any/*", "/:any/sources.csv")
    assert "header-absent" in {problem.code for problem in made.problems() if problem.file == "data/latest/sources.csv"}
