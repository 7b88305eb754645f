"""Scripts have exactly the words that they ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.render.script_words import SCRIPTS, script_words
from scripts.words.words import Words
from tests.packages import LANGUAGES

FOLDER = Path("site_templates/assets/js")
ASKED = re.compile(r"""(?:say|parts|texts)[(\[]\s*["`]([\w.]+)(\$\{)?""")


def asked(script: str) -> set[str]:
    """The keys in a script's text and in that of its parts; those that are put together end in a point."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob(f"{script}*.js"))
    named = re.findall(r'"((?:compare|status|quote|row|live|take)\.(?!(?:json|zlib)")[a-z_.]+)"', text)
    return {key for key, _ in ASKED.findall(text)} | set(named)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_asks_for_no_more_and_no_less(script: str) -> None:
    keys, given = asked(script), set(SCRIPTS[script])
    open_ended = {key for key in keys if key not in given}
    assert {key for key in open_ended if not any(name.startswith(key) for name in given)} == set()
    assert {name for name in given if name not in keys and not name.startswith(tuple(open_ended))} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_given_in_all_their_forms(language: str) -> None:
    words = script_words(Words.load(language), "compare")
    assert set(words["compare.unknown"]) >= {"one", "other"}
    assert isinstance(words["compare.choose"], str)
