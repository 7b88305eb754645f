"""Publishes a package: validate, summarise, render, build, verify, and only then put the site public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from scripts.assemble.assemble import assemble
from scripts.assemble.before import DOCS
from scripts.assemble.search import names_of
from scripts.assemble.volume import Frame, Volume
from scripts.assemble.written import written_pages
from scripts.charts.gather import gather
from scripts.drawing.draw import draw
from scripts.drawing.drawn import Drawn
from scripts.drawing.embedding import embeddings, resizer, root_of
from scripts.drawing.files import chart_files
from scripts.drawing.png import fonts
from scripts.drawing.share import SharePicture, share_folder, share_pictures, with_picture
from scripts.drawing.widths import Widths
from scripts.exports.api import api_files
from scripts.exports.catalogue import DataSet, data_sets, with_forms
from scripts.exports.croissant import croissant
from scripts.exports.exports import published_files
from scripts.exports.feeds import feeds
from scripts.exports.kept import release_files
from scripts.exports.published import download
from scripts.exports.rows import FOLDER as ROWS
from scripts.exports.rows import row_files
from scripts.exports.schema_org import with_data_sets
from scripts.exports.telling import telling
from scripts.findings.reading import Reading
from scripts.kept import Cache, Made
from scripts.model.feedback import feedback_of
from scripts.model.locale_files import OWN
from scripts.model.moved import OF_PROGRAM, moves_in
from scripts.model.problems import HinderedError, Problem
from scripts.model.site import Download, Laid, Page
from scripts.package.history import History, history_of
from scripts.package.read import Package, package_of, read_package
from scripts.package.shelf import shelf_of
from scripts.process import beside
from scripts.process import each as of_each
from scripts.release.laid import laid
from scripts.release.lock import in_use
from scripts.release.note import Note
from scripts.release.place import Place, alone, cleared, found
from scripts.release.previous import Last, none
from scripts.release.swap import put_in_place, stays
from scripts.release.unchanged import Notes, compared, state_of
from scripts.release.workspace import workspace
from scripts.render.drawings import Drawings
from scripts.render.left import left_behind
from scripts.render.live import live_file
from scripts.render.pages import render
from scripts.render.script_words import word_files
from scripts.render.share import shares
from scripts.summarise.summarise import summarise
from scripts.validate.report import Report, json_text
from scripts.validate.validate import Checked, check, comparing
from scripts.verify.verify import verify
from scripts.words.edition import Edition
from scripts.words.translations import unsaid
from scripts.words.words import Words

Stage = Callable[[str], Callable[[], None]]

MOST: Final = 1_000_000_000
"""Bytes of what earlier runs have made, besides drawings, that are kept."""


class Teller(Protocol):
    """Tells a person what goes on."""

    def stage(self, key: str) -> Callable[[], None]:
        """Say that a stage begins; the function given back says that it is done."""

    def note(self, note: Note) -> None:
        """Tell a line beside the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to publish and where to."""

    package: Path
    site_url: str = ""
    last: Callable[[], Last] = none
    """Finds the last release, which the new one is compared with."""
    workspace: Path = Path("build")
    """Folder in which every run has a folder of its own."""
    cache: Path = Path(".cache") / "charts"
    """Drawings of earlier runs, so that an unchanged chart is not drawn again."""
    public: Path = Path("public")
    keep: bool = True
    """Whether the site that was public before is kept beside it, for `rollback`."""

    @property
    def notes(self) -> Path:
        """Where it is noted what publications have put public."""
        return self.cache.with_name("published")

    @property
    def made(self) -> Made:
        """What earlier runs have made besides drawings, by what it was made from."""
        return Made(Cache(self.cache.with_name("made")))


def publish(plan: Plan, tell: Teller) -> tuple[Problem, ...]:
    """Publish, or give the problems for which nothing was published.

    Raises UsageError when there is no package, RefusedError when the site cannot be built, HinderedError when the
    machine or another run does not allow it, which is asked before anything is built.
    """
    place = found(plan.public)
    with alone(place):
        kept = (Path.cwd(), plan.package, plan.workspace, plan.cache)
        ready = cleared(place, kept, closed_to=(plan.package, plan.workspace))
        with workspace(plan.workspace) as folder:
            return _publish(plan, tell, ready, folder)


def _publish(plan: Plan, tell: Teller, place: Place, folder: Path) -> tuple[Problem, ...]:
    last = plan.last()
    for note in last.notes:
        tell.note(note)
    done = tell.stage("unchanged")
    against = compared(last.package)
    state, notes = _state(plan), Notes.at(plan.notes)
    holds = bool(state) and notes.holds(state, against, place.path)
    done()
    if holds:
        for note in (Note("told.unchanged", {"place": place.path}, aloud=False), *stays(place, keep=plan.keep)):
            tell.note(note)
        return ()
    problems = _anew(replace(plan, last=lambda: last), tell, place, folder)
    if state and not problems and _state(plan) == state:  # else a file was written while the site was made
        with suppress(OSError):
            notes.note(state, against, place.path)
    return problems


def _state(plan: Plan) -> str:
    """Give the key of all that the site is made from; '' where something of it cannot be read."""
    try:
        return state_of(plan.package, (plan.site_url,))
    except OSError:
        return ""


def _anew(plan: Plan, tell: Teller, place: Place, folder: Path) -> tuple[Problem, ...]:
    done = tell.stage("validate")
    before = _stamps(plan.package)
    checked = check(plan.package, plan.last().package, unsaid, plan.made)
    done()
    if checked.report.errors:
        return checked.report.problems
    site = build(plan, folder, tell.stage, checked)
    done = tell.stage("verify")
    problems = verify(site, plan.package, plan.made)
    done()
    if _stamps(plan.package) != before:  # the site is of what was checked, which is no longer what is there
        raise HinderedError(key="changed", package=plan.package)
    if problems:
        return problems
    done = tell.stage("publish")
    notes = put_in_place(site, place, keep=plan.keep)
    done()
    for note in notes:
        tell.note(note)
    return ()


def _stamps(package: Path) -> dict[Path, tuple[int, int, int]]:
    """Give what differs once a file of a package is written anew: what was checked is what is to be published."""
    seen = ((path, path.lstat()) for path in package.rglob("*"))
    return {path: (held.st_ino, held.st_size, held.st_ctime_ns) for path, held in seen}


def build(plan: Plan, folder: Path, stage: Stage, checked: Checked | None = None) -> Path:
    """Build the whole site in a folder and give the site's: what `built` says."""
    return built(plan, folder, stage, checked).site


def built(plan: Plan, folder: Path, stage: Stage, checked: Checked | None = None) -> Built:
    """Build the whole site in a folder, and give it with what its pages were made of.

    Of a package that was checked, the files are those that were judged, and the report is published with them; another
    is read.
    """
    with in_use(plan.cache) as alone:
        cache = Cache(plan.cache)
        made = _built(plan, folder, stage, cache, checked)
        if alone():
            cache.prune()
            plan.made.shrink(MOST)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A site that was built, and what its pages were made of."""

    site: Path
    folder: Path
    """In which it was built."""
    history: History
    editions: Sequence[Edition]
    volumes: Sequence[Volume]
    frame: Frame
    downloads: Sequence[Download]
    drawings: Sequence[Drawings]
    pictures: Sequence[Mapping[str, SharePicture]]
    listed: Sequence[Sequence[DataSet]]


def _built(plan: Plan, folder: Path, stage: Stage, cache: Cache, checked: Checked | None) -> Built:
    package = package_of(checked.files) if checked else read_package(plan.package)
    done = stage("summarise")
    summaries = summarise(package, plan.made)
    done()
    done = stage("reading")
    shelf = shelf_of(plan.package)
    history = replace(history_of(package, summaries, shelf), moves=(*shelf.moves, *moves_in(OF_PROGRAM.read_bytes())))
    reading = Reading(package, summaries, history)
    sites = [Edition(reading, Words.load(language)) for language in package.languages.codes]
    done()
    with beside(partial(_data_files, plan, sites, partial(published_files, sites, summaries), checked)) as data_files:
        shown = _charts(plan, sites, stage, cache, folder)
        done = stage("exports")
        downloads, for_programs = data_files()
        done()
    drawings, pictures, charts = shown.drawings, shown.pictures, shown.files
    done = stage("render")
    pages = [
        [with_picture(page, shared) for page in render(site, downloads, each)]
        for site, each, shared in zip(sites, drawings, pictures, strict=True)
    ]
    listed = [data_sets(site, each, [*downloads, *for_programs]) for site, each in zip(sites, pages, strict=True)]
    editions = [
        Volume(
            words=site.words,
            naming=site.naming,
            pages=_with_left(with_forms(site, with_data_sets(site, each, found, plan.site_url), found), site),
        )
        for site, each, found in zip(sites, pages, listed, strict=True)
    ]
    for_programs += telling(list(zip(sites, listed, strict=True)), plan.site_url)
    done()
    done = stage("rows")
    taken = [resizer()] + [
        file
        for site, edition, each in zip(sites, editions, shown.drawings, strict=True)
        for file in (
            *row_files(site, edition.pages, [*downloads, *for_programs]),
            *embeddings(site, each.drawn, plan.site_url, shown.paths),
            *word_files(site, site.languages.folder_of(ROWS, site.words.language)),
        )
    ]
    done()
    done = stage("mkdocs")
    frame = Frame(
        name=package.name,
        version=package.version,
        released=package.released,
        site_url=plan.site_url,
        languages=package.languages,
        feedback=feedback_of(package.descriptor),
        sections=history.sections,
        moves=history.moves,
    )
    site = assemble(editions, [*downloads, *for_programs, *charts, *taken], frame, folder, plan.made)
    done()
    return Built(
        site=site,
        folder=folder,
        history=history,
        editions=sites,
        volumes=editions,
        frame=frame,
        downloads=downloads,
        drawings=drawings,
        pictures=pictures,
        listed=listed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is drawn: the files of charts and pictures, and by language what pages show of them."""

    files: Sequence[Download | Laid]
    drawings: Sequence[Drawings]
    pictures: Sequence[Mapping[str, SharePicture]]

    @property
    def paths(self) -> frozenset[str]:
        """Where the files lie."""
        return frozenset(file.path for file in self.files)


def _charts(plan: Plan, sites: Sequence[Edition], stage: Stage, cache: Cache, folder: Path) -> Shown:
    done = stage("charts")
    widths = Widths(fonts(cache))

    def of(site: Edition) -> tuple[list[Drawn], list[Laid], frozenset[str]]:
        own: list[Drawn] = []
        bared = _bared(draw(site, list(gather(site)), cache, widths), own)
        made = chart_files(site, bared, cache, root_of(plan.site_url))
        return own, list(laid(made, folder / "laid")), cache.asked

    found = of_each(of, sites)
    drawn = [own for own, *_ in found]
    charts: list[Download | Laid] = [live_file(site, names_of(site.words.language)) for site in sites]
    for _, lying, asked in found:
        charts += lying
        cache.note(asked)
    done()
    done = stage("pictures")
    pictures = [
        share_pictures(shares(site, widths), share_folder(site.languages, site.words.language), cache) for site in sites
    ]
    files = [*charts, *(picture.file for shown in pictures for picture in shown.values())]
    paths = frozenset(file.path for file in files)
    drawings = [Drawings(each, plan.site_url, paths) for each in drawn]
    done()
    return Shown(files=files, drawings=drawings, pictures=pictures)


def _data_files(
    plan: Plan, sites: Sequence[Edition], latest: Callable[[], list[Download]], checked: Checked | None
) -> tuple[list[Download], list[Download]]:
    """Give the files below `data/latest/`, which `latest` makes but for the report, and those for programs."""
    reading = sites[0].reading
    downloads = latest()
    downloads.append(croissant(sites[0], downloads, plan.site_url))
    if checked:
        downloads.append(_published(checked.report, reading.package))
    downloads.sort(key=lambda file: file.path)
    for_programs = [*api_files(sites), *release_files(reading.history, downloads)]
    return downloads, [*for_programs, *(feed for site in sites for feed in feeds(site, plan.site_url))]


def _bared(drawn: Iterable[Drawn], kept: list[Drawn]) -> Iterator[Drawn]:
    """Hand drawn charts on, and keep of each what pages need: its texts are files by then."""
    for each in drawn:
        kept.append(each.bare)
        yield each


def _with_left(pages: list[Page], site: Edition) -> list[Page]:
    """Give the pages of an edition, and what stands where pages of earlier releases were."""
    by_hand = {page.path for page in written_pages(DOCS / site.words.language, site.reading.package.name)}
    return [*pages, *left_behind(site, {page.path for page in pages} | by_hand)]


def _published(checked: Report, package: Package) -> Download:
    """Give the report of validation as a published file, which names the package and not its folder.

    It says what is true of the package by itself: with which release it was compared depends on the machine.
    """
    own = tuple(problem for problem in checked.problems if problem.code not in comparing())
    named = replace(checked, package=str(package.descriptor.get("name", "")), problems=own)
    return download("validation.json", f"{json_text(named, Words.load(OWN))}\n".encode())
