"""Pictures for sharing: each is a PNG of the site, of the size that its page says, and has words."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page

SIZE = (1200, 630)
"""Width and height in pixels that services which show links expect."""

PNG_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@dataclass(frozen=True, slots=True)
class Shared:
    """What a page says of its picture: the properties `og:image…` without that beginning, and the line of the first."""

    file: str
    line: int
    said: Mapping[str, str]


def shared(page: Page) -> Iterator[Shared]:
    """Give what a page says of its picture; nothing where it names none."""
    found = page.tree.xpath("//meta[starts-with(@property, 'og:image')]")
    if found:
        said = {str(e.get("property")).removeprefix("og:image").lstrip(":"): str(e.get("content", "")) for e in found}
        yield Shared(page.path, found[0].sourceline, said)


def picture_problems(named: Iterable[Shared], site: Folder, home: str) -> list[Problem]:
    """Tell each picture that is not in the site at address `home`, is no PNG of the right size, or has no words."""
    sizes: dict[str, str] = {}
    problems = []
    for each in named:
        address = each.said.get("", "")
        if address not in sizes:
            sizes[address] = _size(address, site, home)
        problems += [
            Problem(file=each.file, row=each.line, code=code, found=found, expected=expected)
            for code, found, expected in _judged(each.said, sizes[address])
        ]
    return problems


def _judged(said: Mapping[str, str], size: str) -> Iterator[tuple[str, str, str]]:
    right = "x".join(map(str, SIZE))
    told = f"{said.get('width', '')}x{said.get('height', '')}"
    if not size:
        yield "picture-missing", said.get("", ""), ""
    elif (size, told) != (right, right):
        yield "picture-size-differs", size if size != right else told, right
    if not said.get("alt", "").strip():
        yield "picture-without-words", said.get("", ""), ""


def _size(address: str, site: Folder, home: str) -> str:
    """Give the size of a picture as `1200x630`; '?' of a file that is no PNG, '' where there is no such file."""
    path = address.removeprefix(home)
    if not home or not address.startswith(home) or path not in site.files:
        return ""
    head = site.read(path)[: len(PNG_START) + 8]
    if not head.startswith(PNG_START) or len(head) < len(PNG_START) + 8:
        return "?"
    return "{}x{}".format(*struct.unpack_from(">II", head, len(PNG_START)))
