"""One build of a preview: `python -m scripts.release.preview PACKAGE FOLDER`, which `serve` runs.

What is wrong with the package or the site is told on standard output, with exit code 1.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.model.locale_files import OWN
from scripts.model.problems import RefusedError, UsageError
from scripts.release.publish import Plan, build
from scripts.validate.report import Report, text
from scripts.words.words import MalformedTextError, MissingTextError, Words


def main(arguments: Sequence[str]) -> int:
    """Build the site of the package in the first folder below the second, and give the exit code."""
    package, folder = map(Path, arguments)
    folder.mkdir()
    try:
        build(Plan(package=package), folder, lambda _: lambda: None)
    except RefusedError as refused:
        lines = text(Report(package=str(package), problems=refused.problems), Words.load(OWN))
    except (UsageError, MissingTextError, MalformedTextError) as error:
        lines = [str(error)]
    except OSError as error:
        lines = [f"{error.filename or package}: {error.strerror or error}"]
    else:
        return 0
    sys.stdout.write("\n".join([*lines, ""]))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
