"""Files that programs look for at the root of a site: what may be read (robots.txt), and what is where (llms.txt).

`llms.txt` (https://llmstxt.org) is for those who ask a machine: it says first what every answer must keep.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.exports.api import FOLDER as PROGRAMS
from scripts.exports.published import FOLDER
from scripts.model.agents import RULES
from scripts.model.pages import INDICATOR
from scripts.model.site import Download
from scripts.words.edition import Edition

MEDIA_TYPE = "text/plain"
LISTED = (
    ("indicators", f"{PROGRAMS}/indicators.json"),
    ("indicator", f"{PROGRAMS}/indicators/{{id}}.json"),
    ("summaries", f"{PROGRAMS}/summaries/{{id}}.json"),
    ("countries", f"{PROGRAMS}/countries.json"),
    ("country", f"{PROGRAMS}/countries/{{iso3}}.json"),
    ("years", f"{PROGRAMS}/years/{{iso3}}.json"),
    ("openapi", f"{PROGRAMS}/openapi.json"),
    ("package", f"{FOLDER}/datapackage.json"),
    ("latest", f"{FOLDER}/latest.csv"),
    ("aggregates", f"{FOLDER}/summaries.csv"),
    ("releases", f"{FOLDER}/releases.csv"),
)
"""What there is, by key of what is said of it, with its address below the site's root."""


def crawlers(site: Edition, site_url: str) -> Iterator[Download]:
    """Give the files. The map of the site has a whole address, so that a site without one has no robots.txt."""
    root = f"{site_url.rstrip('/')}/" if site_url else ""
    if root:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {root}sitemap.xml\n"
        yield Download(path="robots.txt", data=text.encode(), media_type=MEDIA_TYPE)
    yield Download(path="llms.txt", data=_for_models(site, root).encode(), media_type=MEDIA_TYPE)


def _for_models(site: Edition, root: str) -> str:
    package, words = site.reading.package, site.words
    release = words(
        "catalogue.release", site=site.naming.name, version=package.version, day=words.day(package.released)
    )
    told = str(package.descriptor.get("description", ""))
    lines = [
        f"# {_line(site.naming.name)}",
        "",
        f"> {_line(f'{told} {release}')}",
        "",
        f"## {words('agents.rules')}",
        "",
    ]
    lines += [f"- {words(f'agents.rule.{rule}')}" for rule in RULES]
    lines += ["", f"## {words('agents.files')}", ""]
    lines += [f"- [{path}]({root}{path}): {words(f'agents.file.{key}')}" for key, path in LISTED]
    lines += ["", f"## {words('agents.pages')}", ""]
    for row in site.reading.indicators:
        page = f"{site.root}{INDICATOR.path(row['id'])}"
        lines.append(f"- [{page}]({root}{page}): {_line(site.text(row, 'label'))}")
    return "\n".join([*lines, ""])


def _line(text: str) -> str:
    """Write a text of the package on one line, so that nothing in it becomes a heading or a link of this file."""
    plain = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\[]<>`*_#" else letter for letter in plain)
