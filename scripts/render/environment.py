"""The environment that templates are rendered in: words, texts of the package, and how a figure is printed."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from traceback import extract_tb
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.render.parts import Sections
from scripts.render.script_words import script_words
from scripts.words.edition import Edition, plain

TEMPLATES = Path("site_templates")


class Compiled(BytecodeCache):
    """The templates that this process has compiled, each with the hash of its text.

    They are the same in every language, and in every edition that is built while the site is served.
    """

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template as it was compiled, unless its text is another since."""
        checksum, code = self._held.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        if bucket.code is not None:
            self._held[bucket.key] = (bucket.checksum, bucket.code)


COMPILED: Final = Compiled()


BrokenTemplateError = TemplateError
"""What a template raises that is none, or names something that is not there."""


def broken(error: TemplateError) -> str:
    """Say in a line what is wrong with a template: in which, in what line, and what."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}, line {error.lineno}: {error.message}"
    run = [frame for frame in extract_tb(error.__traceback__) if TEMPLATES.name in Path(frame.filename).parts]
    return f"{run[-1].filename}, line {run[-1].lineno}: {error.message}" if run else f"{TEMPLATES}: {error.message}"


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
        bytecode_cache=COMPILED,
    )

    def t(key: str, **values: object) -> Markup:
        return edition.phrase(key, **values)

    environment.globals.update(
        t=t,
        has=lambda table: bool(edition.reading.rows(table)),
        edition=edition,
        words=edition.words,
        release=edition.reading.package,
        naming=edition.naming,
        sections=Sections,
        script_words=cache(partial(script_words, edition.words)),
    )
    environment.filters["plain"] = plain
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment
