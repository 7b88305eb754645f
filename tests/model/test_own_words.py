"""The package of this project says in its own words whose wording it shows, and that nobody has endorsed it."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.model.naming import own_words

DESCRIPTOR = Path("datapackage/datapackage.json")


def test_the_package_says_its_own_words() -> None:
    said = own_words(json.loads(DESCRIPTOR.read_bytes()), "en")
    assert said["page.wording"] == "IOM\N{RIGHT SINGLE QUOTATION MARK}s wording"
    assert said["frame.standing"] == "Unofficial, independent"
    assert all("endorsed" in said[key] for key in ("site.copyright", "home.independent"))
