"""Which observation stands for an area: one table for the rule as pages have it, and as the verifier has it again."""

from __future__ import annotations

Held = tuple[tuple[str, str], ...]
"""Period and status of each observation, in the order of the file."""

STANDING: dict[str, tuple[Held, str]] = {
    "the only one": ((("2020", "A"),), "2020"),
    "the last of whole periods": ((("2020", "A"), ("2021", "A")), "2021"),
    "an estimate is as good as a count": ((("2020", "A"), ("2021", "E")), "2021"),
    "a whole period before a later part of one": ((("2020", "A"), ("2021", "P")), "2020"),
    "a whole period before two later parts": ((("2020", "A"), ("2021", "P"), ("2022", "P")), "2020"),
    "a certain one before a later uncertain one": ((("2020", "A"), ("2021", "U")), "2020"),
    "a whole and certain one between others": ((("2019", "U"), ("2020", "A"), ("2021", "P"), ("2022", "U")), "2020"),
    "a part before a later uncertain one": ((("2020", "P"), ("2021", "U")), "2020"),
    "a part after an uncertain one": ((("2020", "U"), ("2021", "P")), "2021"),
    "the last of parts": ((("2020", "P"), ("2021", "P")), "2021"),
    "the last of uncertain ones": ((("2020", "U"), ("2021", "U")), "2021"),
}
"""What is held, and the period of the one that stands."""
