"""One build in given surroundings: `python -m scripts.release.once PROJECT PACKAGE FOLDER UMASK SITE_URL`.

`reproduce` runs it. What is wrong with the package or the site is told on standard output, with exit code 1.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.model.locale_files import OWN
from scripts.model.problems import RefusedError, UsageError
from scripts.release.publish import Plan, build
from scripts.validate.report import Report, text
from scripts.validate.validate import check
from scripts.words.translations import unsaid
from scripts.words.words import Words


def main(arguments: Sequence[str]) -> int:
    """Build the site of a package below a folder, both by their names in the project, and give the exit code."""
    project, package, folder, mask, address = arguments
    os.chdir(project)
    os.umask(int(mask, 8))
    Path(folder).mkdir()
    try:
        checked = check(Path(package), None, unsaid)
        report = checked.report
        if not report.errors:
            build(Plan(package=Path(package), site_url=address), Path(folder), lambda _: lambda: None, checked)
            return 0
    except RefusedError as refused:
        report = Report(package=package, problems=refused.problems)
    except (UsageError, OSError) as error:
        sys.stdout.write(f"{error}\n")
        return 1
    sys.stdout.write("\n".join([*text(report, Words.load(OWN)), ""]))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
