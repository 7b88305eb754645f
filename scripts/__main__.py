"""`python -m scripts COMMAND`."""

import sys

from scripts.release.signals import Stopped, stoppable

STOPPED = "Stopped. Nothing was published."
"""Said when no words may have been read yet."""


def run() -> int:
    """Run a command and give its exit code. A signal ends it with one line, at whatever point it comes."""
    try:
        with stoppable():
            from scripts.cli import main  # noqa: PLC0415 - it takes a moment, in which Ctrl-C may come too

            return main(sys.argv[1:])
    except Stopped as stopped:
        print(STOPPED, file=sys.stderr)  # noqa: T201
        return stopped.code


if __name__ == "__main__":
    sys.exit(run())
