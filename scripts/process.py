"""Runs other people's programs (MkDocs, Pagefind, Node) with no setting but those that a build decides.

And does work of our own on a second processor: `beside`. A build is a function of the package and of this repository.
Variables such as `PAGEFIND_SITE`, `MKDOCS_*`, `NODE_OPTIONS` or a proxy, set for another program, must not reach it; so
what is passed on is listed, not what is not.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from typing import IO, Final, TypeVar

PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")
"""What a program needs to start and to find a folder for passing files; none of it decides what a build writes."""

SETTLED = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
"""What could make two builds differ, held still."""

ON_ONE_PROCESSOR: Final = "--single-threaded"
"""Option of Node where there is one process for each processor: its helpers then cost more than they save."""

Item = TypeVar("Item")
Result = TypeVar("Result")

Ended = subprocess.CompletedProcess[bytes]
"""Exit code, standard output and standard error."""


def surroundings(own: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a program: what it needs to start, what is settled for all, and its `own`."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed, **SETTLED, **own}


def run(command: Sequence[str], given: bytes = b"", own: Mapping[str, str] | None = None) -> Ended:
    """Run a program to its end, with `given` as its standard input and variables of its `own` beside the settled ones.

    Raises OSError when there is no such program.
    """
    return run_all([command], [given], own)[0]


def run_all(
    commands: Sequence[Sequence[str]], given: Sequence[bytes], own: Mapping[str, str] | None = None
) -> list[Ended]:
    """Run programs beside each other to their ends, and give these in the same order.

    When this is left in another way, by a signal too, none of them goes on, nor what they have started. Raises OSError
    when there is no such program.
    """
    with ThreadPoolExecutor(max(1, len(commands))) as waiting, ExitStack() as these:
        started = [these.enter_context(running(command, own)) for command in commands]
        waits = [waiting.submit(each.communicate, data) for each, data in zip(started, given, strict=True)]
        printed = [wait.result() for wait in waits]
    return [Ended(each.args, each.returncode, *said) for each, said in zip(started, printed, strict=True)]


_DIES_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of prctl(2), which Linux has."""

_LIBRARY: Final = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def bound_to(parent: int) -> Callable[[], None]:
    """Give what a process that `parent` has started calls first: it ends when that one ends, whatever ends it.

    What a run that was killed has started would otherwise go on, and write where the next run has cleared up.
    """

    def bind() -> None:
        if _LIBRARY is not None:
            _LIBRARY.prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended before
            os._exit(1)

    return bind


@contextmanager
def running(
    command: Sequence[str], own: Mapping[str, str] | None = None, errors: IO[bytes] | int = subprocess.PIPE
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program as a group of processes of its own, and end the group with this.

    What it says of `errors` goes where that says: whoever talks with it, and does not read both at once, gives a file.
    """
    process = subprocess.Popen(  # noqa: S603 - every command is ours
        command,
        env=surroundings(own or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        process_group=0,
        preexec_fn=bound_to(os.getpid()),  # noqa: PLW1509 - two calls of the system, which take no lock
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Do `work` in a copy of this process meanwhile, and give a function that waits for what came of it, and gives it.

    The copy changes nothing of this process, and does not outlive the block. Where one processor has to do all, or
    threads run that a copy would lack, the work is done when it is asked for. What the work raises is raised then.
    """
    if processors() == 1 or threading.active_count() > 1 or current_process().daemon:  # a copy has no copies
        yield work
        return
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_sent, args=(work, sending, bound_to(os.getpid())), daemon=True)
    process.start()
    sending.close()
    try:
        yield lambda: _received(receiving, work)
    finally:
        process.kill()
        process.join()
        receiving.close()


def each(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Give what comes of each item, in their order. Every second one is worked on beside this process."""
    with beside(lambda: [work(item) for item in items[1::2]]) as others:
        own = [work(item) for item in items[::2]]
        came = others()
    return [came[n // 2] if n % 2 else own[n // 2] for n in range(len(items))]


STANDARD = 3
"""Files that every program has open: input, output, errors."""


def _sent(work: Callable[[], object], sending: Connection, bind: Callable[[], None]) -> None:
    """Send what comes of some work, from the copy. A signal that reaches the copy too ends it without a word.

    It holds no file that was open, so that a lock of this process ends with this process, whatever ends that.
    """
    bind()
    own = sending.fileno()
    os.closerange(STANDARD, own)
    os.closerange(own + 1, os.sysconf("SC_OPEN_MAX"))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    try:
        came: object = work()
    except Exception as error:  # noqa: BLE001 - it is raised where the work was asked for
        came = error
    with suppress(OSError):  # nobody is left to read it
        sending.send(came)


def _received(receiving: Connection, work: Callable[[], Result]) -> Result:
    """Give what the copy sends; where the copy was ended by somebody, do the work here."""
    try:
        came: Result | Exception = receiving.recv()
    except EOFError:
        return work()
    if isinstance(came, Exception):
        raise came
    return came


def processors() -> int:
    """Give the number of processors that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def said(ended: Ended) -> list[str]:
    """Give the lines that a program printed, errors first, without blank ones."""
    text = f"{ended.stderr.decode(errors='replace')}\n{ended.stdout.decode(errors='replace')}"
    return [line for line in text.splitlines() if line.strip()]
