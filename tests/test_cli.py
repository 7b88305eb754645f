"""The command line under a person's mistakes: clear lines, the right exit code, nothing changed, no traceback."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.cli import main, parser
from scripts.release.place import Place
from tests.kept import seeded
from tests.packages import edit, write_package
from tests.projects import project_in

PROJECT = Path.cwd()
COMMANDS = (
    "validate",
    "sums",
    "explain",
    "new",
    "adapt",
    "ingest",
    "ingest-check",
    "describe",
    "translations",
    "publish",
    "rollback",
    "verify",
    "sign",
    "reproduce",
    "deploy",
    "compare",
    "fetch",
    "outdated",
    "facts",
    "release",
    "mcp",
    "serve",
)


def tree_hash(folder: Path) -> str:
    """Hash of every file's path and bytes below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture
def workplace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own to run commands in: a small package, a published site, an empty workspace."""
    project_in(tmp_path)
    write_package(tmp_path / "datapackage")
    seeded(tmp_path_factory, tmp_path / ".cache")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text("the last good site", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def descriptor(folder: Path, text: str) -> None:
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def without_descriptor(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


SOUND_HEAD = '"title": "t", "version": "1", "created": "2024-01-01"'


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_these_are_the_commands() -> None:
    shown = re.findall(r"^    ([a-z-]+)", parser().format_help(), re.MULTILINE)
    assert shown == list(COMMANDS)


def test_the_program_runs_as_a_module() -> None:
    ended = subprocess.run([sys.executable, "-m", "scripts"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(lines(ended.stderr)) == 1
    assert "COMMAND" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["pubish"], "pubish"),
        (["publish", "--nosuch"], "--nosuch"),
        (["validate", "--format", "xml"], "xml"),
        (["ingest"], "--sources"),
        (["serve", "--port", "eighty"], "eighty"),
        (["serve", "--port", "99999"], "99999"),
        (["validate", "nowhere"], "nowhere"),
        (["publish", "--package", "nowhere"], "nowhere"),
        (["validate", "public/index.html"], "public/index.html"),
        (["ingest", "--sources", "nowhere"], "nowhere"),
        (["ingest-check", "--sources", "nowhere"], "nowhere"),
        (["ingest", "--sources", "public", "--package", "public"], "data/series.csv"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree_hash(workplace)
    assert main([*arguments, "--quiet"] if len(arguments) > 1 else arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(lines(told.err)) == 1
    assert said in told.err
    assert tree_hash(workplace) == before


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "not JSON": (lambda folder: descriptor(folder, "{"), "datapackage.json: "),
    "not text": (lambda folder: edit(folder, "datapackage.json", lambda _: b"\xff\xfe"), "datapackage.json: "),
    "a list": (lambda folder: descriptor(folder, "[]"), "resources"),
    "no resources": (lambda folder: descriptor(folder, "{}"), "resources"),
    "no version": (lambda folder: descriptor(folder, '{"title": "t", "resources": []}'), "version"),
    "nothing in it": (lambda folder: descriptor(folder, f'{{{SOUND_HEAD}, "resources": []}}'), "'series'"),
    "no path": (lambda folder: descriptor(folder, f'{{{SOUND_HEAD}, "resources": [{{"name": "a"}}]}}'), "path"),
    "a resource of text": (lambda folder: descriptor(folder, f'{{{SOUND_HEAD}, "resources": ["a"]}}'), "resources"),
    "outside": (
        lambda folder: descriptor(folder, f'{{{SOUND_HEAD}, "resources": [{{"name": "a", "path": "../../secret"}}]}}'),
        "../../secret",
    ),
    "a file gone": (lambda folder: (folder / "data/series.csv").unlink(), "data/series.csv: "),
    "an empty file": (lambda folder: edit(folder, "data/series.csv", lambda _: b""), "data/series.csv"),
    "not UTF-8": (
        lambda folder: edit(folder, "data/sources.csv", lambda data: data.replace(b"Survey", b"Surv\xe9")),
        "data/sources.csv",
    ),
    "text in a number": (
        lambda folder: edit(folder, "data/observations_crossings.csv", lambda data: data.replace(b",2,", b",two,")),
        "data/observations_crossings.csv, row 2, obs_value: 'two'",
    ),
    "a renamed column": (
        lambda folder: edit(folder, "data/evidence.csv", lambda data: data.replace(b"instrument", b"law", 1)),
        "data/evidence.csv",
    ),
}


@pytest.mark.parametrize(
    ("command", "defect"),
    [*(("validate", d) for d in BROKEN), *(("publish", d) for d in ("not JSON", "a file gone", "text in a number"))],
)
def test_a_broken_package_is_refused_and_the_last_site_stays(
    command: str, defect: str, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, said = BROKEN[defect]
    spoil(workplace / "datapackage")
    before = tree_hash(workplace)
    package = ["datapackage"] if command == "validate" else ["--package", "datapackage"]
    assert main([command, *package, "--quiet"]) == 1
    told = capsys.readouterr().out
    assert any(said in line for line in lines(told)), told
    assert all(line.endswith("]") for line in lines(told)), "every line ends with its code"
    assert tree_hash(workplace) == before


def test_problems_as_json(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil, _ = BROKEN["text in a number"]
    spoil(workplace / "datapackage")
    assert main(["validate", "datapackage", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["version", "package", "checks", "errors", "warnings", "problems"]
    assert (report["version"], report["package"], report["errors"]) == (1, "datapackage", len(report["problems"]))
    told = next(p for p in report["problems"] if p["found"] == "two")
    assert list(told) == ["code", "severity", "file", "row", "field", "found", "expected", "message", "remedy"]
    assert (told["severity"], told["file"], told["row"], told["field"]) == (
        "error",
        "data/observations_crossings.csv",
        2,
        "obs_value",
    )
    assert "'two'" in told["message"]


def test_no_problem_as_json(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "datapackage", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_problems_as_html(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = b"<script>alert(1)</script>"
    edit(
        workplace / "datapackage", "data/dimensions.csv", lambda data: data.replace(b"borders,1", b"borders," + hostile)
    )
    assert main(["validate", "datapackage", "--format", "html"]) == 1
    shown = capsys.readouterr().out
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("code", ["wrong-type", "link-broken"])
def test_a_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 0
    assert code in capsys.readouterr().out


def test_a_code_that_is_none_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "wrong-tpye"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(lines(told.err)) == 1
    assert "wrong-type" in told.err


def test_a_broken_site_is_not_published(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that cannot be made stops the build; the last site stays."""
    (workplace / "docs").unlink()
    (workplace / "docs" / "en").mkdir(parents=True)
    (workplace / "docs" / "en" / "about.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    before = tree_hash(workplace / "public")
    assert main(["publish", "--quiet", "--all"]) == 1
    assert "nowhere.md" in capsys.readouterr().out
    assert tree_hash(workplace / "public") == before


def test_a_disk_that_refuses_is_told_in_one_line(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(new: Path, place: Place, *, keep: bool) -> None:
        raise PermissionError(13, "Permission denied", str(place.path))

    monkeypatch.setattr("scripts.release.publish.put_in_place", refuse)
    monkeypatch.setattr("scripts.release.publish.build", lambda *_: workplace)
    monkeypatch.setattr("scripts.release.publish.verify", lambda *_: ())
    before = tree_hash(workplace / "public")
    assert main(["publish", "--quiet"]) == 1
    told = lines(capsys.readouterr().err)
    assert len(told) == 1
    assert "public: Permission denied" in told[0]
    assert tree_hash(workplace / "public") == before


def test_the_small_package_becomes_a_site(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any package of the profile builds, with other indicators and areas. Where public is a link, it stays one."""
    web = (workplace / "public").rename(workplace / "web")
    (workplace / "public").symlink_to("web")
    before = {path.name for path in workplace.iterdir()}
    assert main(["publish", "--quiet"]) == 0, capsys.readouterr().out
    assert (web / "indicators" / "open-doors" / "index.html").is_file()
    assert (web / "countries" / "nam" / "index.html").is_file()
    assert "the last good site" not in (web / "index.html").read_text(encoding="utf-8")
    assert (workplace / "public").readlink() == Path("web")
    kept = {"build", ".web.before"}
    assert {path.name for path in workplace.iterdir()} == before | kept
    assert list((workplace / "build").iterdir()) == []


# -- ingest ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sources(workplace: Path) -> Path:
    """Raw snapshots of which the first source has a file whose columns changed, and all others lack theirs."""
    folder = workplace / "snapshots" / "reference-areas"
    folder.mkdir(parents=True)
    (folder / "ocha-ct-taxonomy.csv").write_text("code,name\nDEU,Germany\n", encoding="utf-8")
    return folder.parent


@pytest.mark.parametrize("command", ["ingest", "ingest-check"])
def test_bad_snapshots_are_told_by_file_and_column(
    command: str, sources: Path, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree_hash(workplace)
    assert main([command, "--sources", str(sources), "--quiet", "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    told = {(p["file"], p["code"]) for p in problems}
    assert ("reference-areas/ocha-ct-taxonomy.csv", "source-column-missing") in told
    assert ("reference-m49/UNSD-M49-en.csv", "source-file-missing") in told
    assert all(p["field"] for p in problems if p["code"] == "source-column-missing")
    assert tree_hash(workplace) == before


def test_each_problem_of_snapshots_is_a_line(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "--sources", str(sources), "--quiet", "--all"]) == 1
    told = lines(capsys.readouterr().out)
    assert any(line.startswith("reference-m49/UNSD-M49-en.csv: The file is not there") for line in told)
    assert any("ocha-ct-taxonomy.csv, " in line and "source-column-missing" in line for line in told)


def test_elsewhere_says_where_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "datapackage"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(tmp_path) in told
    assert "make -C FOLDER" in told
