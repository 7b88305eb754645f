"""Whatever the bytes are, validation tells problems and never breaks; whatever it tells can be shown.

These tests try the same inputs each time, of each kind some, and all in `make test-all`; `make fuzz` (`tests/fuzz.py`)
tries others until its time is over. An input that broke something is kept, as `@example` or in `NASTY`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scripts.package.files import csv_bytes, read_csv
from scripts.validate.report import Report, html, json_text, text
from scripts.validate.validate import validate_files, warnings
from scripts.words.words import Words
from tests.conftest import is_searching
from tests.validate.specimens import DESCRIPTOR, described, sound_files

FILES = sound_files()
TABLES = sorted(path for path in FILES if path.endswith(".csv"))
FRAMES = {path: read_csv(FILES[path]) for path in TABLES}
WORDS = Words.load("en")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target)
"""No shrinking, which takes minutes: the case that broke is small enough to read."""

CASES = settings(phases=PHASES)
"""15 of each kind in a usual run, 40 in each round of `make fuzz`."""

NASTY = (
    *(
        "",
        " ",
        "NaN",
        "NA",
        "null",
        "..",
        "-",
        "1e400",
        "-1e400",
        "1e5",
        "inf",
        "-inf",
        "-0",
        "-1",
        "0",
        "1",
        "2",
        "007",
    ),
    *("1.5", "1,5", "1,022", "12%", "(5)", "5*", "٣", "\uff12\uff10\uff12\uff10", "²", "9" * 18, "9" * 26, "9" * 41),
    *("1000000000", "9999999999", "0.1", "2022-23", "2024-13", "2011-45", "2023-02-30", "2023-00", "0000", "9" * 5000),
    *("0000-00-00", "0001", "9999", "9999-12-31", "10000", "20166", "2016p", "2009-10", "16", "_U", "_T", "01-01"),
    *("true", "True", "yes", "no", "yse", "not_assessed", "A", "O", "NYP", "read", "high", "headline", "sum", "areas"),
    *("distinct_records", "ratio_of_sums", "policy", "category", "count", "ratio", "register", "persons", "share"),
    *("per-0", "per-million-x", "WLD", "002", "DEU", "DE", "SUN", "XKX", "survey", "open-doors", "crossings"),
    *("mode", "mode mode", "mode height", "obs_value", "ref_area", "land", "x1", "id", "borders", "no such"),
    *("{yes}", "{", "}", "{0}", "{{", "{%", "=1+1", "<b>", "</script>", "&amp;", "|", "`", "../x", "a/b", "C:\\x"),
    *("https://", "https://https://a", "javascript:alert(1)", "a;b", "; ", "a  b", "e\u0301", "\u202e", "\u200b"),
    *(
        "\u00a0",
        "\ufffe",
        "\ufeff",
        "\U0010ffff",
        "\U0001f600",
        "\uff21",
        "Ã©",
        "\ufffd",
        "a\nb",
        "a\rb",
        "\t",
        '"',
        "'",
    ),
    *("\x07", "x" * 300, "x" * 6000, "<<<<<<<", "#N/A", "None", "1/0", "%s", "\\", "ß", "İ", "é" * 81),
)
"""Cells that are wrong in most columns. Each has broken some program."""

ALONE = ("", "2022-23", "0", "x", "2020", "true", "9" * 26, "mode", "1e400", "NA")
"""Cells of which a whole column is filled: what has only one value, or none, is where a program looks for more."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)

CELLS = st.one_of(
    st.sampled_from(sorted({str(cell) for frame in FRAMES.values() for cell in frame.to_numpy().ravel()})),
    st.sampled_from(NASTY),
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


@pytest.mark.one_in(7)
@pytest.mark.parametrize("path", TABLES)
def test_any_nasty_cell_of_any_column(path: str) -> None:
    """Each nasty cell in each column, in a row that is sound otherwise."""
    frame = FRAMES[path]
    cells = [(column, cell) for column in frame.columns for cell in NASTY]
    spoilt = frame.iloc[[number % len(frame) for number in range(len(cells))]].reset_index(drop=True)
    for row, (column, cell) in enumerate(cells):
        spoilt.loc[row, column] = cell
    assert told(redescribed(path, csv_bytes(spoilt)))


@pytest.mark.one_in(17)
@pytest.mark.parametrize(("path", "column"), [(path, column) for path in TABLES for column in FRAMES[path].columns])
def test_a_column_of_one_cell(path: str, column: str) -> None:
    """Each column filled with one cell, mostly a blank; in a search, with each of them."""
    number = sum(map(ord, path + column)) % (2 * len(ALONE))
    for cell in ALONE if is_searching() else [*ALONE, *[""] * len(ALONE)][number : number + 1]:
        told(redescribed(path, csv_bytes(FRAMES[path].assign(**{column: cell}))))


@pytest.mark.one_in(5)
@pytest.mark.parametrize("path", TABLES)
@pytest.mark.parametrize("cell", ["", "2022-23"])
def test_a_table_of_one_cell(path: str, cell: str) -> None:
    """All cells of a table are the same."""
    assert told(redescribed(path, csv_bytes(FRAMES[path].map(lambda _: cell))))


CHANGES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "no rows": lambda frame: frame.iloc[:0],
    "the first row": lambda frame: frame.iloc[:1],
    "rows in another order": lambda frame: frame.iloc[::-1],
    "all rows twice": lambda frame: pd.concat([frame, frame]),
    "columns in another order": lambda frame: frame[[*frame.columns[::-1]]],
    "cells shifted by a row": lambda frame: frame.assign(
        **{c: [*frame[c][1:], frame[c][0]] for c in frame.columns[1:]}
    ),
}


@pytest.mark.one_in(17)
@pytest.mark.parametrize("path", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_a_table_otherwise(path: str, change: str) -> None:
    told(redescribed(path, csv_bytes(CHANGES[change](FRAMES[path]))))


@pytest.mark.one_in(5)
@pytest.mark.parametrize("path", TABLES)
@pytest.mark.parametrize("listed", [True, False])
def test_a_table_left_out(path: str, listed: bool) -> None:  # noqa: FBT001
    """A table is not there, and is listed all the same or not."""
    files = {name: data for name, data in FILES.items() if name != path}
    descriptor = json.loads(files[DESCRIPTOR])
    if not listed:
        descriptor["resources"] = [each for each in descriptor["resources"] if each["path"] != path]
    assert told({**files, DESCRIPTOR: json.dumps(descriptor).encode()}) or not listed


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


@pytest.mark.one_in(7)
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
