"""What the live charts of a language need beside their specifications: words, and the areas that have a page."""

from __future__ import annotations

import json

from scripts.drawing.files import folder
from scripts.model.pages import COUNTRY
from scripts.model.site import Download
from scripts.render.script_words import script_words
from scripts.words.edition import Edition

NAME = "live.json"

MAP = "data/latest/map.topojson"
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
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Download(path=f"{base}/{NAME}", data=f"{text}\n".encode(), media_type="application/json")
