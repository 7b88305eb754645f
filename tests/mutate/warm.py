"""Try changes in one warm process that forks for each, and run only the tests that reach what was changed.

The tests are collected and run once, unchanged, which tells for each how long it takes and which functions it reaches.
Then the process forks for each change and runs those tests that reach its function, quickest first, until one fails.
A line of JSON is added to a file for each, so that a run that is ended early has told of what it tried: the name of
the change, and the test that noticed it; none where all passed. What a fixture of a module reaches counts for all tests
that use it. A test that fails unchanged is left out, and said.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

LIMIT = 300
"""Seconds of the processor after which a change is taken to have no end, and counts as noticed."""

ENDLESS = "no end"


@dataclass(slots=True)
class Warm:
    """A plugin of pytest. `changes` are names with the function that each changes; `change` lets one take effect.

    What the unchanged run has told: the seconds of each test, and the tests that reach each function.
    """

    tried: Path
    changes: Sequence[tuple[str, str]]
    change: Callable[[str], None]
    reached: set[str] = field(default_factory=set)
    seconds: dict[pytest.Item, float] = field(default_factory=dict)
    reach: dict[str, set[pytest.Item]] = field(default_factory=lambda: defaultdict(set))

    def record(self, name: str, caller: str | None = None) -> None:
        """Note that a function was reached, whoever called it."""
        del caller
        self.reached.add(name)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None]:
        """Let what a fixture of the module reaches count for every test that uses the fixture."""
        yield
        mine = _of_module(item)
        shared = [
            item,
            *(other for other in item.session.items if other.path == item.path and mine & _of_module(other)),
        ]
        for name in self.reached:
            self.reach[name].update(shared)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests unchanged, then those that reach it for each change."""
        broken = [item for item in session.items if not self.passes(item)]
        print(f"{len(session.items)} tests; failing unchanged: {[item.nodeid for item in broken]}", flush=True)  # noqa: T201
        session._setupstate.teardown_exact(session)  # type: ignore[arg-type] # what fixtures made unchanged is of no use
        for name, function in self.changes:
            tests = self.reach[function] - set(broken)
            began = time.monotonic()
            noticed = self.forked(name, sorted(tests, key=lambda item: (self.seconds[item], item.nodeid)))
            told = {"name": name, "noticed": noticed, "tests": len(tests), "seconds": time.monotonic() - began}
            with self.tried.open("a", encoding="utf-8") as file:
                file.write(json.dumps(told) + "\n")
        return True

    def passes(self, item: pytest.Item) -> bool:
        """Run one test, and note what it reaches and its seconds of the processor."""
        self.reached.clear()
        item.session._setupstate.teardown_exact(item)
        began = time.process_time()
        reports = runtestprotocol(item, log=False, nextitem=item.parent)  # type: ignore[arg-type] # keeps the module's fixtures
        self.seconds[item] = time.process_time() - began
        for name in self.reached:
            self.reach[name].add(item)
        return not any(report.failed for report in reports)

    def forked(self, name: str, tests: Sequence[pytest.Item]) -> str | None:
        """Give the test that notices a change, from a process of its own; none where all pass."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
            self.change(name)
            noticed = next((item.nodeid for item in tests if not self.passes(item)), "")
            os.write(writing, noticed.encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as file:
            told = file.read().decode()
        _, ended = os.waitpid(child, 0)
        return ENDLESS if ended else told or None


def _of_module(item: pytest.Item) -> frozenset[str]:
    """Name the fixtures that a test shares with others of its module."""
    fixtures = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    return frozenset(name for name, found in fixtures.items() if found[-1].scope == "module")
