"""`python -m tests.audit.accessibility SITE`: axe over every type of page, in every language, width and scheme.

Looks at `PAGES` with all that is folded open (on a phone the navigation too), and at what opens only when it is asked
for, in light and dark colours at 1280 and 320 px; in dark only by the rules that depend on colours. Says how much was
looked at and how often each rule was broken, and writes every finding to `audit/accessibility.json`; ends with 1 where
there is one. The tests look at a part of this.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from tests.browser.axe import AXE, OPENED, SCREENS, findings, opened, short
from tests.browser.conftest import ARGUMENTS, PATIENCE, chromium
from tests.browser.pages import LANGUAGES, PAGES
from tests.hosting.shipped import served

WRITTEN: Final = Path("audit") / "accessibility.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What axe found wrong: the rule, the element as HTML, and where: a page (or what was opened) on a screen."""

    language: str
    page: str
    width: int
    scheme: str
    rule: str
    element: str


@dataclass(slots=True, kw_only=True)
class Audit:
    """What was looked at, in looks of one page in one language on one screen, and what was found."""

    pages: int = 0
    opened: int = 0
    looks: int = 0
    findings: list[Finding]


def standing(site: Path, language: str) -> Iterator[tuple[str, str]]:
    """Give the names and paths of the pages of `PAGES` that a site has in a language."""
    for name, path in PAGES.items():
        file = site / LANGUAGES[language] / path.partition("?")[0]
        if file.is_file() or (file / "index.html").is_file():
            yield name, path


def lacks(site: Path, program: str, tool: Path) -> str:
    """Say what an audit of a site in a browser lacks: the browser, its tool, the site; '' where all is there."""
    there = {"chromium": program, str(tool): tool.is_file(), f"site in {site}": (site / "index.html").is_file()}
    return next((what for what, is_there in there.items() if not is_there), "")


def _looked(page: Page, audit: Audit, language: str, name: str) -> None:
    """Look at what the page shows, on every screen."""
    for width, scheme, rules in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        audit.looks += 1
        audit.findings += [
            Finding(language=language, page=name, width=width, scheme=scheme, rule=rule, element=element[:300])
            for rule, element, _ in findings(page, rules)
        ]


def look(page: Page, site: Path) -> Audit:
    """Look at everything of the site that is served to the page."""
    audit = Audit(findings=[])
    for language, folder in LANGUAGES.items():
        if not (site / folder / "index.html").is_file():
            continue
        for name, path in standing(site, language):
            page.set_viewport_size({"width": 1280, "height": 800})
            short(page, path, language, rows=2, sections=1000)
            audit.pages += 1
            _looked(page, audit, language, name)
        for name in OPENED:
            page.set_viewport_size({"width": 1280, "height": 800})
            opened(page, name, language)
            audit.opened += 1
            _looked(page, audit, language, name)
    return audit


def report(audit: Audit) -> list[str]:
    """Give the lines that say what was looked at and found."""
    rules = Counter(finding.rule for finding in audit.findings)
    seen = f"{audit.pages} pages and {audit.opened} opened boxes and charts, {audit.looks} looks"
    return [
        f"axe: {seen}, {len(audit.findings)} violations of {len(rules)} rules.",
        *(f"  {rule}: {count}" for rule, count in rules.most_common()),
    ]


def main(site: Path) -> int:
    """Look, write, say, and give the exit code."""
    program = chromium()
    if lacking := lacks(site, program, AXE):
        sys.stdout.write(f"axe: NOT RUN, since there is no {lacking}.\n")
        return 0
    with served(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        context = browser.new_context(base_url=root, bypass_csp=True, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        audit = look(context.new_page(), site)
        browser.close()
    WRITTEN.parent.mkdir(exist_ok=True)
    found = [asdict(finding) for finding in audit.findings]
    WRITTEN.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(report(audit)) + "\n")
    return 1 if audit.findings else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
