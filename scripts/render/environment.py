"""The environment that templates are rendered in: words, texts of the package, and how a figure is printed."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.render.parts import Sections
from scripts.render.script_words import script_words
from scripts.words.edition import Edition, plain

TEMPLATES = Path("site_templates")


def environment_of(edition: Edition) -> Environment:
    """Give the environment of one language. What is undefined is an error, and texts are escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: edition.html(value) if isinstance(value, Figure) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )

    def t(key: str, **values: object) -> Markup:
        return edition.phrase(key, **values)

    environment.globals.update(
        t=t,
        edition=edition,
        words=edition.words,
        release=edition.reading.package,
        naming=edition.naming,
        sections=Sections,
        script_words=lambda script: script_words(edition.words, script),
    )
    environment.filters["plain"] = plain
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment
