"""Files that repeat the bytes of another lie on disk once, at every address."""

from __future__ import annotations

from pathlib import Path

from scripts.assemble.assemble import _write_files
from scripts.model.site import Download

TEXT = "text/plain"


def test_files_of_the_same_bytes_lie_on_disk_once(tmp_path: Path) -> None:
    contents = {"a/x.svg": b"drawn", "b/y.svg": bytes(bytearray(b"drawn")), "z.svg": b"drawn anew", "e": b"", "f": b""}
    _write_files(tmp_path, [Download(path=path, data=data, media_type=TEXT) for path, data in contents.items()])
    assert {path: (tmp_path / path).read_bytes() for path in contents} == contents
    places = {path: (tmp_path / path).stat().st_ino for path in contents}
    assert places["a/x.svg"] == places["b/y.svg"]
    assert places["e"] == places["f"]
    assert len(set(places.values())) == 3
