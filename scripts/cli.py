"""The command line: every command, its options, and how its end is told.

Exit codes: 0 done, 1 problems in the data or the site or a machine that does not allow it, 2 wrong usage; 130, 143 and
129 where a signal stopped it. A person's mistake never gives a traceback.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, Protocol

from scripts.model.address import site_address
from scripts.model.locale_files import LOCALES, OWN
from scripts.model.problems import HinderedError, Problem, RefusedError, UsageError
from scripts.validate.nearest import nearest
from scripts.validate.report import Report, html, json_text, text, visible
from scripts.words.words import MalformedTextError, MissingTextError, Words

if TYPE_CHECKING:
    from scripts.release.note import Note
    from scripts.release.previous import Last
    from scripts.verify.copies import Result

PACKAGE = Path("datapackage")
PUBLIC = Path("public")
PAGES = Path("docs") / "en" / "errors"
"""A page for each code."""

ELSEWHERE = (
    "The commands work in the folder of the project, and {folder} is not it: `make -C FOLDER TARGET` goes there."
)
"""Said before any words can be read."""

DONE, PROBLEMS, USAGE = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """An argument parser that tells a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of printing the usage."""
        sentence = f"{message[:1].upper()}{message[1:]}."
        raise UsageError(sentence, f"See `python -m scripts {self._command()}--help`.")

    def _command(self) -> str:
        command = self.prog.rpartition("scripts")[2].strip()
        return f"{command} " if command else ""


@dataclass(slots=True)
class Teller:
    """Tells what goes on: stages with their seconds on standard error, unless quiet."""

    quiet: bool
    words: Words

    def stage(self, key: str, **values: object) -> Callable[[], None]:
        """Say that a stage begins; the function given back says how long it took."""
        start = time.perf_counter()
        text = self.words(f"stages.{key}", **values)

        def done() -> None:
            self.say(f"{text} {time.perf_counter() - start:.1f} s")

        return done

    def say(self, line: str) -> None:
        """Print a line of progress."""
        if not self.quiet:
            print(line, file=sys.stderr)  # noqa: T201

    def note(self, note: Note) -> None:
        """Tell a line beside the result."""
        line = self.words(note.key, **{name: visible(str(value)) for name, value in note.values.items()})
        if note.aloud:
            print(line, file=sys.stderr)  # noqa: T201
        else:
            self.say(line)

    def step(self, name: str) -> None:
        """Show the step in hand on a terminal."""
        if not self.quiet and sys.stderr.isatty():
            print(f"\r\033[K{name}", end="\r", file=sys.stderr)  # noqa: T201


def show(report: Report, options: argparse.Namespace, words: Words) -> None:
    """Print a report on standard output in the form that was asked for."""
    if options.format == "json":
        print(json_text(report, words))  # noqa: T201
        return
    if options.format == "html":
        print(html(report, words))  # noqa: T201
        return
    for line in text(report, words, everything=options.all):
        print(line)  # noqa: T201


def _ingest(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.ingest.write import write_package  # noqa: PLC0415 - a command loads only what it needs

    done = teller.stage("ingest")
    count = write_package(options.sources, options.package, teller.step)
    done()
    teller.say(teller.words("told.ingested", count=count, folder=options.package))
    return DONE


def _ingest_check(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.ingest.write import compare_package  # noqa: PLC0415

    done = teller.stage("ingest_check")
    problems = compare_package(options.sources, options.package, teller.step)
    done()
    return _told(_report(problems, options), options, teller, "told.same_package")


def _describe(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.ingest.write import describe_package  # noqa: PLC0415

    for path in describe_package(options.package):
        teller.say(teller.words("told.no_longer_described", file=path))
    teller.say(teller.words("told.described", folder=options.package))
    return DONE


def _translations(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.ingest.make import english_texts  # noqa: PLC0415
    from scripts.ingest.write import translate_package  # noqa: PLC0415
    from scripts.model.languages import languages_of  # noqa: PLC0415
    from scripts.package.read import read_descriptor  # noqa: PLC0415
    from scripts.upkeep.translations import catalogues, told, write  # noqa: PLC0415
    from scripts.words.stale import Source  # noqa: PLC0415

    languages = languages_of(read_descriptor(options.package)).codes
    texts = [Source(context=place, text=text) for place, text in english_texts(options.package)]
    kept = list(catalogues(options.package, languages, texts))
    write(kept)
    changed = translate_package(options.package)
    for each in kept:
        for line in told(each, teller.words, every=options.all):
            print(line)  # noqa: T201
    teller.say(teller.words("told.translations.written", count=changed, folder=options.package))
    return DONE


def _new(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.start.blank import blank_package  # noqa: PLC0415
    from scripts.start.write import write_files  # noqa: PLC0415

    write_files(options.folder, blank_package(options.folder))
    teller.say(teller.words("told.new", folder=options.folder))
    return DONE


def _adapt(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.start.adapt import adapt  # noqa: PLC0415
    from scripts.start.options import wish_of  # noqa: PLC0415
    from scripts.start.telling import lines  # noqa: PLC0415
    from scripts.start.write import refuse_full, write_files  # noqa: PLC0415
    from scripts.validate.validate import report  # noqa: PLC0415

    wish = wish_of(options, teller.words)
    _refuse_texts(options, teller.words)
    refuse_full(options.folder)
    made = adapt(wish)
    for line in lines(made, teller.words, everything=options.all):
        print(line)  # noqa: T201
    if not made.files:
        return PROBLEMS
    write_files(options.folder, made.files)
    teller.say(teller.words("told.adapted", folder=options.folder))
    judged = report(options.folder)
    if not judged.errors:
        return DONE
    show(judged, options, teller.words)
    teller.say(teller.words("told.adapted_unsound"))
    return PROBLEMS


TEXTS: Final = {
    "title": "label",
    "unit": "unit",
    "publisher": "publisher",
    "licence": "licence",
    "source_title": "title",
    "one_area": "name",
    "whole": "name",
}
"""Options of `adapt` that are texts of the package, and columns in which they stand."""


def _refuse_texts(options: argparse.Namespace, words: Words) -> None:
    """Refuse an option of `adapt` that no cell can hold: it stands in many. Raises UsageError for the first fault."""
    from scripts.validate.checks.text import faults_of  # noqa: PLC0415

    for name, column in TEXTS.items():
        text, option = getattr(options, name), f"--{name.replace('_', '-')}"
        if text and not text.strip():
            raise UsageError(words("adapt.usage.blank", option=option), words("adapt.usage.help"))
        for code, found, expected in faults_of(text or "", column):
            told = {"found": visible(found), "expected": visible(expected), "field": option}
            what = words(f"problems.{code}.what", **told)
            raise UsageError(
                words("adapt.usage.text", option=option, what=what), words(f"problems.{code}.remedy", **told)
            )
    if options.unit is not None and not options.unit:
        raise UsageError(words("adapt.usage.blank", option="--unit"), words("adapt.usage.help"))


def _validate(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.validate.validate import report  # noqa: PLC0415
    from scripts.words.translations import unsaid  # noqa: PLC0415

    done = teller.stage("validate")
    last = _last(options)()
    for note in last.notes:
        teller.note(note)
    made = report(options.package, last.package, unsaid, options.engine)
    done()
    return _told(made, options, teller, "told.sound")


def _sums(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.sums import sums  # noqa: PLC0415

    done = teller.stage("summarise")
    made = sums(options.package, options.engine)
    done()
    sys.stdout.write(made.decode())
    return DONE


def _last(options: argparse.Namespace) -> Callable[[], Last]:
    """Give what finds the last release to compare with."""
    from scripts.release.previous import last_release, named, none  # noqa: PLC0415

    if options.no_previous:
        return none
    if options.previous:
        return partial(named, options.previous)
    return partial(last_release, options.package, options.public)


def _explain(options: argparse.Namespace, teller: Teller) -> int:
    words, code = teller.words, options.code
    page = PAGES / f"{code}.md"
    codes = sorted({key.split(".")[1] for key in words.texts if key.startswith("problems.") and key.endswith(".what")})
    if code not in codes:
        near = nearest(code, codes)
        raise UsageError(words("told.no_code", code=visible(code)), words("told.near_code", code=near) if near else "")
    if page.is_file():
        print(page.read_text(encoding="utf-8").rstrip())  # noqa: T201
    else:
        what, remedy = (words.pattern(f"problems.{code}.{part}") for part in ("what", "remedy"))
        print(f"{code}: {what} {remedy}")  # noqa: T201
    return DONE


def _publish(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.publish import Plan, publish  # noqa: PLC0415
    from scripts.validate.causes import rank  # noqa: PLC0415

    plan = Plan(
        package=options.package,
        site_url=options.site_url,
        last=_last(options),
        public=options.public,
        keep=not options.keep_none,
    )
    told = replace(_report(publish(plan, teller), options), rank=rank)
    return _told(told, options, teller, "told.published", folder=options.public)


def _rollback(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.rollback import rollback  # noqa: PLC0415

    done = teller.stage("rollback")
    back = rollback(options.public)
    done()
    for note in back.notes:
        teller.note(note)
    return _told(
        _report(back.problems, options),
        options,
        teller,
        "told.rolled_back",
        folder=options.public,
        **asdict(back.now),
        release_before=back.before.release,
        released_before=back.before.released,
        hash_before=back.before.hash,
    )


def _verify(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.verify.copies import Disk, compare  # noqa: PLC0415
    from scripts.verify.web import Web  # noqa: PLC0415

    is_address = "://" in options.copy
    if not is_address and not Path(options.copy).is_dir():
        raise UsageError(teller.words("told.no_copy", place=visible(options.copy)))
    done = teller.stage("compare")
    copy = Web(options.copy, heads=not options.files_only) if is_address else Disk(Path(options.copy))
    found = compare(copy, options.key)
    done()
    told = found.manifest
    if told:
        teller.say(_signature(found, teller))
    values = {"release": told.release, "released": told.released, "hash": told.hash} if told else {}
    count = len(told.files) - found.unasked if told else 0
    report = _report(found.problems, options)
    return _told(report, options, teller, "told.whole", **values, count=count, place=options.copy)


def _signature(found: Result, teller: Teller) -> str:
    if found.comment:
        return teller.words("told.signature.good", comment=visible(found.comment))
    return teller.words("told.signature.unread" if found.signed else "told.signature.none")


def _reproduce(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.reproduce import reproduce  # noqa: PLC0415

    proof = reproduce(options.package, options.site_url, teller.stage)
    report = _report(proof.problems, options)
    return _told(report, options, teller, "told.reproduced", count=proof.files, hash=proof.hash)


def _sign(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.sign import sign  # noqa: PLC0415

    def password() -> str:
        if options.password_file:
            return str(options.password_file.read_text(encoding="utf-8")).removesuffix("\n")
        return getpass(teller.words("told.password"))

    problems = sign(options.folder, options.secret_key, password)
    return _told(_report(problems, options), options, teller, "told.signed", folder=options.folder)


def _release(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.freeze import freeze  # noqa: PLC0415
    from scripts.release.publish import Plan  # noqa: PLC0415

    made = freeze(Plan(package=options.package), options.version, options.date, teller.stage)
    if made.problems:
        return _told(_report(made.problems, options), options, teller, "told.sound")
    teller.say(teller.words("told.release.kept", version=made.version, folder=options.package))
    if made.changes:
        teller.say(teller.words("told.release.changed", after=made.after, **made.changes))
    return DONE


def _mcp(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.answers.server import server  # noqa: PLC0415

    server(options.site, teller.words).run()  # standard output is for the protocol's messages alone
    return 0


def _serve(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.release.serve import serve  # noqa: PLC0415

    serve(options.package, options.port, teller.say, teller.words)
    return DONE


def _deploy(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.deploy.deploy import deploy  # noqa: PLC0415
    from scripts.deploy.telling import lines  # noqa: PLC0415
    from scripts.release.place import unchanged  # noqa: PLC0415
    from scripts.release.signals import Stopped  # noqa: PLC0415

    try:
        with unchanged(options.public):
            found = deploy(options.public, options.target, options.endpoint, teller.stage, go=options.go)
    except Stopped as stopped:
        print(teller.words("told.deploy.stopped"), file=sys.stderr)  # noqa: T201
        return stopped.code
    for line in lines(found, teller.words):
        print(line)  # noqa: T201
    return DONE


def _compare(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.compare.pages import page_changes  # noqa: PLC0415
    from scripts.compare.rows import table_changes  # noqa: PLC0415
    from scripts.compare.telling import markdown  # noqa: PLC0415

    tables = list(table_changes(options.old, options.new))
    for line in markdown(tables, page_changes(options.old, options.new), teller.words, options.most):
        print(line)  # noqa: T201
    return DONE


def _fetch(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.upkeep.download import Limits  # noqa: PLC0415
    from scripts.upkeep.fetch import Wish, fetch  # noqa: PLC0415
    from scripts.upkeep.telling import fetched  # noqa: PLC0415

    wish = Wish(
        source=options.source,
        package=options.package,
        into=options.into,
        address=options.address,
        day=options.date,
        against=options.against,
        limits=Limits(bytes=options.limit, whole=options.within, hosts=tuple(options.follow)),
    )
    done = teller.stage("fetch")
    kept = fetch(wish)
    done()
    for line in fetched(kept, teller.words):
        print(line)  # noqa: T201
    return DONE


def _outdated(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.upkeep.listed import sources  # noqa: PLC0415
    from scripts.upkeep.telling import outdated  # noqa: PLC0415

    for line in outdated(sources(options.package).values(), options.on, teller.words):
        print(line)  # noqa: T201
    return DONE


def _facts(options: argparse.Namespace, teller: Teller) -> int:
    from scripts.package.read import read_package  # noqa: PLC0415
    from scripts.upkeep.holes import holes  # noqa: PLC0415
    from scripts.upkeep.telling import Proposals  # noqa: PLC0415

    package = read_package(options.package)
    try:
        _known_or_refused("indicator", options.indicator, package.tables["indicators"]["id"])
        _known_or_refused("country or area", options.area, package.tables["reference_areas"]["iso3"])
        found = [
            hole
            for hole in holes(package)
            if options.indicator in ("", hole.indicator) and options.area in ("", hole.ref_area)
        ]
        told = Proposals(package, teller.words)
        lines = [told.csv(found, options.most)[:-1]] if options.csv else list(told.table(found, options.most))
    except (KeyError, ValueError) as error:
        message = f"The package in {options.package} is not sound: {error}."
        raise UsageError(message, "`python -m scripts validate` says what is wrong.") from error
    for line in lines:
        print(line)  # noqa: T201
    return DONE


def _known_or_refused(kind: str, wanted: str, known: Iterable[str]) -> None:
    """Raise UsageError where something is asked for by a code that there is not; '' asks for nothing."""
    if wanted and wanted not in (codes := sorted(known)):
        message = f"There is no {kind} {wanted}."
        near = nearest(wanted, codes)
        raise UsageError(message, f"Is it {near}?" if near else "Its code stands in the tables of the package.")


def _report(problems: Iterable[Problem], options: argparse.Namespace) -> Report:
    package = getattr(options, "package", PACKAGE)
    return Report(package=package.as_posix(), problems=tuple(problems))


def _told(report: Report, options: argparse.Namespace, teller: Teller, good: str, **values: object) -> int:
    show(report, options, teller.words)
    errors = len(report.errors)
    warnings = len(report.problems) - errors
    teller.say(teller.words("told.problems", count=errors) if errors else teller.words(good, **values))
    if warnings:
        teller.say(teller.words("told.warnings", count=warnings))
    return PROBLEMS if errors else DONE


def _day(text: str) -> str:
    """Read a day; '' is none. Raises ArgumentTypeError, whose text argparse tells."""
    try:
        day = date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        day = ""
    if day != text:
        message = f"{text!r} is no day as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message)
    return day


def _a_day(text: str) -> str:
    if not (day := _day(text)):
        message = "a day is needed, as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message)
    return day


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:  # noqa: PLR2004 - the range of ports
        message = f"{text!r} is no port from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is no whole number from 1 on"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _site(text: str) -> str:
    try:
        return site_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _engine(sub: argparse.ArgumentParser) -> None:
    from scripts.large.choice import ENGINES, USUAL  # noqa: PLC0415

    told = "what is asked about tables of observations; usual: DuckDB where they have more than a million rows"
    sub.add_argument("--engine", choices=ENGINES, default=USUAL, help=told)


def _comparing(command: Parser) -> None:
    """Give a command the options that say with what a package is compared."""
    command.add_argument("--public", type=Path, default=PUBLIC, metavar="FOLDER", help="folder of the public site")
    with_what = command.add_mutually_exclusive_group()
    last = "package to compare with; else it is what is public, or the last release in git"
    with_what.add_argument("--previous", type=Path, metavar="FOLDER", help=last)
    with_what.add_argument("--no-previous", action="store_true", help="compare with no earlier release")


class Adding(Protocol):
    """Adds a command to the command line."""

    def __call__(self, name: str, run: Callable[[argparse.Namespace, Teller], int], summary: str) -> Parser:
        """Give its parser."""


def _start(command: Adding) -> None:
    """Add the commands that begin a package."""
    fresh = command("new", _new, "Write a small working package to write over, with a readme that says what is next.")
    fresh.add_argument("folder", type=Path, metavar="FOLDER")
    from scripts.start.options import add_options  # noqa: PLC0415

    made = command("adapt", _adapt, "Make a package of a plain CSV, and tell what could not be mapped.")
    made.add_argument("file", type=Path, metavar="FILE.csv")
    made.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where the package is to lie: empty, or not there yet"
    )
    add_options(made, package=PACKAGE, day=_a_day)


def _upkeep(command: Adding) -> None:
    """Add the commands that look after sources."""
    came = command("fetch", _fetch, "Bring the newest edition of a source, and tell how its shape differs.")
    came.add_argument("source", metavar="SOURCE")
    came.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="folder of the editions that are kept")
    came.add_argument("--package", type=Path, default=PACKAGE)
    came.add_argument("--address", default="", metavar="URL", help="address of the file, where none is known")
    came.add_argument(
        "--date", type=_day, default="", metavar="YYYY-MM-DD", help="day of the edition; else the server's"
    )
    came.add_argument("--against", type=Path, metavar="FILE", help="compare with it where no edition is kept")
    came.add_argument("--follow", action="append", default=[], metavar="HOST", help="go there when sent on to it")
    came.add_argument("--limit", type=int, default=500_000_000, metavar="BYTES", help="largest file that is taken")
    came.add_argument("--within", type=int, default=900, metavar="SECONDS", help="longest time that it may take")
    old = command("outdated", _outdated, "List the sources whose next edition should be there by a day.")
    old.add_argument("--on", type=_a_day, required=True, metavar="YYYY-MM-DD")
    old.add_argument("--package", type=Path, default=PACKAGE)
    next_ = command(
        "facts", _facts, "Propose which facts to look for next: a country and an indicator without a figure."
    )
    next_.add_argument("package", type=Path, nargs="?", default=PACKAGE, metavar="PACKAGE")
    next_.add_argument("--indicator", default="", metavar="ID", help="of this indicator alone")
    next_.add_argument("--area", default="", metavar="CODE", help="of this country alone, by its code of three letters")
    next_.add_argument("--most", type=_positive, default=30, metavar="N", help="proposals that are shown")
    next_.add_argument("--csv", action="store_true", help="as CSV, with codes")


def _afterwards(command: Adding) -> None:
    """Add the commands for a site that was published."""
    back = command("rollback", _rollback, "Bring back the site that was public before; done again, it is undone.")
    back.add_argument("--public", type=Path, default=PUBLIC, metavar="FOLDER", help="folder of the public site")
    looked = command("verify", _verify, "Compare a copy of the site with its manifest: a folder, or an address.")
    looked.add_argument("copy", metavar="URL-or-FOLDER")
    looked.add_argument("--key", default="", metavar="KEY", help="public key of minisign that must have signed it")
    looked.add_argument("--files-only", action="store_true", help="do not look at what the server says beside a file")
    signed = command("sign", _sign, "Sign the manifest of a site, with a secret key of minisign.")
    signed.add_argument("folder", type=Path, nargs="?", default=PUBLIC, metavar="FOLDER")
    signed.add_argument("--secret-key", type=Path, required=True, metavar="FILE")
    signed.add_argument("--password-file", type=Path, metavar="FILE", help="file with the password of the key")
    again = command("reproduce", _reproduce, "Build the site twice in different surroundings and compare every byte.")
    again.add_argument("--package", type=Path, default=PACKAGE)
    again.add_argument("--site-url", type=_site, default="", help="address that the site will have")


def parser() -> Parser:
    """Give the parser of the whole command line."""
    top = Parser(prog="python -m scripts", description="Builds, checks and publishes the site.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    def command(name: str, run: Callable[[argparse.Namespace, Teller], int], summary: str) -> Parser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.set_defaults(run=run)
        sub.add_argument("--quiet", action="store_true", help="no progress, only the result")
        sub.add_argument("--format", choices=("text", "json", "html"), default="text", help="how problems are told")
        sub.add_argument("--all", action="store_true", help="every problem in a line of its own")
        return sub

    check = command("validate", _validate, "Tell every problem of a package.")
    check.add_argument("package", type=Path, nargs="?", default=PACKAGE, metavar="PACKAGE")
    _comparing(check)
    _engine(check)
    summed = command("sums", _sums, "Print the aggregates of a package as CSV, however large its tables are.")
    summed.add_argument("package", type=Path, nargs="?", default=PACKAGE, metavar="PACKAGE")
    _engine(summed)
    explained = command("explain", _explain, "Show the page of a problem's code.")
    explained.add_argument("code", metavar="CODE")
    _start(command)
    for name, run, summary in (
        ("ingest", _ingest, "Make the package from raw snapshots."),
        ("ingest-check", _ingest_check, "Prove that the package is what the raw snapshots give."),
    ):
        made = command(name, run, summary)
        made.add_argument("--sources", type=Path, required=True, help="folder with one folder a source")
        made.add_argument("--package", type=Path, default=PACKAGE)
    for name, run, summary in (
        ("describe", _describe, "Write the descriptor anew after a hand-written table was changed."),
        ("translations", _translations, "Renew the catalogues of translations and say what they lack."),
    ):
        kept = command(name, run, summary)
        kept.add_argument("--package", type=Path, default=PACKAGE)
    site = command("publish", _publish, "Validate, build, verify and put public.")
    site.add_argument("--package", type=Path, default=PACKAGE)
    _comparing(site)
    site.add_argument(
        "--site-url", type=_site, default="", help="address that the site will have, for links from other sites"
    )
    site.add_argument("--keep-none", action="store_true", help="keep no site to go back to, which needs as much room")
    _afterwards(command)
    sent = command("deploy", _deploy, "Say what a target lacks of the public site, and with --go bring it there.")
    form = "a folder, user@host:path, rsync://host/module/path, s3://bucket/prefix, git+ssh://host/path#branch"
    sent.add_argument("target", metavar="TARGET", help=form)
    sent.add_argument("--public", type=Path, default=PUBLIC, metavar="FOLDER", help="folder of the site to deploy")
    sent.add_argument("--go", action="store_true", help="do it; else nothing is sent or removed")
    sent.add_argument("--endpoint", default="", metavar="URL", help="of the service that holds the bucket")
    beside = command("compare", _compare, "Tell as Markdown in which rows and pages two finished sites differ.")
    beside.add_argument("old", type=Path, metavar="OLD_SITE")
    beside.add_argument("new", type=Path, metavar="NEW_SITE", nargs="?", default=PUBLIC)
    beside.add_argument("--most", type=int, default=40, metavar="N", help="tables and pages that are told one by one")
    _upkeep(command)
    frozen = command("release", _release, "Name the package, keep it for ever, and tell what it changed.")
    frozen.add_argument("--package", type=Path, default=PACKAGE)
    frozen.add_argument("--version", required=True, help="year and number in it, as 2026.2")
    frozen.add_argument("--date", required=True, help="day of the release, as 2026-11-29")
    asked = command("mcp", _mcp, "Answer machines from a published site, by the Model Context Protocol.")
    asked.add_argument("site", type=Path, nargs="?", default=PUBLIC, metavar="SITE")
    preview = command("serve", _serve, "Show the site on this machine and rebuild it when a file changes.")
    preview.add_argument("--package", type=Path, default=PACKAGE)
    preview.add_argument("--port", type=_port, default=8000)
    return top


def _hindrance(error: HinderedError | MissingTextError | MalformedTextError, words: Words) -> str:
    if not isinstance(error, HinderedError):
        return str(error)
    values = {name: value if isinstance(value, int) else visible(str(value)) for name, value in error.values.items()}
    return words(f"told.hindered.{error.key}", **values)


def main(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code."""
    if not LOCALES.is_dir():
        print(ELSEWHERE.format(folder=Path.cwd()), file=sys.stderr)  # noqa: T201
        return USAGE
    try:
        words = Words.load(OWN)
    except MalformedTextError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return PROBLEMS
    return _run(arguments, words)


def _run(arguments: Sequence[str], words: Words) -> int:
    try:
        options = parser().parse_args(arguments)
        result: int = options.run(options, Teller(quiet=options.quiet, words=words))
    except UsageError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return USAGE
    except (HinderedError, MissingTextError, MalformedTextError) as error:
        print(_hindrance(error, words), file=sys.stderr)  # noqa: T201
        return PROBLEMS
    except RefusedError as refused:
        show(_report(refused.problems, options), options, words)
        print(words("told.problems", count=len(refused.problems)), file=sys.stderr)  # noqa: T201
        return PROBLEMS
    except OSError as error:
        place = error.filename2 or error.filename or words("told.this_machine")
        print(words("told.machine", place=place, reason=error.strerror or error), file=sys.stderr)  # noqa: T201
        return PROBLEMS
    return result
