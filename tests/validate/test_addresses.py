"""What is wrong with an address, and that no report repeats a password."""

from __future__ import annotations

import pytest

from scripts.validate.checks.addresses import address_fault, without_secrets

CASES = {
    "url-malformed": (
        "https://https://iom.int",
        "http://http//iom.int",
        "https://http:iom.int",
        "https://iom",
        "https://iom..int",
        "https://-iom.int",
        "https://www,iom.int/",
        "https://iom.int/a|b",
        "https://iom.int/a%zz",
        "https://iom.int;https://un.org",
        "https://iom.int/,https://un.org",
        "https://iom.int:99999/",
        "https://iom.int:/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "https://999.1.1.1/",
    ),
    "url-not-web": (
        "ftp://x.org",
        "www.iom.int",
        "https:///x",
        "https://",
        "https://iom.int/a b",
        "javascript:alert(1)",
    ),
    "url-not-public": (
        "https://localhost/x",
        "http://LOCALHOST:8000",
        "https://127.0.0.1/x",
        "http://10.0.0.3",
        "http://192.168.1.1:80/",
        "http://169.254.169.254/latest",
        "https://0.0.0.0/",
        "http://[::1]/",
        "http://[fd00::1]/x",
        "https://server.local/",
        "https://intranet/x",
    ),
    "url-with-password": (
        "https://user:pw@iom.int/",
        "https://user@iom.int",
        "https://iom.int@evil.com/",
        "https://iom.int/?api_key=abc",
        "https://iom.int/?q=1&access_token=zz#x",
        "https://iom.int/#id_token=zz",
    ),
    "url-placeholder": ("https://example.com/x", "https://www.example.net", "https://foo.test", "http://a.invalid/"),
    "": (
        "https://8.8.8.8/x",
        "https://iom.int.",
        "https://iom.int:8080/",
        "https://iom.int/a%20b",
        "https://web.archive.org/web/2020/https://iom.int/",
        "https://example.org/doors",
        "https://münchen.de/",
        "https://xn--mnchen-3ya.de/",
        "https://my_site.iom.int/x",
        "https://iom.int/?tokenize=1&keyword=a&monkey=3",
        "https://iom.int/City_of_Sanctuary_(UK)",
        "https://iom.int/?session_token=",
    ),
}


@pytest.mark.parametrize(("code", "cell"), [(code, cell) for code, cells in CASES.items() for cell in cells])
def test_an_address(code: str, cell: str) -> None:
    assert address_fault(cell) == code


@pytest.mark.parametrize("cell", CASES["url-with-password"])
def test_a_password_is_not_repeated(cell: str) -> None:
    shown = without_secrets(cell)
    assert "…" in shown
    assert not any(secret in shown for secret in ("pw", "user", "abc", "zz", "iom.int@"))
