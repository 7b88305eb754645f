"""A signal stops a run wherever it comes."""

from __future__ import annotations

import os
import signal
import time

import pytest

from scripts.release.signals import SIGNALS, Stopped, stoppable

pytestmark = pytest.mark.unit


class Destroyed:
    """A thing in whose destructor a signal comes: Python prints an exception that leaves it, and goes on."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.kill(os.getpid(), self.number)
        time.sleep(0.01)


def run(number: int) -> None:
    """Go on for a while after a signal has come within a destructor."""
    with stoppable():
        thing = Destroyed(number)
        del thing
        time.sleep(3)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_within_a_destructor_stops_the_run_too(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(Stopped) as stopped:
        run(number)
    assert stopped.value.code == 128 + number
    assert signal.getsignal(number) is before
