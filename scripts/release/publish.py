"""Publishes a package: validate, summarise, render, build, verify, and only then put the site public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.assemble.site import Edition, Frame, assemble
from scripts.charts.cache import Cache
from scripts.charts.draw import draw
from scripts.charts.files import chart_files
from scripts.charts.gather import gather
from scripts.exports.api import api_files
from scripts.exports.published import download
from scripts.exports.run import exports
from scripts.findings.site import Site
from scripts.model.codes import LANGUAGES
from scripts.model.problems import Problem
from scripts.model.site import Download
from scripts.package.read import Package, read_package
from scripts.release.pictures import share_pictures, with_picture
from scripts.release.swap import put_in_place
from scripts.render.chart_views import Drawings
from scripts.render.pages import render
from scripts.summarise.run import summarise
from scripts.validate.report import Report, json_text
from scripts.validate.run import report
from scripts.verify.run import verify
from scripts.words.words import Words

Stage = Callable[[str], Callable[[], None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to publish and where to."""

    package: Path
    site_url: str = ""
    previous: Path | None = None
    """Package of the last release, which the new one is compared with."""
    workspace: Path = Path("build")
    cache: Path = Path(".cache") / "charts"
    """Drawings of earlier runs, so that an unchanged chart is not drawn again."""
    public: Path = Path("public")


def publish(plan: Plan, stage: Stage) -> tuple[Problem, ...]:
    """Publish, or give the problems for which nothing was published.

    Raises UsageError when there is no package, RefusedError when the site cannot be built.
    """
    done = stage("validate")
    checked = report(plan.package, plan.previous)
    done()
    if checked.errors:
        return checked.problems
    site = build(plan, stage, checked)
    done = stage("verify")
    problems = verify(site, plan.package)
    done()
    if problems:
        return problems
    done = stage("publish")
    put_in_place(site, plan.public)
    done()
    return ()


def build(plan: Plan, stage: Stage, checked: Report | None = None) -> Path:
    """Build the whole site in the workspace and give its folder. A report of validation is published with it."""
    package = read_package(plan.package)
    done = stage("summarise")
    summaries = summarise(package)
    done()
    done = stage("exports")
    sites = [Site(package, summaries, Words.load(language)) for language in LANGUAGES]
    downloads = exports(sites[0], summaries)
    if checked:
        downloads = sorted([*downloads, _published(checked, package)], key=lambda file: file.path)
    for_programs = api_files(sites)
    done()
    done = stage("charts")
    cache = Cache(plan.cache)
    drawings = [Drawings(list(draw(site, list(gather(site)), cache)), plan.site_url) for site in sites]
    charts = [file for site, each in zip(sites, drawings, strict=True) for file in chart_files(site, each.drawn, cache)]
    done()
    done = stage("pictures")
    pictures = [share_pictures(site, cache) for site in sites]
    cache.prune()
    done()
    done = stage("render")
    editions = [
        Edition(words=site.words, pages=[with_picture(page, shown) for page in render(site, downloads, each)])
        for site, each, shown in zip(sites, drawings, pictures, strict=True)
    ]
    done()
    done = stage("mkdocs")
    frame = Frame(version=package.version, released=package.released, site_url=plan.site_url)
    shared = [picture.file for shown in pictures for picture in shown.values()]
    folder = assemble(editions, [*downloads, *for_programs, *charts, *shared], frame, plan.workspace)
    done()
    return folder


def _published(checked: Report, package: Package) -> Download:
    """Give the report of validation as a published file, which names the package and not its folder."""
    named = replace(checked, package=str(package.descriptor.get("name", "")))
    return download("validation.json", f"{json_text(named, Words.load('en'))}\n".encode())
