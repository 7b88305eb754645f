"""Hand-written pages: their description, their words for search, the terms of the glossary, the list of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.assemble.search import names_file
from scripts.assemble.written import Term, Written, described, with_changes, written_pages
from scripts.words.words import Words

FINE = "# T\n\nOne *fine*\nday.\n\nTwo.\n"
SAID = '# T\n\n- list\n\nSay "x" of [y](z.md).\n'
OWN = "---\ndescription: x\n---\n\n# T\n\nText.\n"
DESCRIBED = {
    "its own": (OWN, OWN),
    "its first paragraph": (FINE, f'---\ndescription: "One fine day."\n---\n{FINE}'),
    "what else it says stays": (
        f"---\nkeywords: a, b\n---\n{SAID}",
        f'---\nkeywords: a, b\ndescription: "Say \\"x\\" of y."\n---\n{SAID}',
    ),
}
GLOSSARY = (
    "# Glossary\n\nTerms.\n\n## Group\n\n### Not assessed\nNobody has looked. It is *not* a no.\n\n"
    "### LDC, LLDC {#ldc}\nGroups.\n"
)
CHANGELOG = (
    "# Changelog\n\nThe form.\n\n## [Unreleased]\n\n"
    '- A ([decision 3](docs/x.md)), [b](https://example.org), "1 cats" `"c"`.\n\n'
    "## [2026.1] - 2026-11-23\n\nFirst.\n"
)


@pytest.mark.parametrize(("text", "expected"), DESCRIBED.values(), ids=DESCRIBED.keys())
def test_a_page_is_described_by(text: str, expected: str) -> None:
    assert described(text) == expected


def test_what_search_is_told(tmp_path: Path) -> None:
    (tmp_path / "errors").mkdir()
    (tmp_path / "errors" / "index.md").write_text("# Problems\n\nAll.\n", encoding="utf-8")
    (tmp_path / "errors" / "bom.md").write_text("# bom\n\nA mark.\n", encoding="utf-8")
    (tmp_path / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "cite.md").write_text("---\nkeywords: license, reuse\n---\n# How to cite\n\nSo.\n", encoding="utf-8")
    terms = (
        Term(name="Not assessed", path="glossary/#not-assessed", note="Nobody has looked."),
        Term(name="LDC, LLDC", path="glossary/#ldc", note="Groups."),
    )
    pages = written_pages(tmp_path)
    assert pages == (
        Written(path="cite/", title="How to cite", keywords=("license", "reuse")),
        Written(path="errors/", title="Problems"),
        Written(path="errors/bom/", title="bom"),
        Written(path="glossary/", title="Glossary", terms=terms),
    )
    file = names_file(Words.load("en"), (), "fr/", pages).decode()
    assert (
        '"path":"fr/cite/","title":"How to cite","kind":"site","note":"","names":{"keyword":{"":["license","reuse"]}}'
        in file
    )
    assert '"path":"fr/glossary/#not-assessed","title":"Not assessed","kind":"term","note":"Nobody has looked."' in file
    assert '"names":{"also":{"":["LDC","LLDC"]}}' in file
    assert "fr/errors/" in file
    assert "fr/errors/bom/" not in file


def test_a_page_without_a_title_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("Text.\n", encoding="utf-8")
    assert written_pages(tmp_path) == (Written(path="x/", title="x"),)


def test_the_list_of_changes_stands_where_it_is_asked_for() -> None:
    words = Words.load("en")
    assert with_changes("# T\n\n<!-- changelog -->\n", CHANGELOG, words) == (
        '# T\n\n## Unreleased\n\n- A, [b](https://example.org), <q>1 cats</q> `"c"`.\n\n'
        "## 2026.1, 23 November 2026\n\nFirst.\n\n"
    )
    assert with_changes("# T\n", CHANGELOG, words) == "# T\n"
