"""A preview shows whole sites only, and goes on whatever is wrong with what it is made of."""

from __future__ import annotations

import http.client
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import Empty, Queue

import pytest

from scripts.model.headers import ALWAYS, EMBEDDED, FILE, PAGE
from scripts.model.problems import HinderedError, UsageError
from scripts.process import Ended, running
from scripts.release import serve as serving
from scripts.release.serve import QUIET, Shown, serve
from scripts.release.stamps import Stamps
from scripts.words.words import Words
from tests.packages import write_package
from tests.projects import project_in

WORDS = Words.load("en")


class EndError(Exception):
    """Ends a preview in a test."""


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def page(port: int, path: str = "/") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


Build = Callable[[Path], Ended]


def good(text: str) -> Build:
    def build(folder: Path) -> Ended:
        (folder / "site").mkdir(parents=True)
        (folder / "site" / "index.html").write_text(text, encoding="utf-8")
        return Ended([], 0, b"", b"")

    return build


def bad(out: str = "", err: str = "", code: int = 1) -> Build:
    def build(folder: Path) -> Ended:
        (folder / "site").mkdir(parents=True)
        (folder / "site" / "index.html").write_text("half a site", encoding="utf-8")
        return Ended([], code, out.encode(), err.encode())

    return build


@dataclass
class Faked:
    """A build that has ended in some way, and makes single pages that say how often they were asked for."""

    how: Ended
    site: Path
    seen: Stamps
    asked: list[str] = field(default_factory=list)

    @property
    def ended_well(self) -> bool:
        """Whether it has built a site."""
        return self.how.returncode == 0

    def page(self, address: str) -> tuple[str | None, list[str]]:
        """Give a page that says how many were asked for, and none of one that is broken."""
        self.asked.append(address)
        broken = address == "broken/"
        return None if broken else f"{address} {len(self.asked)}", ["It is broken."] if broken else []

    def ended(self) -> Ended:
        """Give how it has ended."""
        return self.how

    def close(self) -> None:
        """Forget what was asked for."""
        self.asked.clear()


@contextmanager
def preview(folder: Path, builds: list[Build], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Queue[str]]]:
    """A preview that goes from build to build each time that it is told to."""
    port, told, turns = free_port(), Queue[str](), iter(builds)
    go = threading.Semaphore(1)
    seen: list[Stamps] = [{}]

    def changed(*_: object) -> Stamps:
        go.acquire()
        seen.append({Path("x"): (len(seen), 0, 0)})
        return seen[-1]

    def build(_: Path, folder: Path, stamps: Stamps, __: Words) -> Faked:
        try:
            return Faked(next(turns)(folder), folder / "site", stamps)
        except StopIteration:
            raise EndError from None

    def work() -> None:
        with suppress(EndError):
            serve(write_package(folder / "package"), port, told.put, WORDS, folder / "build")

    monkeypatch.setattr(serving, "_changed", changed)
    monkeypatch.setattr(serving, "_stamps", lambda _: seen[-1])
    monkeypatch.setattr(serving, "Build", build)
    thread = threading.Thread(target=work)
    thread.start()
    told.go = go.release  # type: ignore[attr-defined]
    try:
        yield port, told
    finally:
        go.release(len(builds) + 1)
        thread.join()
    assert list((folder / "build").iterdir()) == []


def heard(told: Queue[str], last: str) -> list[str]:
    """Lines up to one that begins so."""
    lines: list[str] = []
    while not lines or not lines[-1].startswith(last):
        try:
            lines.append(told.get(timeout=30))
        except Empty:
            pytest.fail(f"it never said {last!r}: {lines}", pytrace=False)
    return lines


BROKEN = (
    'Traceback (most recent call last):\n  File "/x/scripts/render/pages.py", line 10, in render\n    return page()\n'
    '  File "site_templates/pages/about.html", line 3, in template\n    {{ a }\n'
    "jinja2.exceptions.TemplateSyntaxError: unexpected '}'\n"
)


def test_what_is_shown_is_the_last_whole_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = [
        bad(out="data/series.csv: It is broken. [file-unreadable]\n"),
        good("one"),
        bad(err=BROKEN),
        good("two"),
        bad(code=-9),
    ]
    address = "http://127.0.0.1"
    with preview(tmp_path, builds, monkeypatch) as (port, told):
        lines = heard(told, "Nothing is shown yet")
        assert lines[0] == "data/series.csv: It is broken. [file-unreadable]"
        assert page(port)[0] == 503
        for expected, reason in (
            ("one", ""),
            ("one", "site_templates/pages/about.html, line 3: jinja2.exceptions.TemplateSyntaxError: unexpected '}'"),
            ("two", ""),
            ("two", "The build ended without a word, with code -9."),
        ):
            told.go()  # type: ignore[attr-defined]
            lines = heard(told, address)
            assert lines[0].startswith(reason or address)
            assert page(port) == (200, expected)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = int(held.getsockname()[1])
        with pytest.raises(HinderedError) as hindered:
            serve(write_package(tmp_path / "package"), port, print, WORDS, tmp_path / "build")
    assert hindered.value.key == "port"
    assert WORDS("told.hindered.port", **hindered.value.values) == (
        f"127.0.0.1:{port}: Address already in use. Choose another port with --port."
    )


def test_without_a_package_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        serve(tmp_path, free_port(), print, WORDS, tmp_path / "build")


SPOIL: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda at: shutil.rmtree(at / "package"), "There is no data package in package"),
    "no descriptor": (lambda at: (at / "package" / "datapackage.json").write_text("{"), "datapackage.json: "),
    "a text is gone": (
        lambda at: (at / "site_templates" / "locales" / "en.json").write_text('{"site": {"locale": "en"}}'),
        "has no text",
    ),
}


@pytest.mark.parametrize("what", SPOIL)
def test_whatever_is_broken_is_told_in_lines(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real build in a process of its own, up to where it breaks."""
    write_package(tmp_path / "package")
    project_in(tmp_path, "site_templates")
    spoil, said = SPOIL[what]
    monkeypatch.chdir(tmp_path)
    spoil(tmp_path)
    (tmp_path / "build").mkdir()
    told: list[str] = []
    assert serving._built(Path("package"), tmp_path / "build" / "1", {}, told.append, WORDS) is None
    assert any(said in line for line in told), told
    assert told[-1] == WORDS("told.preview.stays")
    assert not any("Traceback" in line for line in told)


def test_a_preview_sends_the_headers_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(folder: Path) -> Ended:
        ended = good("a site")(folder)
        for path in ("embed/x.html", "data/map.topojson"):
            (folder / "site" / path).parent.mkdir()
            (folder / "site" / path).write_text("{}", encoding="utf-8")
        return ended

    with preview(tmp_path, [build], monkeypatch) as (port, told):
        told.get(timeout=20)
        for path, kind in (("", PAGE), ("embed/x.html", EMBEDDED), ("data/map.topojson?x", FILE), ("data/none", FILE)):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            sent = {**ALWAYS, **kind.headers}
            assert {name: answer.headers.get_all(name) for name in sent} == {name: [sent[name]] for name in sent}, path
            assert path != "data/map.topojson?x" or answer.headers["Content-Type"] == "application/json"


EDITED = {
    "docs/en/about.md": True,
    "site_templates/pages/country.html": True,
    "site_templates/locales/fr.po": True,
    "package/data/a.csv": True,
    "site_templates/charts/top_areas.mjs": False,
    "scripts/render/pages.py": False,
    "mkdocs.yml": False,
}


@pytest.mark.parametrize("path", EDITED)
def test_a_page_is_made_again_where_it_can_be(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time that a file is edited it is made once; what stands in the folder is shown where nothing differs."""
    now: Stamps = {}
    told: list[str] = []
    monkeypatch.setattr(serving, "_stamps", lambda _: dict(now))
    built = Faked(Ended([], 0, b"", b""), tmp_path, {})
    shown = Shown(Path("package"), told.append, built)  # type: ignore[arg-type]
    assert shown.page("a/") is None
    for number in (1, 2):
        now[Path(path)] = (number, 0, 0)
        assert {shown.page("a/"), shown.page("a/")} == ({f"a/ {number}".encode()} if EDITED[path] else {None})
    assert [shown.page("broken/"), told] == ([None, ["It is broken."]] if EDITED[path] else [None, []])


EDITS = 9


def test_all_is_built_anew_once_edits_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pages can be made again one by one; at once where not."""
    seen: Stamps = {Path("docs/a.md"): (0, 0, 0)}
    monkeypatch.setattr(serving, "PAUSE", 0)
    shown = Shown(Path("package"), print, Faked(Ended([], 0, b"", b""), Path(), seen))  # type: ignore[arg-type]

    def looked(edited: str) -> int:
        looks = (min(number, EDITS) for number in count())
        asked = []

        def look(_: Path) -> Stamps:
            asked.append({**seen, Path(edited): (next(looks), 1, 0)})
            return asked[-1]

        monkeypatch.setattr(serving, "_stamps", look)
        assert serving._changed(shown, seen) == asked[-1]
        return len(asked)

    assert [looked("docs/b.md"), looked("scripts/b.py")] == [EDITS + 1 + QUIET + 1, 1]


ANSWERS = '{"page": "a", "told": []}'
ANSWERING = f"print('built', flush=True); input(); print({ANSWERS!r}, flush=True); input(); raise KeyError('x')"


def test_a_process_that_breaks_while_it_answers_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once: nothing is asked of it after that."""
    monkeypatch.setattr(serving, "running", lambda _, *rest: running([sys.executable, "-c", ANSWERING], *rest))
    build = serving.Build(Path("package"), tmp_path / "1", {}, WORDS)
    assert build.ended_well
    assert build.page("a/") == ("a", [])
    assert build.page("b/") == (None, ["<string>, line 1: KeyError: 'x'"])
    assert build.page("b/") == (None, [])
    build.close()
