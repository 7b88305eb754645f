"""What may be done with something is the strictest of what its sources' rows say."""

from __future__ import annotations

import pytest

from scripts.model.reuse import terms_of

FREE = {"licence": "CC BY 4.0", "redistribution": "attribution", "publisher": "An institute"}
OPEN = {"licence": "MIT", "redistribution": "open", "publisher": "A person"}
DERIVED = {"licence": "All rights reserved", "redistribution": "derived-only", "publisher": "An office"}
SILENT = {"licence": "not stated", "redistribution": "attribution", "publisher": "A city"}


@pytest.mark.parametrize(
    ("sources", "kind", "publishers", "licences"),
    [
        ([FREE], "stated", ("An institute",), ("CC BY 4.0",)),
        ([FREE, OPEN, FREE], "stated", ("An institute", "A person"), ("CC BY 4.0", "MIT")),
        ([FREE, DERIVED], "derived", ("An office",), ("All rights reserved",)),
        ([FREE, DERIVED, SILENT], "unstated", ("A city",), ("not stated",)),
        ([SILENT | {"redistribution": "derived-only"}], "unstated", ("A city",), ("not stated",)),
    ],
)
def test_the_strictest_terms_hold(
    sources: list[dict[str, str]], kind: str, publishers: tuple[str, ...], licences: tuple[str, ...]
) -> None:
    terms = terms_of(sources)
    assert terms is not None
    assert (terms.kind, terms.publishers, terms.licences) == (kind, publishers, licences)


def test_of_no_sources_nothing_is_said() -> None:
    assert terms_of([]) is None
