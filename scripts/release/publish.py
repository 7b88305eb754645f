"""Publishes a package: validate, summarise, render, build, verify, and only then put the site public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.assemble.site import Edition, Frame, assemble
from scripts.exports.run import exports
from scripts.model.codes import LANGUAGES
from scripts.model.problems import Problem
from scripts.package.read import read_package
from scripts.release.swap import put_in_place
from scripts.render.pages import render
from scripts.render.site import Site
from scripts.summarise.run import summarise
from scripts.validate.run import validate
from scripts.verify.run import verify
from scripts.words.words import Words

Stage = Callable[[str], Callable[[], None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to publish and where to."""

    package: Path
    site_url: str = ""
    workspace: Path = Path("build")
    public: Path = Path("public")


def publish(plan: Plan, stage: Stage) -> tuple[Problem, ...]:
    """Publish, or give the problems for which nothing was published.

    Raises UsageError when there is no package, RefusedError when the site cannot be built.
    """
    done = stage("validate")
    problems = validate(plan.package)
    done()
    if problems:
        return problems
    site = build(plan, stage)
    done = stage("verify")
    problems = verify(site, plan.package)
    done()
    if problems:
        return problems
    done = stage("publish")
    put_in_place(site, plan.public)
    done()
    return ()


def build(plan: Plan, stage: Stage) -> Path:
    """Build the whole site in the workspace and give its folder."""
    package = read_package(plan.package)
    done = stage("summarise")
    summaries = summarise(package)
    done()
    done = stage("exports")
    downloads = exports(package, summaries, Words.load("en"))
    done()
    done = stage("render")
    editions = []
    for language in LANGUAGES:
        words = Words.load(language)
        editions.append(Edition(words=words, pages=list(render(Site(package, summaries, words), downloads))))
    done()
    done = stage("mkdocs")
    frame = Frame(version=package.version, released=package.released, site_url=plan.site_url)
    site = assemble(editions, downloads, frame, plan.workspace)
    done()
    return site
