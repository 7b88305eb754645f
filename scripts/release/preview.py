"""A build of a preview, and then its pages one by one: `python -m scripts.release.preview PACKAGE FOLDER`.

`serve` runs it. What is wrong with the package or the site is told on standard output, with exit code 1. A build that
ended well says BUILT in a line, and from then on answers each line of standard input, an address below the site's root
as JSON, with a line of JSON: under `page` that page as it would be made by now, null where there is none, and under
`told` the lines about what is broken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from scripts.model.locale_files import OWN
from scripts.model.problems import RefusedError, UsageError
from scripts.release.again import Again, looked
from scripts.release.publish import Plan, built
from scripts.release.serve import BUILT
from scripts.render.environment import BrokenTemplateError, broken
from scripts.validate.report import Report, text
from scripts.words.words import MalformedTextError, MissingTextError, Words

Result = TypeVar("Result")


def main(arguments: Sequence[str]) -> int:
    """Build the site of the package in the first folder below the second, answer, and give the exit code."""
    package, folder = map(Path, arguments)
    folder.mkdir()
    plan, seen = Plan(package=package), looked(package)
    made, told = _tried(lambda: built(plan, folder, lambda _: lambda: None), package)
    if made is None:
        sys.stdout.write("\n".join([*told, ""]))
        return 1
    _say(BUILT)
    again = Again(plan, made, seen)
    for line in sys.stdin:
        address = json.loads(line)
        page, told = _tried(lambda: again.page(address), package)  # noqa: B023 - called at once
        _say(json.dumps({"page": page, "told": told}))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _tried(work: Callable[[], Result], package: Path) -> tuple[Result | None, list[str]]:
    """Give what comes of work, or None with the lines about what is wrong with a package, a text or a template."""
    try:
        return work(), []
    except RefusedError as refused:
        return None, text(Report(package=str(package), problems=refused.problems), Words.load(OWN))
    except BrokenTemplateError as error:
        return None, [broken(error)]
    except (UsageError, MissingTextError, MalformedTextError) as error:
        return None, [str(error)]
    except OSError as error:
        return None, [f"{error.filename or package}: {error.strerror or error}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
