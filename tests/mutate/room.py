"""`python -m tests.mutate.room TEST ...`, in a copy with changes written: try those whose names are in `names`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.mutate.__main__ import TRIED
from tests.mutate.warm import Warm


def main() -> int:
    """Run the tests of a room against its changes, and give pytest's exit code."""
    trampoline = import_module("mutmut.mutation.trampoline")
    function_of = import_module("mutmut.utils.format_utils").mangled_name_from_mutant_name
    names = Path("names").read_text(encoding="utf-8").split()
    warm = Warm(Path(TRIED), [(name, function_of(name)) for name in names], trampoline.set_mutant_under_test)
    vars(trampoline)["record_trampoline_hit"] = warm.record
    trampoline.set_mutant_under_test("stats")  # in this mode functions tell that they were reached
    return int(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", *sys.argv[1:]], plugins=[warm]))


if __name__ == "__main__":
    sys.exit(main())
