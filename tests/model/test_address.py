"""The address of a site: what is refused, in one line."""

from __future__ import annotations

import pytest

from scripts.cli import main
from scripts.model.address import site_address

GOOD = (
    "",
    "https://example.org",
    "https://example.org/",
    "http://localhost:8000/a/b",
    "https://example.org/sub-folder/",
    "https://xn--bcher-kva.example/",
    "https://bücher.example/daten/",
    "https://user.github.io/repo.name/",
    "https://[::1]:8080/",
)
BAD = {
    "ftp://example.org/": "https://",
    "example.org/data": "https://",
    "//example.org/": "https://",
    "https://": "host",
    "https:///data/": "host",
    "https://example.org/index.html": "page",
    "https://example.org/a/Index.HTM": "page",
    "https://example.org/?x=1": "query",
    "https://example.org/#top": "query",
    "https://example.org/a b/": "space",
    " https://example.org/": "space",
    "https://example.org/\n": "space",
    "https://example.org:99999/": "port",
    "https://me:secret@example.org/": "user",
    "https://example.org/a/../b/": "leads up",
    "https://example.org//a/": "empty",
    "https://exa_mple..org/": "host",
    'https://example.org/"><script>': "sign",
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_is_taken_as_it_is(text: str) -> None:
    assert site_address(text) == text


@pytest.mark.parametrize(("text", "why"), BAD.items(), ids=BAD.keys())
def test_an_address_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        site_address(text)


@pytest.mark.parametrize("command", ["publish", "reproduce"])
def test_it_is_told_in_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--site-url", "ftp://example.org/"]) == 2
    assert "ftp://example.org/" in capsys.readouterr().err.splitlines()[0]
