"""Every class of the style sheets is given by a template, a script, a program or a hand-written page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

TEMPLATES = Path("site_templates")
LIBRARIES = ("md-", "vega-", "admonition")
"""What begins the classes that Material, Vega and Markdown extensions give."""

NAME = r"-?[A-Za-z_][\w-]*"
QUOTED = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|`[^`]*`')


def classes(style: str) -> set[str]:
    """Give the classes that the selectors of a style sheet name."""
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", style, flags=re.DOTALL)
    return {name for head in re.findall(r"([^{};]*)\{", bare) for name in re.findall(rf"\.({NAME})", head)}


def sources() -> Iterator[Path]:
    room = Path("scripts")
    yield from chain(TEMPLATES.rglob("*.html"), TEMPLATES.rglob("*.js"), TEMPLATES.rglob("*.mjs"))
    yield from chain((room / "render").rglob("*.py"), (room / "words").rglob("*.py"), (room / "model").rglob("*.py"))
    yield from chain((room / "charts").rglob("*.py"), (room / "sentences").rglob("*.py"), Path("docs").rglob("*.md"))


def unused(style: str, texts: str) -> list[str]:
    """Give the classes that stand in no quoted text: whole, or as a beginning that is open and an end of its own."""
    words = {word for quoted in QUOTED.findall(texts) for word in re.findall(NAME, quoted)}
    opened = set(re.findall(rf"({NAME}-)(?:\{{|\$|[\"'`])", texts))

    def stands(name: str) -> bool:
        parts = re.split(r"(?<=--)|(?<=^is-)|(?<=^fill-)", name, maxsplit=1)
        return name in words or (len(parts) > 1 and parts[0] in opened and parts[1] in words)

    return sorted(name for name in classes(style) if not name.startswith(LIBRARIES) and not stands(name))


def test_every_class_is_given() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    for sheet in sorted(TEMPLATES.rglob("*.css")):
        assert (sheet.name, unused(sheet.read_text(encoding="utf-8"), texts)) == (sheet.name, [])


def test_rules_stand_within_at_rules_alone() -> None:
    """A browser passes over `media print { … }` without a word."""
    for sheet in sorted(TEMPLATES.rglob("*.css")):
        style = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        around = [head.strip() for head in re.findall(r"([^{};]*)\{(?=[^{}]*\{)", style)]
        assert [(sheet.name, head) for head in around if not head.startswith("@")] == []


def test_a_class_that_nothing_gives_is_seen() -> None:
    texts = '<p class="pill pill--{{ kind }}"> kind="old" <b class="{% if a %} is-it{% endif %}">'
    assert unused(".pill--old, .pill--new:hover > .is-it { color: red; } /* .gone */ .lost { }", texts) == [
        "lost",
        "pill--new",
    ]
