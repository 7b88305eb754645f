"""What the site says to hosts: files that make four kinds of servers send its headers, all made of one source.

- `_headers`, for Netlify, Cloudflare and those that read the same form;
- `.htaccess`, for Apache;
- `hosting/nginx.conf`, to be included in a `server` block of nginx;
- `hosting/caddy.conf`, to be imported in a site block of Caddy.

The first two only work in the published folder, and the others stand in it too, so that a release is one folder whose
rules fit its files. They hold nothing that a reader does not get with every answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scripts.model.headers import (
    ALWAYS,
    IN_UTF_8,
    KINDS,
    MEDIA_TYPES,
    NAMED,
    PAGE,
    UNKNOWN,
    Kind,
    folders,
    kind_of,
    media_type,
)

Folders = Mapping[str, Kind]
"""Folders whose files are no pages, with the kind of these."""

HEAD = "# Made with the site, and made anew with each release: docs/hosting.md says how it is used.\n"
VARYING = tuple(dict.fromkeys(name for kind in KINDS for name in kind.headers))
"""Headers that depend on the kind of a file."""

Rule = tuple[str, Mapping[str, str]]
"""A pattern of addresses and their headers."""

ANY = ":any"
"""What stands in a pattern for the name of one folder, whichever it is."""

OTHERS = tuple(kind for kind in KINDS if kind is not PAGE)
INDEX = "index.html"
UNKNOWN_TO_HOSTS = (".conf", ".topojson", *(f"/{name}" for name in NAMED))
"""Ends of names that hosts which read `_headers` may take for something else."""


def hosting_files(files: Iterable[str], base: str, roots: Sequence[str] = ("",)) -> Mapping[str, str]:
    """Give the files for hosts by path.

    `files` are the site's, `base` is the path of its address, from `/` to `/`, and `roots` are the folders of its
    languages.
    """
    held = folders(roots)
    included = {"hosting/nginx.conf": nginx(base, held), "hosting/caddy.conf": caddy(base, held)}
    return {"_headers": netlify(sorted({*files, *included})), ".htaccess": apache(base, held), **included}


def netlify(files: Sequence[str]) -> str:
    """Give the form of Netlify and Cloudflare.

    Where two rules hold for one address, Netlify takes the value of one and Cloudflare joins both, which for a policy
    is another policy. So no header of an address is in two rules.
    """
    kinds = [(pattern, kind.headers) for pattern, kind in _patterns(files)]
    types = [(f"/{path}", {"Content-Type": media_type(path)}) for path in files if path.endswith(UNKNOWN_TO_HOSTS)]
    rules = [("/*", ALWAYS), *_joined(kinds, files), *_joined(types, files)]
    return HEAD + "".join(f"{pattern}\n{_lines('  {}: {}', headers)}" for pattern, headers in rules)


def _joined(rules: Sequence[Rule], files: Sequence[str]) -> list[Rule]:
    """Give rules with one in place of those that differ in the name of one folder: hosts read a hundred at most.

    So a language or a release more is no rule more. A folder keeps its own where another would be meant as well.
    """
    for place in (1, 2):
        alike: dict[tuple[str, str], list[Rule]] = {}
        for pattern, headers in rules:
            alike.setdefault((_any(pattern, place), _lines("{}{}", headers)), []).append((pattern, headers))
        rules = [rule for (pattern, _), held in alike.items() for rule in _one(pattern, held, files)]
    return list(rules)


def _any(pattern: str, place: int) -> str:
    """Give a pattern in which any folder may stand in a place; one that has no folder there as it is."""
    parts = pattern.split("/")
    folder = place < len(parts) - 1 and parts[-1] != ""
    return "/".join([*parts[:place], ANY, *parts[place + 1 :]]) if folder else pattern


def _one(pattern: str, held: Sequence[Rule], files: Sequence[str]) -> Sequence[Rule]:
    if len(held) == 1:
        return held
    meant = [_expression(each) for each, _ in held]
    fits = filter(_expression(pattern).fullmatch, (f"/{path}" for path in files))
    alone = all(any(each.fullmatch(path) for each in meant) for path in fits)
    return [(pattern, held[0][1])] if alone else held


def _expression(pattern: str) -> re.Pattern[str]:
    """Give the addresses that a pattern fits as hosts read it."""
    return re.compile(re.escape(pattern).replace(re.escape(ANY), "[^/]+").replace(r"\*", ".*"))


def _patterns(files: Sequence[str], folder: str = "") -> Iterator[tuple[str, Kind]]:
    """Give patterns that fit each address exactly once: a whole folder where all in it is of one kind."""
    inside = [path for path in files if path.startswith(folder)]
    kinds = {kind_of(path) for path in inside}
    if folder and len(kinds) == 1:
        yield f"/{folder}*", kinds.pop()
        return
    for path in inside:
        rest = path.removeprefix(folder)
        if "/" not in rest:
            yield f"/{path}", kind_of(path)
        if rest == INDEX:
            yield f"/{folder}", kind_of(path)
    for name in dict.fromkeys(
        path.removeprefix(folder).partition("/")[0] for path in inside if "/" in path[len(folder) :]
    ):
        yield from _patterns(inside, f"{folder}{name}/")


def apache(base: str, held: Folders) -> str:
    """Give the form of Apache 2.4. Without its module for headers the policy in the pages is what remains."""
    blocks = []
    for word, kind in zip(("If", *["ElseIf"] * (len(OTHERS) - 1)), OTHERS, strict=True):
        blocks.append(
            f'<{word} "%{{REQUEST_URI}} =~ m#{_pattern(base, held, kind)}#">\n{_apache(kind.headers)}</{word}>\n'
        )
    blocks.append(f"<Else>\n{_apache(PAGE.headers)}</Else>\n")
    types = "".join(f'AddType "{media_type(f".{end}")}" .{end}\n' for end in MEDIA_TYPES)
    types += "".join(f'<Files "{name}">\n  ForceType "{told}"\n</Files>\n' for name, told in NAMED.items())
    headers = f"<IfModule mod_headers.c>\n{_apache(ALWAYS)}{''.join(blocks)}</IfModule>\n"
    return f"{HEAD}ErrorDocument 404 {base}404.html\n{types}{headers}"


def _apache(headers: Mapping[str, str]) -> str:
    return _lines('Header always set {} "{}"', headers)


def nginx(base: str, held: Folders) -> str:
    """Give the form of nginx, for a `server` block. A `location` with its own `add_header` takes none of these."""
    types = "".join(f"  {told} {end};\n" for end, told in MEDIA_TYPES.items())
    texts = " ".join(sorted({MEDIA_TYPES[end] for end in IN_UTF_8} - {"text/html"}))
    parts = [
        f"error_page 404 {base}404.html;\n",
        f"default_type {UNKNOWN};\ntypes {{\n{types}}}\ncharset utf-8;\ncharset_types {texts};\n",
        "".join(f'set {_variable(name)} "{PAGE.headers.get(name, "")}";\n' for name in VARYING),
    ]
    for kind in OTHERS:
        sets = "".join(f'  set {_variable(name)} "{kind.headers.get(name, "")}";\n' for name in VARYING)
        parts.append(f'if ($uri ~ "{_pattern(base, held, kind)}") {{\n{sets}}}\n')
    parts.append(_lines('add_header {} "{}" always;', ALWAYS))
    parts.append("".join(f"add_header {name} {_variable(name)} always;\n" for name in VARYING))
    return HEAD + "".join(parts)


def _variable(header: str) -> str:
    return f"$site_{header.lower().replace('-', '_')}"


def caddy(base: str, held: Folders) -> str:
    """Give the form of Caddy 2, for a site block."""
    parts = [f"header {{\n{_caddy(ALWAYS)}}}\n"]
    for kind in OTHERS:
        parts.append(f"@{kind.name} path {' '.join(f'{base}{folder}*' for folder in _folders(held, kind))}\n")
        parts.append(f"header @{kind.name} {{\n{_caddy(kind.headers)}}}\n")
    parts.append(f"@{PAGE.name} not path {' '.join(f'{base}{folder}*' for folder in held)}\n")
    parts.append(f"header @{PAGE.name} {{\n{_caddy(PAGE.headers)}}}\n")
    parts += [
        f'@type-{end} path *.{end}\nheader @type-{end} Content-Type "{media_type(f".{end}")}"\n' for end in MEDIA_TYPES
    ]
    parts += [
        f'@named-{name} path */{name}\nheader @named-{name} Content-Type "{told}"\n' for name, told in NAMED.items()
    ]
    parts.append(_caddy_missing(base))
    return HEAD + "".join(parts)


def _caddy_missing(base: str) -> str:
    """What is missing gets the page for it, with a page's headers and not those of the address that was asked for."""
    others = sorted({name for kind in OTHERS for name in kind.headers} - PAGE.headers.keys())
    headers = {**PAGE.headers, "Content-Type": media_type(".html")}
    inside = "".join(f"\t-{name}\n" for name in others) + _caddy(headers)
    answer = f"rewrite * {base}404.html\nheader {{\n{inside}}}\nfile_server\n"
    return f"handle_errors {{\n@missing expression {{err.status_code}} == 404\nhandle @missing {{\n{answer}}}\n}}\n"


def _caddy(headers: Mapping[str, str]) -> str:
    return _lines('\t{} "{}"', headers)


def _folders(held: Folders, kind: Kind) -> list[str]:
    return [folder for folder, each in held.items() if each is kind]


def _pattern(base: str, held: Folders, kind: Kind) -> str:
    """Give a regular expression for the addresses of a kind."""
    return f"^{re.escape(base)}(?:{'|'.join(re.escape(folder) for folder in _folders(held, kind))})"


def _lines(form: str, headers: Mapping[str, str]) -> str:
    return "".join(f"{form.format(name, value)}\n" for name, value in headers.items())
