"""Small readings of the files for hosts: which headers an address gets by each, as the manuals of the servers say."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator

Headers = dict[str, str]
APACHE_HEADER = re.compile(r'Header always set (\S+) "([^"]*)"')
NGINX_HEADER = re.compile(r'add_header (\S+) (?:"([^"]*)"|\$(\w+)) always;')
NGINX_SET = re.compile(r'set \$(\w+) "([^"]*)";')
NGINX_BLOCK = re.compile(r'if \(\$uri ~ "([^"]*)"\) \{\n(.*?)\n\}', re.DOTALL)
APACHE_BLOCK = re.compile(r"<(If|ElseIf|Else)(?: \"%\{REQUEST_URI\} =~ m#(.*?)#\")?>\n(.*?)</\1>", re.DOTALL)
CADDY_MATCHER = re.compile(r"^@(\S+) (not )?path (.*)$", re.MULTILINE)
CADDY_HEADER = re.compile(r"^header (@\S+ )?(?:\{\n(.*?)\n\}|(\S+) \"(.*)\")$", re.MULTILINE | re.DOTALL)


def nginx(text: str, address: str) -> Headers:
    """`set` and `if` go from top to bottom; a header whose value is empty is not sent."""
    outside = NGINX_BLOCK.sub("", text)
    variables = dict(NGINX_SET.findall(outside))
    for pattern, inside in NGINX_BLOCK.findall(text):
        if re.search(pattern, address):
            variables |= dict(NGINX_SET.findall(inside))
    told = {name: variables[variable] if variable else value for name, value, variable in NGINX_HEADER.findall(outside)}
    return {name: value for name, value in told.items() if value}


def apache(text: str, address: str) -> Headers:
    """Of a chain of conditions the first that holds counts, and what stands outside of it always does."""
    told = dict(APACHE_HEADER.findall(APACHE_BLOCK.sub("", text)))
    for word, pattern, inside in APACHE_BLOCK.findall(text):
        if word == "Else" or re.search(pattern, address):
            return {**told, **dict(APACHE_HEADER.findall(inside))}
    return told


def caddy(text: str, address: str) -> Headers:
    """Every header whose matcher holds is set; two matchers of one header would be a fault of the file."""
    text = text.partition("handle_errors")[0]
    fits = {
        name: any(fnmatch.fnmatchcase(address, pattern) for pattern in paths.split()) != bool(negated)
        for name, negated, paths in CADDY_MATCHER.findall(text)
    }
    told: Headers = {}
    for name, value in _caddy_headers(text, fits):
        assert name not in told, f"{name} twice for {address}"
        told[name] = value
    return {name: value for name, value in told.items() if name != "Content-Type"}


def _caddy_headers(text: str, fits: dict[str, bool]) -> Iterator[tuple[str, str]]:
    for matcher, block, name, value in CADDY_HEADER.findall(text):
        if matcher and not fits[matcher.strip().removeprefix("@")]:
            continue
        if name:
            yield name, value
        yield from re.findall(r'^\t(\S+) "([^"]*)"$', block, re.MULTILINE)
