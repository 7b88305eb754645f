"""Letters without their marks."""

from __future__ import annotations

import pytest

from scripts.model.letters import without_marks


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Côte d’Ivoire", "Cote d’Ivoire"),
        ("Türkiye", "Turkiye"),
        ("e\u0301", "e"),
        ("ﬁ", "fi"),
        ("Łódź", "Łodz"),
        ("", ""),
    ],
)
def test_letters_lose_their_marks_and_nothing_else(text: str, bare: str) -> None:
    assert without_marks(text) == bare
