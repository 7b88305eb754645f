"""Signals reach the programs that tests start, also where these tests run in the background, with signals ignored."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

HEEDED = (signal.SIGINT, signal.SIGHUP)
"""Signals that a shell tells programs in the background, or `nohup`, to ignore; what they start inherits that."""


@pytest.fixture(autouse=True)
def _signals_are_heeded() -> Iterator[None]:
    before = {each: signal.getsignal(each) for each in HEEDED}
    for each, handler in before.items():
        if handler is signal.SIG_IGN:
            signal.signal(each, signal.SIG_DFL)
    yield
    for each, handler in before.items():
        if handler is signal.SIG_IGN:
            signal.signal(each, handler)
