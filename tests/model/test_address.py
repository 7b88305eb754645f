"""The address of a site: what is refused, in one line."""

from __future__ import annotations

import pytest

from scripts.cli import main
from scripts.model.address import site_address

GOOD = {
    "": "",
    "https://example.org": "https://example.org/",
    "https://example.org/": "https://example.org/",
    "HTTPS://EXAMPLE.Org/Data": "https://example.org/Data/",
    "http://localhost:8000/a/b": "http://localhost:8000/a/b/",
    "https://example.org:443/": "https://example.org/",
    "http://example.org:80/a/": "http://example.org/a/",
    "http://example.org:443/": "http://example.org:443/",
    "https://example.org/sub-folder/": "https://example.org/sub-folder/",
    "https://xn--bcher-kva.example/": "https://xn--bcher-kva.example/",
    "https://bücher.example/daten/": "https://xn--bcher-kva.example/daten/",
    "https://BÜCHER.example/": "https://xn--bcher-kva.example/",
    "https://faß.example/": "https://xn--fa-hia.example/",
    "https://日本.example/": "https://xn--wgv71a.example/",
    "https://example.org/données/é/": "https://example.org/donn%C3%A9es/%C3%A9/",
    "https://example.org/donn%C3%A9es": "https://example.org/donn%C3%A9es/",
    "https://example.org/a%20b/": "https://example.org/a%20b/",
    "https://example.org/a&b;c=1,2/": "https://example.org/a&b;c=1,2/",
    "https://user.github.io/repo.name/": "https://user.github.io/repo.name/",
    "https://example.org/index/": "https://example.org/index/",
    "https://127.0.0.1:8000": "https://127.0.0.1:8000/",
    "https://[::1]:8080/": "https://[::1]:8080/",
}
"""What somebody writes, and the address that pages get."""

BAD = {
    "ftp://example.org/": "https://",
    "example.org/data": "https://",
    "//example.org/": "https://",
    "https://": "host",
    "https:///data/": "host",
    "https://example.org/index.html": "page",
    "https://example.org/a/Index.HTM": "page",
    "https://example.org/a/index.html/": "page",
    "https://example.org/default.aspx": "page",
    "https://example.org/?": "query",
    "https://example.org/#": "query",
    "https://example.org/%zz/": "%",
    "https://example.org/a%2Fb/": "%",
    "https://example.org/a%00/": "%",
    "https://example.org/%2e%2e/": "%",
    "https://example.org/100%/": "%",
    f"https://{'a' * 64}.example/": "letters",
    f"https://{'ü' * 60}.example/": "host",
    f"https://{'a.' * 130}example/": "letters",
    "https://☃.example/": "host",
    "https://-x.example/": "host",
    "https://example.org./": "host",
    "https://example.org:/": "host",
    "https://example.org:x/": "port",
    "https://[::1/": "port",
    "https://me@example.org/": "user",
    "file:///srv/www/": "https://",
    "javascript:alert(1)": "https://",
    "www.example.org": "https://",
    "https:/example.org/": "host",
    "https:\\\\example.org\\": "sign",
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
def test_an_address_is_written_as_programs_do(text: str) -> None:
    assert site_address(text) == GOOD[text]
    assert site_address(GOOD[text]) == GOOD[text]


@pytest.mark.parametrize(("text", "why"), BAD.items(), ids=BAD.keys())
def test_an_address_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        site_address(text)


@pytest.mark.parametrize("command", ["publish", "reproduce"])
def test_it_is_told_in_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--site-url", "ftp://example.org/"]) == 2
    assert "ftp://example.org/" in capsys.readouterr().err.splitlines()[0]
