"""What the live charts of a language need beside their specifications: words, and the areas that have a page."""

from __future__ import annotations

from scripts.drawing.files import folder
from scripts.findings import reading
from scripts.findings.figures import DATA
from scripts.model.pages import COUNTRY
from scripts.model.site import Download, json_file
from scripts.render.script_words import script_words
from scripts.words.edition import Edition

NAME = "live.json"

MAP = f"{DATA}/{reading.MAP}"
"""The map with all its corners, for one that a reader enlarges."""


def live_file(site: Edition, names: str) -> Download:
    """Give the file that every live chart of a language loads first; `names` is the address of the names of its pages.

    `areas` has by code the name of each area and the address of its page. Addresses are seen from the site's root,
    which is `root` from here.
    """
    base, languages = folder(site), site.languages
    own = languages.root_of(site.words.language)
    content = {
        "words": script_words(site.words, "live"),
        "root": "../" * (base.count("/") + 1),
        "names": names,
        **({"map": MAP} if site.reading.map else {}),
        "areas": {code: [area.name, f"{own}{COUNTRY.path(code)}"] for code, area in site.areas.items()},
    }
    return json_file(f"{base}/{NAME}", content)
