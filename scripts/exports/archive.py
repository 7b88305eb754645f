"""Zip files that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: the time of making is not part of the content."""

READABLE = 0o100644 << 16


LEVEL = 6
"""How hard entries are pressed."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A file as it lies in a zip file, so that what goes into several is pressed once. `size` is its own, in bytes."""

    data: bytes
    size: int
    crc: int

    @classmethod
    def of(cls, data: bytes) -> Pressed:
        """Press a file."""
        press = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(press.compress(data) + press.flush(), len(data), zlib.crc32(data))


def zipped(files: Mapping[str, bytes | Pressed]) -> bytes:
    """Give a zip file of `files`, by name, in order of names: the bytes that the library writes of them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, held in sorted(files.items()):
            pressed = Pressed.of(held) if isinstance(held, bytes) else held
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE
            entry.create_system = 3
            entry.CRC, entry.file_size, entry.compress_size = pressed.crc, pressed.size, len(pressed.data)
            entry.header_offset = target.tell()
            target.write(entry.FileHeader(zip64=False) + pressed.data)
            archive.filelist.append(entry)  # the list of contents, which the library writes at the end
        archive.start_dir = target.tell()
    return target.getvalue()
