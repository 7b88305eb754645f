"""Draws in a process of its own: `{"scale": …, "drawings": {name: SVG}}` in, `{"pictures": …, "faults": …}` out.

Its fonts are those that the environment's FONTCONFIG_FILE lists.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
import zlib
from collections.abc import Iterator

import vl_convert

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def small(png: bytes) -> bytes:
    """Give the same picture with its pixels packed as tightly as Deflate does; it comes packed for speed."""
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    head = [(kind, data) for kind, data in chunks if kind not in (b"IDAT", b"IEND")]
    packed = [*head, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in packed)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + size]
        at += size + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main() -> None:
    """Read the request from standard input and write the answer, pictures in Base64, to standard output."""
    request = json.load(sys.stdin)
    pictures, faults = {}, {}
    for name, svg in request["drawings"].items():
        try:
            pictures[name] = base64.b64encode(small(vl_convert.svg_to_png(svg, scale=request["scale"]))).decode()
        except (RuntimeError, ValueError) as error:
            faults[name] = str(error).partition("\n")[0]
    json.dump({"pictures": pictures, "faults": faults}, sys.stdout)


if __name__ == "__main__":
    main()
