"""A cache gives back what was put into it or nothing, and keeps only what a run has used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.kept import Cache, Made, key_of

KEY, OTHER = key_of("a"), key_of("b")


def file_of(folder: Path, key: str = KEY) -> Path:
    return folder / "cache" / key


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "cache")
    made.put(KEY, b"drawing")
    return made


def test_what_was_put_is_given(cache: Cache, tmp_path: Path) -> None:
    assert cache.get(KEY) == b"drawing"
    assert Cache(tmp_path / "cache").get(KEY) == b"drawing"
    cache.put(KEY, b"")
    assert cache.get(KEY) == b""


def test_what_was_not_put_is_not_given(cache: Cache, tmp_path: Path) -> None:
    assert cache.get(OTHER) is None
    assert Cache(tmp_path / "nowhere").get(KEY) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: b"",
        lambda b: b[:20],
        lambda b: b[:-1],
        lambda b: b + b"x",
        lambda b: b[:-1] + b"G",
        lambda b: b"x" + b[1:],
    ],
    ids=["empty", "cut off in its hash", "cut off", "longer", "another last byte", "another hash"],
)
def test_a_spoilt_file_is_not_trusted_and_is_written_anew(cache: Cache, tmp_path: Path, spoil: object) -> None:
    path = file_of(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert cache.get(KEY) is None
    cache.put(KEY, b"drawing")
    assert cache.get(KEY) == b"drawing"


def test_pruning_leaves_what_the_run_has_used_and_what_is_not_the_caches(cache: Cache, tmp_path: Path) -> None:
    cache.put(OTHER, b"another")
    (tmp_path / "cache" / f"{KEY}.12-34").write_bytes(b"of a run that was killed")
    (tmp_path / "cache" / "README").write_text("by hand", encoding="utf-8")
    later = Cache(tmp_path / "cache")
    assert later.get(KEY) == b"drawing"
    assert later.prune() == 2
    assert sorted(p.name for p in (tmp_path / "cache").iterdir()) == sorted([KEY, "README"])


def test_pruning_leaves_what_another_process_has_asked_for(cache: Cache, tmp_path: Path) -> None:
    """What neither has asked for goes."""
    ours, theirs, nobodys = (key_of(name) for name in ("ours", "theirs", "nobody's"))
    for key in (ours, theirs, nobodys):
        cache.put(key, b"x")
    here, there = (Cache(tmp_path / "cache") for _ in range(2))
    here.get(ours)
    there.get(theirs)
    here.note(there.asked)
    assert here.prune() == 2, "what nobody asked for, and the drawing that stood there before"
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == sorted((ours, theirs))


def test_pruning_leaves_what_was_put_and_needs_no_folder(cache: Cache, tmp_path: Path) -> None:
    assert cache.prune() == 0
    assert cache.get(KEY) == b"drawing"
    assert Cache(tmp_path / "nowhere").prune() == 0


def test_nothing_unfinished_is_left(cache: Cache, tmp_path: Path) -> None:
    assert [p.name for p in (tmp_path / "cache").iterdir()] == [KEY]
    assert cache.get(KEY)


@pytest.mark.parametrize("key", ["", "a", "../../etc/passwd", KEY.upper(), f"{KEY}.1", f"{KEY}/x"])
def test_only_keys_are_keys(cache: Cache, key: str) -> None:
    with pytest.raises(ValueError, match="is no key"):
        cache.get(key)
    with pytest.raises(ValueError, match="is no key"):
        cache.put(key, b"")


def test_a_key_is_of_its_parts_in_their_order() -> None:
    parts = [("a", "b"), ("b", "a"), ("ab",), ("ab", ""), ("", "ab"), ("a", "b", ""), ()]
    assert len({key_of(*each) for each in parts}) == len(parts)
    assert key_of("é", b"x") == key_of("é".encode(), "x")


WORK = """
import sys
from pathlib import Path
from scripts.kept import Cache, Made, key_of
for turn in range(60):
    cache = Cache(Path(sys.argv[1]))
    for n in range(8):
        key, data = key_of(str(n)), bytes([n]) * 50_000
        found = cache.get(key)
        if found not in (None, data):
            sys.exit("something else was given")
        if found is None or turn % 3 == n % 3:
            cache.put(key, data)
    if turn % 5 == 0:
        Cache(Path(sys.argv[1])).prune()
"""


def test_processes_share_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORK, str(tmp_path / "cache")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0)] * 3


def test_files_are_laid_out_for_a_while(cache: Cache) -> None:
    with cache.laid_out({"a.ttf": b"1", "fonts.conf": b"2"}) as folder:
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"a.ttf": b"1", "fonts.conf": b"2"}
    assert not folder.exists()


def test_pruning_removes_what_a_killed_process_has_laid_out(cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "cache" / "laid-out-x1").mkdir()
    (tmp_path / "cache" / "laid-out-x1" / "a.ttf").write_bytes(b"1")
    assert cache.prune() == 0
    assert [p.name for p in (tmp_path / "cache").iterdir()] == [KEY]


def test_of_many_items_only_those_are_made_that_were_not_made_before(cache: Cache) -> None:
    made = Made(cache)
    asked: list[int] = []

    def double(item: int) -> int:
        asked.append(item)  # of those that are made beside this process nothing is seen here
        return 2 * item

    def of(items: list[int]) -> list[int]:
        return made.each("double", items, lambda item: iter((str(item),)), double)

    assert of([1, 2, 3]) == [2, 4, 6]
    asked.clear()
    assert of([3, 4, 1]) == [6, 8, 2]
    assert set(asked) <= {4}
    asked.clear()
    assert of([4, 3]) == [8, 6]
    assert asked == []
    assert made.each("treble", [1], lambda item: iter((str(item),)), lambda item: 3 * item) == [3]
    assert Made().each("double", [1, 2], lambda item: iter((str(item),)), double) == [2, 4]
