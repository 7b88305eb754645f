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

import numpy as np
import numpy.typing as npt
import vl_convert

Bytes = npt.NDArray[np.uint8]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256
RGBA, PALETTE = (8, 6, 0, 0, 0), (8, 3, 0, 0, 0)
"""Bits a sample, colour type, and the three methods, as a PNG's header states them."""

DEFLATE_LEVEL = 6
UNFILTERED, FROM_THE_LEFT = 0, 1
"""How a row's bytes are written: as they are, or as differences from the pixel before."""


def small(png: bytes) -> bytes:
    """Give the same picture with a palette, packed tightly: it comes packed for speed, four bytes a pixel.

    Where there are more than 256 colours, those that differ least become one, the most frequent of them. A picture that
    can be seen through is given as it is.
    """
    chunks = dict(_chunks(png))
    width, height, *kind = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    if tuple(kind) != RGBA or not np.isin(rows[:, 0], (UNFILTERED, FROM_THE_LEFT)).all():
        return png
    pixels = _pixels(rows).reshape(height, width, 4)
    if pixels[..., 3].min() < np.iinfo(np.uint8).max:
        return png
    palette, indices = _palette(pixels)
    written = np.hstack([np.full((height, 1), UNFILTERED, np.uint8), indices])
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, *PALETTE)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(written.tobytes(), DEFLATE_LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _pixels(rows: Bytes) -> Bytes:
    """Undo the filter of each row."""
    pixels = rows[:, 1:].reshape(len(rows), -1, 4).copy()
    differences = rows[:, 0] == FROM_THE_LEFT
    pixels[differences] = np.cumsum(pixels[differences], axis=1, dtype=np.uint8)
    return pixels


def _palette(pixels: Bytes) -> tuple[Bytes, Bytes]:
    """Give at most 256 colours as rows of red, green, blue, and for each pixel the number of its colour."""
    packed = np.ascontiguousarray(pixels).view(np.uint32).reshape(-1)
    starts = np.flatnonzero(np.concatenate([[True], packed[1:] != packed[:-1]]))  # most pixels are as the one before
    lengths = np.diff(starts, append=packed.size)
    colours, places = np.unique(packed[starts], return_inverse=True)
    counts = np.bincount(places, lengths)
    parts = colours.view(np.uint8).reshape(-1, 4)
    for bits in range(8, 0, -1):
        kept = np.uint8(0xFF << (8 - bits) & 0xFF)
        _, classes = np.unique(parts & kept, axis=0, return_inverse=True)
        classes = classes.reshape(-1)
        if classes.max() < MOST_COLOURS:
            break
    frequent_last = np.argsort(counts, kind="stable")
    chosen = np.zeros(classes.max() + 1, np.intp)
    chosen[classes[frequent_last]] = frequent_last
    indices = np.repeat(classes[places].astype(np.uint8), lengths)
    return parts[chosen, :3], indices.reshape(pixels.shape[:2])


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
