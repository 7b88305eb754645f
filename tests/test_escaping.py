"""Texts cannot become markup: what templates print is escaped, and what is not escaped is said here with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path("site_templates")
THEME = TEMPLATES / "theme"
SCRIPTS = Path("scripts")

SAFE = {
    ("theme/main.html", "first.title"): "a heading of a hand-written page, which Markdown has made HTML",
    ("theme/main.html", "section.title"): "a heading of a hand-written page, which Markdown has made HTML",
    ("theme/partials/meta.html", "page.meta.about"): "JSON in which each letter that could end its element is escaped",
    ("theme/main.html", "page.content"): "a hand-written page, which Markdown has made HTML; generated ones have none",
}
"""Template and expression that is printed as it is: why. No text from data may be here as it is."""

ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.do"])


def templates() -> list[Path]:
    return sorted(
        path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".svg") and path.parts[1] != "assets"
    )


def tree_of(text: str) -> nodes.Template:
    return ENVIRONMENT.parse(text)


def expression(node: nodes.Node) -> str:
    """A name with its attributes as it is written in a template; the kind of node for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    return f"{expression(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else type(node).__name__


def unescaped(node: nodes.Node, *, escaping: bool = False) -> Iterator[int]:
    """Lines that print something outside of `autoescape`, or where it is turned off."""
    if isinstance(node, nodes.ScopedEvalContextModifier):
        [option] = node.options
        escaping = isinstance(option.value, nodes.Const) and option.value.value is True
        if not escaping:
            yield node.lineno
    if isinstance(node, nodes.Block):
        escaping = False  # a block is a function of its own: what stands around it in its template has no power over it
    if isinstance(node, nodes.Output) and not escaping:
        yield from (child.lineno for child in node.nodes if not isinstance(child, nodes.TemplateData))
    for child in node.iter_child_nodes():
        yield from unescaped(child, escaping=escaping)


def made_safe(tree: nodes.Template) -> Iterator[str]:
    """What the filters `safe`, `tojson` and `xmlattr` print as it is, but for what a template itself says."""
    for found in tree.find_all(nodes.Filter):
        if found.name in ("safe", "tojson", "xmlattr") and not isinstance(found.node, nodes.Const):
            yield expression(found.node) if found.node else "a block"


def raw_markup(tree: ast.AST) -> Iterator[int]:
    """Lines that make Markup of something that is not written there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup":
            yield from (node.lineno for argument in node.args if not isinstance(argument, ast.Constant))


@pytest.mark.parametrize("path", [p for p in templates() if p.is_relative_to(THEME)], ids=str)
def test_the_theme_escapes_what_it_prints(path: Path) -> None:
    assert list(unescaped(tree_of(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", [p for p in templates() if not p.is_relative_to(THEME)], ids=str)
def test_no_other_template_turns_escaping_off(path: Path) -> None:
    tree = tree_of(path.read_text(encoding="utf-8"))
    assert [node.lineno for node in tree.find_all(nodes.EvalContextModifier)] == []


def test_what_is_printed_as_it_is_has_a_reason() -> None:
    found = {
        (path.relative_to(TEMPLATES).as_posix(), what)
        for path in templates()
        for what in made_safe(tree_of(path.read_text(encoding="utf-8")))
    }
    assert found == set(SAFE)


@pytest.mark.parametrize("path", sorted(SCRIPTS.rglob("*.py")), ids=str)
def test_markup_is_made_of_what_is_written_in_the_program(path: Path) -> None:
    assert list(raw_markup(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ a }}",
        "{% block x %}{{ a }}{% endblock %}",
        "{% autoescape true %}{% block x %}{{ a }}{% endblock %}{% endautoescape %}",
        "{% autoescape false %}{{ a }}{% endautoescape %}",
        "{% autoescape a %}{{ a }}{% endautoescape %}",
        "{% macro m() %}{{ a }}{% endmacro %}",
    ],
)
def test_what_is_not_escaped_is_seen(text: str) -> None:
    assert list(unescaped(tree_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "<p>a</p>",
        "{% block x %}{% autoescape true %}{{ a }}{% if b %}{{ b }}{% endif %}{% endautoescape %}{% endblock %}",
        "{% autoescape true %}{% macro m() %}{{ a }}{% endmacro %}{% endautoescape %}",
    ],
)
def test_what_is_escaped_is_no_fault(text: str) -> None:
    assert list(unescaped(tree_of(text))) == []


def test_a_filter_that_escapes_nothing_is_seen() -> None:
    assert list(made_safe(tree_of("{{ a.b | safe }}{{ c | upper }}"))) == ["a.b"]


def test_markup_of_a_value_is_seen() -> None:
    assert list(raw_markup(ast.parse("Markup(text)\nMarkup(f'<b>{text}</b>')\nMarkup('<b>')"))) == [1, 2]
