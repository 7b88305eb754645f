"""Faults that can be planted at random into any sound package, each with the code and place that must be told.

A fault changes one file. `FAULTS` is the table: add a class of faults by adding a row.

- `cell(code, where, spoil)`: another cell; `where` says which columns it can be in, `spoil` gives the spoilt cell or
  None where this cell cannot be spoilt so;
- `row(code, spoil)`: another line of text; the place is the row;
- `file(code, spoil)`: other bytes; the place is the file and the row that `spoil` gives.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from scripts.model.periods import PERIOD_PATTERN
from scripts.model.tables import DATE_PATTERN, URL_PATTERN, Field, Table
from scripts.package.files import csv_bytes, read_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What was planted: the spoilt bytes (None when the file is gone) and the problem that must be told."""

    path: str
    data: bytes | None
    code: str
    row: int = 0
    field: str = ""
    described: bool = True
    """Whether the descriptor is made to fit the spoilt file."""


Plant = Callable[[Table, bytes, Random], Planted | None]
Where = Callable[[Table, Field], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One class of faults. `plant` gives None where the table has no place for it."""

    code: str
    plant: Plant


def cell(code: str, where: Where, spoil: Callable[[str, Random], str | None]) -> Fault:
    """Make a class of faults of one cell."""

    def plant(table: Table, data: bytes, random: Random) -> Planted | None:
        frame = read_csv(data)
        columns = [field.name for field in table.fields if where(table, field)]
        places = [(name, n) for name in columns for n in random.sample(range(len(frame)), min(8, len(frame)))]
        random.shuffle(places)
        for name, index in places:
            old = str(frame.at[index, name])
            new = spoil(old, random)
            if new is not None and new != old:
                frame.loc[index, name] = new
                return Planted(path=table.path, data=csv_bytes(frame), code=code, row=index + 2, field=name)
        return None

    return Fault(code=code, plant=plant)


def row(code: str, spoil: Callable[[bytes, Random], bytes | None], *, after: int = 0) -> Fault:
    """Make a class of faults of one line. `after` counts the rows from the line to the row that is told."""

    def plant(table: Table, data: bytes, random: Random) -> Planted | None:
        lines = data.split(b"\n")[:-1]
        number = random.randrange(1, len(lines))
        new = spoil(lines[number], random)
        if new is None or b'"' in lines[number] or data.count(b'"') % 2:
            return None
        lines[number] = new
        spoilt = b"\n".join([*lines, b""])
        records = len(list(csv.reader(io.StringIO(b"\n".join(lines[:number]).decode()))))
        return Planted(path=table.path, data=spoilt, code=code, row=records + 1 + after)

    return Fault(code=code, plant=plant)


def file(
    code: str, spoil: Callable[[bytes, Table, Random], tuple[bytes | None, int] | None], *, described: bool = True
) -> Fault:
    """Make a class of faults of a whole file."""

    def plant(table: Table, data: bytes, random: Random) -> Planted | None:
        spoilt = spoil(data, table, random)
        if spoilt is None:
            return None
        return Planted(path=table.path, data=spoilt[0], code=code, row=spoilt[1], described=described)

    return Fault(code=code, plant=plant)


# -- where -------------------------------------------------------------------------------------------------------------


def of_type(*types: str) -> Where:
    return lambda _, field: field.type in types


def prose(table: Table, field: Field) -> bool:
    """Free text: no code, no key, no pattern, nothing that other tables or checks read."""
    named = field.name.endswith(("_en", "title", "publisher", "instrument"))
    return named and not field.pattern and not field.codelist and field.name not in table.primary_key


def optional_code(_: Table, field: Field) -> bool:
    return field.codelist in ("record_type", "confidence", "basis", "record_status", "date_basis")


def patterned(pattern: str) -> Where:
    return lambda table, field: field.pattern == pattern


def named(*names: str) -> Where:
    return lambda _, field: field.name in names


# -- faults ------------------------------------------------------------------------------------------------------------


def _columns(data: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    """Change the cells of every row alike."""
    rows = [change(cells) for cells in csv.reader(io.StringIO(data.decode(), newline=""))]
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue().encode()


def _without(data: bytes, table: Table, random: Random) -> tuple[bytes, int]:
    place = random.randrange(len(table.fields))
    return _columns(data, lambda cells: [*cells[:place], *cells[place + 1 :]]), 1


def _doubled(data: bytes, table: Table, random: Random) -> tuple[bytes, int]:
    place = random.randrange(len(table.fields))
    return _columns(data, lambda cells: [*cells[: place + 1], *cells[place:]]), 1


def _exchanged(data: bytes, table: Table, random: Random) -> tuple[bytes, int]:
    place = random.randrange(len(table.fields) - 1)
    return _columns(data, lambda c: [*c[:place], c[place + 1], c[place], *c[place + 2 :]]), 1


def _header(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    head, _, rest = data.partition(b"\n")
    return change(head) + b"\n" + rest


def _returned(data: bytes, _: Table, random: Random) -> tuple[bytes, int] | None:
    """CR before the LF of one line."""
    lines = data.split(b"\n")
    number = random.randrange(len(lines) - 1)
    if b'"' in data:
        return None
    lines[number] += b"\r"
    return b"\n".join(lines), number + 1


def _other_letter(data: bytes, _: Table, random: Random) -> tuple[bytes, int]:
    """Another letter or digit in some row, so that the size stays."""
    start = data.index(b"\n") + 1
    place = random.choice([n for n in range(start, len(data)) if data[n : n + 1].isalnum()])
    other = b"y" if data[place : place + 1] != b"y" else b"z"
    return data[:place] + other + data[place + 1 :], 0


def _lengthened(text: str, _: Random) -> str | None:
    return f"{text}{'long ' * 1200}end" if text else None


def _some(text: str, *choices: str, random: Random) -> str | None:
    return random.choice(choices).replace("#", text) if text else None


def _with(*choices: str) -> Callable[[str, Random], str | None]:
    """Give one of the choices, in which # stands for the old cell; only cells that hold something are spoilt."""
    return lambda text, random: _some(text, *choices, random=random)


def _amid(mark: str) -> Callable[[str, Random], str | None]:
    """Put a mark between two letters."""

    def spoil(text: str, random: Random) -> str | None:
        places = [n for n in range(1, len(text)) if text[n - 1].isascii() and text[n - 1 : n + 1].isalpha()]
        place = random.choice(places) if places else 0
        return f"{text[:place]}{mark}{text[place:]}" if place else None

    return spoil


def _value_type(table: Table) -> str:
    """Type of the values of a table of observations; '' for another table."""
    return next((f.type for f in table.fields if table.series and f.name == "obs_value"), "")


def _is_number(table: Table) -> bool:
    """The observations of a table are numbers, of years or of months."""
    return _value_type(table) in ("integer", "number")


def _is_text(table: Table) -> bool:
    """The observations of a table are codes, which are of years."""
    return _value_type(table) == "string"


def _month(text: str, random: Random) -> str | None:
    """A month of a year."""
    return f"{text}-{random.randint(1, 12):02}" if re.fullmatch("[0-9]{4}", text) else None


def _ends(table: Table, field: Field) -> bool:
    """Says when something ends, which may be announced; of the end of an area another check tells."""
    return table.name != "reference_areas" and field.name in ("valid_to", "date_to")


def begins(table: Table, field: Field) -> bool:
    """Says when something began that evidence, a practice or a register tells."""
    told = table.name in ("evidence", "good_practices") or table.name.startswith("register_")
    return told and field.pattern == DATE_PATTERN and field.name in ("valid_from", "date_from", "as_of")


def _of_areas(*columns: str) -> Where:
    return lambda table, field: table.name == "reference_areas" and field.name in columns


ANYONES = frozenset({"", "XK", "CS", "DD", "SU", "YU"})
"""ISO2 codes that CLDR does not know as those of a country of today."""


def _country(code: str) -> str:
    return "SO" if code != "SO" else "KE"


def _another_name(name: str, random: Random) -> str | None:
    known = name in ("Germany", "Kenya", "Namibia", "Aruba", "Angola", "Argentina", "Cuba", "Brunei")
    return random.choice(("Somalia", "Cote d'Ivoire", "FRANCE", "Perú")) if known else None


def _in_other_digits(code: str, random: Random) -> str | None:
    first = random.choice((0x0660, 0x06F0, 0x0966, 0xFF10))
    return code.translate({ord("0") + n: first + n for n in range(10)}) if code.isdecimal() else None


NUMBERS = of_type("integer", "number")

FAULTS: tuple[Fault, ...] = (
    # files
    file("file-empty", lambda data, table, random: (random.choice([b"", b"\n", b" \n"]), 0)),
    file("file-missing", lambda data, table, random: (None, 0), described=False),
    file("file-changed", _other_letter, described=False),
    file("table-without-rows", lambda data, table, random: (data.partition(b"\n")[0] + b"\n", 0)),
    file("byte-order-mark", lambda data, table, random: (b"\xef\xbb\xbf" + data, 1)),
    file("line-ends-not-lf", _returned),
    file("delimiter-not-comma", lambda data, table, random: (_header(data, lambda h: h.replace(b",", b";")), 1)),
    file("header-missing", lambda data, table, random: (data.partition(b"\n")[2], 1)),
    file("column-missing", _without),
    file("column-duplicated", _doubled),
    file("column-moved", _exchanged),
    file("column-unnamed", lambda data, table, random: (_columns(data, lambda cells: [*cells, ""]), 1)),
    file("column-unknown", lambda data, table, random: (_columns(data, lambda cells: [*cells, "zzqqxx"]), 1)),
    file("column-renamed", lambda data, table, random: (_header(data, lambda h: h.replace(b",", b"_old,", 1)), 1)),
    # rows
    row("row-too-long", lambda line, random: line + b",x"),
    row("row-too-short", lambda line, random: line.rpartition(b",")[0]),
    row("row-blank", lambda line, random: b"," * line.count(b",")),
    row("row-blank", lambda line, random: line + b"\n", after=1),
    row("quote-unbalanced", lambda line, random: b'"' + line),
    row("null-byte", lambda line, random: line[:1] + b"\0" + line[1:]),
    row("encoding-not-utf-8", lambda line, random: line + b"\xe9"),
    row("duplicate-key", lambda line, random: line + b"\n" + line, after=1),
    # cells
    cell(
        "text-garbled",
        prose,
        _with("# cassÃ©e", "#â€™s", "\N{REPLACEMENT CHARACTER}#", "# cass√©e", "# cass├®e", "# C™te"),
    ),
    cell("text-garbled", prose, _with("# MÈxico", "# MŽxico", "Espa¤a #", "C\\u00f4te #")),
    cell("text-letters-lost", prose, _with("# C?te", "d?Ivoire #", "# ?tat", "#, ????")),
    cell("text-mixed-scripts", prose, _amid("\N{CYRILLIC SMALL LETTER A}")),
    cell("text-mixed-scripts", prose, _amid("\N{GREEK SMALL LETTER OMICRON}")),
    cell("text-unassigned-character", prose, _amid("\ue000")),
    cell("text-invisible-character", prose, _amid("\N{BRAILLE PATTERN BLANK}")),
    cell("text-invisible-character", prose, _amid("\N{HANGUL FILLER}")),
    cell("spreadsheet-error", prose, lambda text, random: random.choice(["#REF!", "Act #N/A", "#ERROR!"])),
    cell("program-residue", prose, _with("Loading...", "[object Object]", "# NaN")),
    cell("program-residue", NUMBERS, _with("Loading...", "[object Object]")),
    cell("value-placeholder", prose, _with("undefined", "null", "None", "nan nan")),
    cell("value-required", lambda table, f: f.required and f.name in ("title", "instrument"), lambda text, random: ""),
    cell("code-unknown", optional_code, _with("#q", "zz-top")),
    cell("reference-unknown", lambda table, f: table.name == "indicators" and f.name == "policy_area", _with("#q")),
    cell("wrong-type", NUMBERS, _with("many", "twelve", "# of them")),
    cell("number-with-separator", NUMBERS, lambda text, random: "1,234" if text else None),
    cell("number-with-percent", NUMBERS, lambda text, random: "12%" if text else None),
    cell("number-infinite", NUMBERS, lambda text, random: "inf" if text else None),
    cell("value-placeholder", NUMBERS, _with("NA", "NaN", "..", "-", "n/a")),
    cell("number-with-decimal-comma", NUMBERS, _with("0,5", "12,25")),
    cell("number-not-exact", NUMBERS, _with("<5", ">10", "5-10", "10+", "between 5 and 10")),
    cell("value-suppressed", NUMBERS, _with("[c]", "(c)", "x", "*", "suppressed", "(D)")),
    cell("number-with-mark", NUMBERS, _with("5*", "1200p", "1200 (a)", "ca. 1200")),
    cell("number-not-plain", NUMBERS, _with("+5", "007", "1e3", "-0", "-0.0", "\N{FULLWIDTH DIGIT ONE}", "(5)")),
    cell("number-not-whole", of_type("integer"), _with("1.5", "2.0")),
    cell("count-negative", lambda table, f: bool(table.series) and f.type == "integer", _with("-5")),
    cell("share-out-of-range", lambda table, f: f.name == "value_high" and f.maximum == 1, _with("75", "1.01")),
    cell(
        "policy-code-unknown", lambda table, f: f.codelist == "policy_status" and bool(table.series), _with("Yes", "#q")
    ),
    cell("status-missing", named("obs_status"), lambda text, random: ""),
    cell("period-after-release", lambda table, f: bool(table.series) and f.name == "time_period", _with("2099")),
    row("link-twice", lambda line, random: line + b"\n" + b"zz-" + line if b",dimensions," in line else None, after=1),
    cell("frequency-mixed", lambda table, f: _is_number(table) and f.name == "time_period", _month),
    cell("period-not-a-year", lambda table, f: _is_text(table) and f.name == "time_period", _month),
    cell("date-after-release", begins, lambda text, random: random.choice(["2031", "2027-01", "2099-12-31"])),
    cell("end-stands-for-never", _ends, lambda text, random: random.choice(["9999-12-31", "2999"])),
    cell("source-read-before-its-end", named("data_until"), _with("2999-12-31", "2060-06")),
    cell(
        "period-may-be-span",
        lambda table, f: bool(table.series) and f.name == "time_period",
        lambda text, random: random.choice(["2009-10", "2010-11"]) if len(text) == len("YYYY") else None,
    ),
    cell("aggregate-as-area", lambda table, f: bool(table.series) and f.name == "ref_area", _with("WLD", "ARB", "EUU")),
    cell("date-malformed", patterned(DATE_PATTERN), _with("01/06/2021", "June 2021", "2021-6-1", "44348")),
    cell("spreadsheet-error", NUMBERS, lambda text, random: random.choice(["#N/A", "#DIV/0!"]) if text else None),
    cell("period-malformed", patterned(PERIOD_PATTERN), _with("2016p", "20166", "16")),
    cell("date-impossible", patterned(DATE_PATTERN), _with("2023-02-30", "2023-13")),
    cell("url-not-web", patterned(URL_PATTERN), _with("javascript:alert(1)", "ftp://example.org", "example.org")),
    cell("url-malformed", patterned(URL_PATTERN), _with("https://#", "https://iom", "#|", "#;https://iom.int")),
    cell(
        "url-not-public",
        patterned(URL_PATTERN),
        _with("http://localhost:8000/x", "https://192.168.0.7/", "http://[::1]/"),
    ),
    cell(
        "url-with-password", patterned(URL_PATTERN), _with("https://me:secret@iom.int/", "https://iom.int/?api_key=1a")
    ),
    cell("url-placeholder", patterned(URL_PATTERN), _with("https://example.com/page", "http://source.invalid/")),
    cell("text-space-around", prose, _with(" #", "# ")),
    cell("text-space-doubled", prose, _amid("  ")),
    cell("text-space-odd", prose, _amid("\N{NO-BREAK SPACE}")),
    cell("text-invisible-character", prose, _amid("\N{ZERO WIDTH SPACE}")),
    cell("text-direction-override", prose, _amid("\N{RIGHT-TO-LEFT OVERRIDE}")),
    cell("text-control-character", prose, _amid("\x07")),
    cell("text-not-normal", prose, _with("# e\N{COMBINING ACUTE ACCENT}")),
    cell("text-html", prose, _with("<b>#</b>", "#<script>x</script>")),
    cell("text-formula", prose, _with("=#", "+#", "@#", "#;=1+1", "#; -x", "\N{FULLWIDTH EQUALS SIGN}#")),
    cell("text-too-long", prose, _lengthened),
    cell("finding-measure-unknown", named("finding_en"), _with("# {ja}", "{measure}: #", "# {is_minimum}")),
    cell("finding-brace-stray", named("finding_en"), _with("# {0}", "{#", "#}", "# {yes.__class__}", "{{#}}", "# {}")),
    # areas
    cell("area-codes-differ", _of_areas("iso2"), lambda text, random: None if text in ANYONES else _country(text)),
    cell("area-name-of-another", _of_areas("name_en", "name_fr", "name_es"), _another_name),
    cell("digits-not-ascii", named("m49", "group", "parent"), _in_other_digits),
)
