"""`python -m scripts COMMAND`."""

import gc
import sys

from scripts.release.signals import Stopped, stoppable

YOUNG = 50_000
"""New objects after which Python looks for waste: few of the millions that a build makes are any."""

STOPPED = "Stopped. Nothing was published."
"""Said when no words may have been read yet."""


def run() -> int:
    """Run a command and give its exit code. A signal ends it with one line, at whatever point it comes."""
    gc.set_threshold(YOUNG)
    try:
        with stoppable():
            from scripts.cli import main  # noqa: PLC0415 - it takes a moment, in which Ctrl-C may come too

            return main(sys.argv[1:])
    except Stopped as stopped:
        print(STOPPED, file=sys.stderr)  # noqa: T201
        return stopped.code


if __name__ == "__main__":
    sys.exit(run())
