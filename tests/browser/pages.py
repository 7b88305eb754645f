"""The pages that a browser looks at: one of each type, and countries of which each was a trap once."""

from __future__ import annotations

from playwright.sync_api import Page, Request

PAGES = {
    "home": "",
    "indicators": "indicators/",
    "indicator of a policy": "indicators/dual-nationality/",
    "indicator of a count": "indicators/border-deaths/",
    "indicator of a ratio with a register": "indicators/agreement-safeguards/",
    "indicator of a register": "indicators/diaspora-investment/",
    "indicator of published figures": "indicators/financial-literacy/",
    "indicator of a ratio of cases": "indicators/regularisation/",
    "register on a page of its own": "indicators/diaspora-investment/register/",
    "years on a page of their own": "indicators/dual-nationality/trend/",
    "policy area": "policy-areas/human-rights/",
    "dimensions": "dimensions/",
    "dimension": "dimensions/managing-borders/",
    "criteria": "criteria/",
    "countries": "countries/",
    "country with most figures": "countries/deu/",
    "country whose code is NA": "countries/nam/",
    "country with few figures": "countries/tuv/",
    "country that is younger than its series": "countries/ssd/",
    "observer state": "countries/pse/",
    "comparison": "compare/?a=DEU&b=MAR&c=ITA&d=PHL",
    "comparison of nothing yet": "compare/",
    "chart of its own": "embed/dual-nationality-trend/",
    "live map of a year": "embed/border-deaths-map/?interactive&year=2016&areas=ITA",
    "map of its own": "embed/world-coverage/",
    "regions": "regions/",
    "region": "regions/002/",
    "good practices": "good-practices/",
    "crosswalk": "crosswalk/",
    "sources": "sources/",
    "source": "sources/missing-migrants/",
    "downloads": "downloads/",
    "quality": "quality/",
    "method": "method/",
    "rules of summing": "method/rules/",
    "cases of sentences": "method/sentences/",
    "glossary": "glossary/",
    "files for programs": "api/",
    "about": "about/",
    "how to cite": "cite/",
    "accessibility": "accessibility/",
    "honest sentences": "honest/",
    "problems": "errors/",
    "problem": "errors/column-missing/",
    "page that is not here": "404.html",
}
"""What the page is, and its path below the root of the site."""

LATER = {
    PAGES["comparison"]: "#comparison",
    PAGES["comparison of nothing yet"]: "#compare-a",
    PAGES["live map of a year"]: ".chart__area",
}
"""What of a page is drawn by a script after the page has loaded."""


LANGUAGES = {"en": "", "fr": "fr/", "es": "es/"}
"""The languages of the site, the first first, and where each has its pages below the root."""

FIRST_ALONE = ("problems", "problem", "page that is not here")
"""The pages of `PAGES` that stand in the first language alone."""

TRANSLATED = [(language, name) for language in ("fr", "es") for name in PAGES if name not in FIRST_ALONE]
"""Every page of a further language."""


def visit(page: Page, path: str, language: str = "en") -> None:
    """Open a page in a language and wait until all of it is there."""
    page.goto(LANGUAGES[language] + path, wait_until="load")
    if path in LATER:
        page.wait_for_selector(LATER[path])


IDLE = "() => document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done)))"


def settled(page: Page, path: str) -> list[Request]:
    """Open a page and give all that it asks for by itself, once everything is there and nothing follows from it.

    The list goes on growing with what is asked for later.
    """
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - playwright marks what it is given
    visit(page, path)
    known = 0
    while known < len(asked):
        known = len(asked)
        for request in asked[:known]:
            answer = request.response()
            if answer:
                answer.finished()
        page.evaluate(IDLE)
    return asked
