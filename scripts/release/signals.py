"""How a run is stopped from outside: Ctrl-C, SIGTERM and a closed terminal end it in order, not in the middle."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType
from typing import Final

Handler = Callable[[int, FrameType | None], None] | signal.Handlers

SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


AGAIN: Final = 0.02
"""Seconds after which a signal is sent once more that came where it could stop nothing."""


class Stopped(KeyboardInterrupt):
    """The run was stopped by a signal. `code` is the exit code by which shells tell it: 130, 143, 129."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.code = 128 + number


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped where a signal comes, so that everything that was opened is closed. Only in the main thread.

    A signal that is ignored stays so: that is how a shell starts what Ctrl-C shall not end.
    """
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, handler in before.items():
        if handler not in (signal.SIG_IGN, None):
            signal.signal(number, _stop)
    try:
        with _never_lost():
            yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


@contextmanager
def _never_lost() -> Iterator[None]:
    """Send a signal again that came within a destructor or the like, out of which Python lets no exception."""
    before, waiting = sys.unraisablehook, list[Timer]()

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if not isinstance(lost.exc_value, Stopped):
            before(lost)
            return
        again = Timer(AGAIN, os.kill, (os.getpid(), lost.exc_value.code - 128))
        waiting.append(again)
        again.start()

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before
        for again in waiting:
            again.cancel()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait while something is taken or put in order that must not be left half done. It should be brief."""
    came: list[int] = []
    ours = _handled_by(lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        _hear(ours)
        if came:
            raise Stopped(came[0])


@contextmanager
def point_of_no_return() -> Iterator[None]:
    """Ignore signals during the step that decides; after it has succeeded the run can no longer be stopped.

    So whoever is told that a run was stopped knows that it changed nothing. When the step fails, signals count again.
    """
    ours = _handled_by(signal.SIG_IGN)
    try:
        yield
    except BaseException:
        _hear(ours)
        raise


def _handled_by(handler: Handler) -> list[int]:
    """Let something else handle the signals that would stop the run now, and give these."""
    ours = [number for number in SIGNALS if signal.getsignal(number) is _stop]
    for number in ours:
        signal.signal(number, handler)
    return ours


def _hear(numbers: list[int]) -> None:
    for number in numbers:
        signal.signal(number, _stop)
