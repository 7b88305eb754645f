"""Fetching an edition, also from a server that misbehaves: one line for each fault, and nothing half kept."""

from __future__ import annotations

import io
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import Workbook

from scripts.cli import main
from scripts.model.locale_files import OWN
from scripts.model.patterns import parse
from scripts.upkeep.download import name_of
from scripts.upkeep.listed import file_addresses, sources
from scripts.words.words import Words
from tests.deploy.made import answering
from tests.packages import write_package

DAY = "Sun, 05 Jan 2025 10:00:00 GMT"
TABLE = b"iso3,year,deaths\nFRA,2020,3\nDEU,2021,4\nKEN,2022,5\n"
CHANGED = b"iso3,period,deaths,note\nFRA,2020,3.5,a\nDEU,2021,4,b\nKEN,2022,5,c\nNAM,2023,6,d\n"
PAGE = b"<!DOCTYPE html>\n<html><body>Please wait</body></html>"


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    made, data = Workbook(), io.BytesIO()
    made.remove(made.worksheets[0])
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(data)
    return data.getvalue()


class Publisher(BaseHTTPRequestHandler):
    """A publisher's server, each path of which has its own fault."""

    protocol_version = "HTTP/1.0"

    def give(self, data: bytes, status: int = 200, **headers: str) -> None:
        """Answer."""
        told = {"Content-Length": str(len(data)), "Last-Modified": DAY, "Content-Type": "text/csv"}
        self.send_response(status)
        for name, value in {**told, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(data)

    def do_GET(self) -> None:
        """Answer as the path says."""
        path = urlsplit(self.path).path.strip("/")
        fault = {
            "good.csv": lambda: self.give(TABLE),
            "changed.csv": lambda: self.give(CHANGED, Last_Modified="Mon, 05 Jan 2026 10:00:00 GMT"),
            "same-day.csv": lambda: self.give(CHANGED),
            "undated.csv": lambda: self.give(TABLE, Last_Modified=""),
            "wrongly-dated.csv": lambda: self.give(TABLE, Last_Modified="yesterday"),
            "cut.csv": lambda: self.give(TABLE, Content_Length="100000"),
            "page.csv": lambda: self.give(PAGE, Content_Type="text/html; charset=utf-8"),
            "hidden-page.csv": lambda: self.give(b"\n<!-- x -->" + PAGE),
            "book.csv": lambda: self.give(book(("a", [["b"]]))),
            "text.xlsx": lambda: self.give(TABLE),
            "broken.xlsx": lambda: self.give(b"PK\x03\x04 and no more"),
            "empty.csv": lambda: self.give(b""),
            "binary.csv": lambda: self.give(b"a,b\n\0\0"),
            "gone.csv": lambda: self.give(PAGE, 404),
            "down.csv": lambda: self.give(b"", 503),
            "loop.csv": lambda: self.give(b"", 302, Location="/loop.csv"),
            "nowhere.csv": lambda: self.give(b"", 302, Location="file:///etc/passwd"),
            "moved.csv": lambda: self.give(b"", 301, Location="/good.csv"),
            "elsewhere.csv": lambda: self.give(
                b"", 302, Location=f"http://localhost:{self.headers['Host'].rpartition(':')[2]}/good.csv"
            ),
            "silent.csv": lambda: time.sleep(3),
            "slow.csv": lambda: self.drip(TABLE, 0.3),
            "endless.csv": lambda: self.drip(b"a,b,c,d\n" * 10_000, 0),
        }
        fault.get(path, lambda: self.give(b"", 404))()

    def drip(self, data: bytes, pause: float) -> None:
        """Answer without an end, with pauses."""
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(200):
                self.wfile.write(data)
                time.sleep(pause)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def publisher() -> Iterator[str]:
    with answering(Publisher) as address:
        yield address


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("package") / "datapackage")


Fetching = Callable[..., tuple[int, str, str]]


@pytest.fixture
def fetching(package: Path, tmp_path: Path, publisher: str, capsys: pytest.CaptureFixture[str]) -> Fetching:
    """Runs the command for a path of the publisher's; gives exit code, output and errors."""

    def run(path: str, *more: str) -> tuple[int, str, str]:
        kept = ["--into", str(tmp_path / "kept"), "--package", str(package), "--quiet"]
        code = main(["fetch", "survey", *kept, "--address", f"{publisher}/{path}", *more])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_an_edition_is_kept_with_what_is_known_of_it(fetching: Fetching, tmp_path: Path, publisher: str) -> None:
    code, told, _ = fetching("good.csv")
    folder = tmp_path / "kept" / "survey" / "2025-01-05"
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["edition.json", "good.csv"]
    assert (folder / "good.csv").read_bytes() == TABLE
    record = json.loads((folder / "edition.json").read_bytes())
    assert record["address"] == f"{publisher}/good.csv"
    assert (record["date"], record["bytes"], len(record["sha256"])) == ("2025-01-05", len(TABLE), 64)
    assert (record["licence"], record["source"]) == ("CC BY 4.0", "survey")
    assert "3 rows" in told
    assert "no earlier edition" in told
    assert [path.name for path in (tmp_path / "kept" / "survey").iterdir()] == ["2025-01-05"]


def test_the_same_bytes_are_not_kept_twice(fetching: Fetching, tmp_path: Path) -> None:
    fetching("good.csv")
    code, told, _ = fetching("moved.csv", "--date", "2025-06-01")
    assert code == 0
    assert "kept already" in told
    assert [path.name for path in (tmp_path / "kept" / "survey").iterdir()] == ["2025-01-05"]


def test_changes_of_shape_are_told_by_name(fetching: Fetching) -> None:
    fetching("good.csv")
    code, told, _ = fetching("changed.csv")
    assert code == 0
    for line in (
        "column renamed: year is now period",
        "column added: note",
        "column deaths: was integer, is number",
        "rows: 3 before, 4 now",
    ):
        assert line in told, told
    assert "removed" not in told


def test_a_file_that_is_named_is_compared_with(fetching: Fetching, tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes(b"iso3;year;deaths;sex\nFRA;2020;3;f\n")
    _, told, _ = fetching("good.csv", "--against", str(old))
    assert "column removed: sex" in told
    assert "rows: 1 before, 3 now" in told


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("cut.csv", "cut off before its end"),
        ("page.csv", "A web page came instead of a file"),
        ("hidden-page.csv", "A web page came instead of a file"),
        ("book.csv", "is no .csv file, but begins as another kind (zip)"),
        ("text.xlsx", "is no .xlsx file"),
        ("broken.xlsx", "cannot be read as what its name says"),
        ("binary.csv", "cannot be read as what its name says"),
        ("empty.csv", "The file is empty"),
        ("gone.csv", "answered 404"),
        ("down.csv", "answered 503"),
        ("loop.csv", "sends on and on"),
        ("nowhere.csv", "Nothing was kept"),
        ("elsewhere.csv", "sends on to another host, localhost"),
        ("undated.csv", "DATE=YYYY-MM-DD"),
        ("wrongly-dated.csv", "DATE=YYYY-MM-DD"),
        ("endless.csv", "More than 100,000 bytes came"),
        ("slow.csv", "longer than 1 seconds in all"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_kept(path: str, said: str, fetching: Fetching, tmp_path: Path) -> None:
    code, told, error = fetching(path, "--limit", "100000", "--within", "1")
    assert (code, told) == (1, "")
    assert len(error.splitlines()) == 1, error
    assert said in error
    assert "Nothing was kept" in error
    assert not list((tmp_path / "kept").rglob("*"))


def test_a_silent_server_is_not_waited_for(fetching: Fetching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.upkeep.download.ANSWER", 0.3)
    code, _, error = fetching("silent.csv")
    assert code == 1
    assert "fell silent" in error
    assert not list((tmp_path / "kept").rglob("*"))


def test_another_host_is_asked_only_where_it_is_named(fetching: Fetching, publisher: str) -> None:
    host = f"localhost:{urlsplit(publisher).port}"
    assert fetching("elsewhere.csv", "--follow", host)[0] == 0


def test_a_server_that_is_not_there_is_told_in_one_line(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for address, said in (
        ("http://127.0.0.1:9/a.csv", "Connection refused"),
        ("gopher://a/b.csv", "no address of the web"),
        ("http:///a.csv", "no address of the web"),
    ):
        arguments = ["--into", str(tmp_path / "kept"), "--package", str(package), "--quiet", "--address", address]
        assert main(["fetch", "survey", *arguments]) == 1
        error = capsys.readouterr().err
        assert len(error.splitlines()) == 1, error
        assert said in error


def test_an_edition_of_the_same_day_does_not_replace_the_one_that_is_kept(fetching: Fetching, tmp_path: Path) -> None:
    fetching("good.csv")
    code, _, error = fetching("same-day.csv")
    assert code == 1
    assert "2025-01-05" in error
    assert (tmp_path / "kept" / "survey" / "2025-01-05" / "good.csv").read_bytes() == TABLE
    assert fetching("same-day.csv", "--date", "2025-01-06")[0] == 0


def test_a_source_without_an_address_is_fetched_by_hand(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch", "survey", "--into", str(tmp_path), "--package", str(package), "--quiet"]) == 1
    assert "https://example.org/doors" in capsys.readouterr().err
    assert main(["fetch", "survye", "--into", str(tmp_path), "--package", str(package), "--quiet"]) == 2
    assert "There are survey" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(fetching: Fetching, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    code, _, error = fetching("good.csv")
    assert code == 1
    assert len(error.splitlines()) == 1
    assert "Nothing was kept" in error


def test_names_of_files_stay_in_their_folder() -> None:
    assert name_of("https://example.org/a/..%2F..%2Fetc%2Fpasswd?x=1") == "passwd"
    assert name_of("https://example.org/") == "download"
    assert name_of("https://example.org/.hidden%00.csv") == "hidden_.csv"


def test_addresses_are_of_sources_of_the_package() -> None:
    assert set(file_addresses()) <= set(sources(Path("datapackage")))
    assert all(address.startswith("https://") for address in file_addresses().values())


def test_every_change_has_words() -> None:
    words = Words.load(OWN)
    kinds = {key.split(".")[3] for key in words.texts if key.startswith("told.fetch.change.")}
    names = {name for kind in kinds for name in parse(words.texts[f"told.fetch.change.{kind}"]).names}
    assert names <= {"where", "name", "was", "now", "table"}


def test_a_table_of_sources_that_cannot_be_read_is_told(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for change, said in ((None, "cannot be read"), (b"id,title\na,b\n", "The column url is missing")):
        other = shutil.copytree(package, tmp_path / "other", dirs_exist_ok=True)
        path = other / "data" / "sources.csv"
        path.unlink() if change is None else path.write_bytes(change)
        assert main(["outdated", "--on", "2025-01-01", "--package", str(other)]) == 1
        error = capsys.readouterr().err
        assert len(error.splitlines()) == 1
        assert said in error
