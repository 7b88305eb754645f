"""Recipes for pipelines and a container, as far as they can be tried without their hosts."""

from __future__ import annotations

import http.client
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scripts.cli import parser
from scripts.model.headers import ALWAYS, kind_of, media_type
from scripts.setup import NPM, PYTHON
from tests.deploy.made import free_port, needed, running

RECIPES = Path("docs") / "recipes"
PIPELINES = ("github-pages.yml", "gitlab-ci.yml")
MAKEFILE = Path("Makefile").read_text(encoding="utf-8")
CONTAINERFILE = (RECIPES / "Containerfile").read_text(encoding="utf-8")
GITHUB_EVENTS = {"pull_request", "push"}


def recipe(name: str) -> dict[object, object]:
    loaded = yaml.safe_load((RECIPES / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def texts(held: object) -> Iterator[str]:
    """Every text in a recipe: also those of scripts."""
    if isinstance(held, dict):
        for each in held.values():
            yield from texts(each)
    elif isinstance(held, list):
        for each in held:
            yield from texts(each)
    elif isinstance(held, str):
        yield held


def calls(name: str) -> Iterator[tuple[str, list[str]]]:
    """The calls of make in a recipe: target, and the variables that are given."""
    for text in texts(recipe(name)):
        for line in text.replace("\\\n", " ").splitlines():
            for call in re.findall(r"(?:^|&& )\s*make ([^|>&]+)", line):
                words = [word for word in shlex.split(call) if not word.startswith("-")]
                yield words[0], [word.partition("=")[0] for word in words[1:]]


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_calls_targets_and_variables_that_there_are(name: str) -> None:
    found = list(calls(name))
    assert {"test", "publish", "compare", "deploy"} <= {target for target, _ in found}
    targets = set(re.findall(r"^([a-z-]+)(?: [a-z-]+)*:", MAKEFILE, re.MULTILINE))
    variables = set(re.findall(r"^([A-Z_]+) \?=", MAKEFILE, re.MULTILINE))
    assert [target for target, _ in found if target not in targets] == []
    assert [each for _, given in found for each in given if each not in variables] == []


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_runs_on_a_python_that_the_locks_are_for(name: str) -> None:
    images = [text for text in texts(recipe(name)) if "python:" in text and "\n" not in text]
    assert images
    assert all(image.endswith("python:3.11-bookworm") for image in images)


def test_a_proposal_at_github_gets_no_keys_that_write() -> None:
    held = recipe("github-pages.yml")
    assert set(held[True]) == GITHUB_EVENTS  # type: ignore[call-overload]  # YAML 1.1 reads `on` as a truth
    assert held["permissions"] == {"contents": "read"}
    jobs = held["jobs"]
    assert isinstance(jobs, dict)
    assert "permissions" not in jobs["proposal"]
    scripts = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == [], "what others write must not become a command"


def test_stages_at_gitlab_are_those_that_are_named() -> None:
    held = recipe("gitlab-ci.yml")
    own = {"default", "variables", "workflow", "stages"}
    jobs = {str(name): job for name, job in held.items() if name not in own}
    assert {job["stage"] for job in jobs.values() if isinstance(job, dict)} == set(held["stages"])  # type: ignore[call-overload]
    assert "pages" in jobs


def test_documents_name_recipes_and_commands_that_there_are() -> None:
    hosting = Path("docs/hosting.md").read_text(encoding="utf-8")
    assert all(f"recipes/{name}" in hosting for name in (*PIPELINES, "Containerfile"))
    commands = set(re.findall(r"^    ([a-z-]+)", parser().format_help(), re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+)(?: [a-z-]+)*:", MAKEFILE, re.MULTILINE))
    for page in (Path("docs/hosting.md"), Path("docs/upkeep.md"), Path("README.md")):
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"python -m scripts ([a-z-]+)", text)) <= commands, page
        assert set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text, re.MULTILINE)) <= targets, page


def test_make_installs_only_shares_that_there_are() -> None:
    asked = re.findall(r"-m scripts\.setup ([a-z0-9 -]+)", MAKEFILE)
    assert asked
    assert {name for line in asked for name in line.split()} <= {*PYTHON, *NPM}


# -- the container -----------------------------------------------------------------------------------------------------


def instructions() -> list[tuple[str, str, str]]:
    """The instructions of the container file: word, arguments, and the text of a file that stands within it."""
    found: list[tuple[str, str, str]] = []
    lines = iter(CONTAINERFILE.splitlines())
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        inner = re.match(r"<<'(\w+)' (.+)", rest)
        text = ""
        if inner:
            for held in lines:
                if held == inner[1]:
                    break
                text += f"{held}\n"
            rest = inner[2]
        found.append((word, rest, text))
    return found


def caddyfile() -> str:
    return next(text for word, rest, text in instructions() if word == "COPY" and rest.endswith("Caddyfile"))


def test_the_container_is_made_of_the_site_alone() -> None:
    found = [(word, rest) for word, rest, _ in instructions()]
    assert [word for word, _ in found] == ["FROM", "COPY", "COPY", "RUN", "USER", "EXPOSE", "CMD"]
    assert ("COPY", ". /srv") in found
    assert ("USER", "65534:65534") in found
    assert ":8080" in caddyfile()
    assert "import /srv/hosting/caddy.conf" in caddyfile()


SERVED = ("index.html", "data/latest/summaries.csv", "hosting/nginx.conf", "manifest.json")


def test_the_server_of_the_container_sends_the_headers_of_the_site(site: Path, tmp_path: Path) -> None:
    needed(bool(shutil.which("caddy")), "caddy")
    port = free_port()
    own = caddyfile().replace("/srv", str(site.resolve())).replace(":8080", f"http://127.0.0.1:{port}")
    (tmp_path / "Caddyfile").write_text(own)
    command = ["caddy", "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, port, {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}):
        for path in (*SERVED, "nowhere/"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", f"/{path.removesuffix('index.html')}")
            answer = connection.getresponse()
            answer.read()
            missing = path not in SERVED
            assert answer.status == (404 if missing else 200), path
            kind = kind_of("404.html" if missing else path)
            told = {name: answer.headers.get(name) for name in {**ALWAYS, **kind.headers}}
            assert told == {**ALWAYS, **kind.headers}, path
            assert answer.headers["Content-Type"] == media_type("404.html" if missing else path), path
            connection.close()
