"""Whatever the bytes are, validation tells problems and never breaks; whatever it tells can be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scripts.package.files import csv_bytes, read_csv
from scripts.validate.report import Report, html, json_text, text
from scripts.validate.run import validate_files, warnings
from scripts.words.words import Words
from tests.validate.specimens import DESCRIPTOR, described, sound_files

FILES = sound_files()
TABLES = sorted(path for path in FILES if path.endswith(".csv"))
FRAMES = {path: read_csv(FILES[path]) for path in TABLES}
WORDS = Words.load("en")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target)
"""No shrinking, which takes minutes: the case that broke is small enough to read."""

CASES = settings(max_examples=3 * settings().max_examples, phases=PHASES)
"""45 of each kind in a usual run, 1800 in a nightly one (`make fuzz`)."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)

CELLS = st.one_of(
    st.sampled_from(sorted({str(cell) for frame in FRAMES.values() for cell in frame.to_numpy().ravel()})),
    st.sampled_from(
        ["", "NA", "NaN", "inf", "-inf", "1e999", "-0", "٣", "1,022", "2016p", "9999999999999999999", "_U"]
    ),
    st.sampled_from(["0000-00-00", "9999-12-31", "2023-02-30", "=1+1", " yes", "\u202e", "SUN", "Ã©", "true false"]),
    st.text(max_size=6),
)


def told(files: Mapping[str, bytes]) -> set[str]:
    """Validate, show the report in every form, and give the codes."""
    problems = validate_files(files)
    assert list(problems) == sorted(set(problems))
    report = Report(package="fuzz", problems=problems, warnings=warnings())
    assert all(line.isprintable() for line in text(report, WORDS))
    assert json.loads(json_text(report, WORDS))["errors"] <= len(problems)
    html(report, WORDS).encode()
    for problem in problems:
        assert problem.file in files or problem.code in ("file-missing", "file-unreadable"), problem
        assert problem.row >= 0
    return {problem.code for problem in problems}


@CASES
@given(path=st.sampled_from(sorted(FILES)), data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    assert told({**FILES, path: data})


@CASES
@given(
    path=st.sampled_from(sorted(FILES)),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=4),
)
def test_spoilt_bytes(path: str, edits: list[tuple[float, int, bytes]]) -> None:
    """Bytes cut out and put in anywhere; the descriptor describes what comes of it where it can."""
    data = FILES[path]
    for place, length, new in edits:
        start = int(place * len(data))
        data = data[:start] + new + data[start + length :]
    told({**FILES, path: data})
    if path != DESCRIPTOR:
        told(redescribed(path, data))


@CASES
@given(path=st.sampled_from(TABLES), draw=st.data())
def test_any_cells(path: str, draw: st.DataObject) -> None:
    """Any cells below the right header, in any number of rows."""
    frame = FRAMES[path]
    row = st.fixed_dictionaries({column: CELLS | st.sampled_from(list(frame[column])) for column in frame.columns})
    made = frame.from_records(draw.draw(st.lists(row, max_size=6)), columns=frame.columns)
    told(redescribed(path, csv_bytes(made)))


@CASES
@given(path=st.sampled_from(TABLES), rows=st.lists(st.lists(CELLS, max_size=8), max_size=5), keep=st.booleans())
def test_any_shape_of_a_table(path: str, rows: list[list[str]], keep: bool) -> None:  # noqa: FBT001
    lines = [",".join(row) for row in rows]
    head = FILES[path].split(b"\n", 1)[0].decode()
    data = "\n".join([*([head] if keep else []), *lines]).encode("utf-8", errors="surrogatepass")
    told(redescribed(path, data))


@CASES
@given(place=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=8), value=JSON, dropped=st.booleans())
def test_any_shape_of_the_descriptor(place: list[float], value: Any, dropped: bool) -> None:  # noqa: FBT001
    """Any JSON in any place of the descriptor, or the place taken out."""
    descriptor = json.loads(FILES[DESCRIPTOR])
    holder: Any = descriptor
    *way, last = place
    for step in way:
        inside = holder[_key(holder, step)]
        if not isinstance(inside, (dict, list)) or not inside:
            break
        holder = inside
    key = _key(holder, last)
    if dropped:
        del holder[key]
    else:
        holder[key] = value
    told({**FILES, DESCRIPTOR: json.dumps(descriptor).encode()})


@pytest.mark.parametrize("key", ["name", "type", "path", "bytes", "hash", "schema", "dialect"])
@pytest.mark.parametrize("value", [None, True, 0, -1.5, "", "../x", [], ["x"], {}, {"x": {}}], ids=repr)
def test_any_property_of_a_resource(key: str, value: Any) -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"][3][key] = value
    assert told({**FILES, DESCRIPTOR: json.dumps(descriptor).encode()})


@CASES
@given(value=JSON)
def test_any_json_as_the_descriptor(value: Any) -> None:
    assert told({**FILES, DESCRIPTOR: json.dumps(value).encode()})


def _key(holder: Any, step: float) -> Any:
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    return keys[int(step * len(keys))]


def redescribed(path: str, data: bytes) -> dict[str, bytes]:
    """The sound package with one other file, and the descriptor that fits it where one can be made."""
    files = {**FILES, path: data}
    return {**files, DESCRIPTOR: described(files)}
