"""Faults of language: each rule with texts in which it finds one, and texts that are right."""

from __future__ import annotations

import pytest

from scripts.model.prose import faults, unfinished

WRONG = (
    ("prose-plural-after-one", "It is due every 1 months.", "1 months"),
    ("prose-plural-after-one", "1 Persons", "1 Persons"),
    ("prose-plural-after-one", "of which 1 count towards it", "1 count"),
    ("prose-plural-after-one", "Only 1 coded agreements", "1 coded agreements"),
    ("prose-plural-after-one", "In 1 countries this is so.", "1 countries"),
    ("prose-plural-after-one", "1 programmes in 3 areas", "1 programmes"),
    ("prose-plural-after-one", "with 1 previous agreements", "1 previous agreements"),
    ("prose-date-of-machines", "signed on 1985-06-14.", "1985-06-14"),
    ("prose-date-of-machines", "In 2025-04 the source ends.", "2025-04"),
    ("prose-date-of-machines", "signed on 12/11/2023.", "12/11/2023"),
    ("prose-share-of-few", "Accepted: 50% (2 of 4)", "0% (2 of 4)"),
    ("prose-share-of-few", "It holds in 50.0 % of 4 states.", "0 % of 4"),
    ("prose-share-of-few", "It holds in 100% of the 3 agreements.", "0% of the 3"),
    ("prose-repeated", "Index of 2016, 2016", "2016, 2016"),
    ("prose-repeated", "It is in in force.", "in in"),
    ("prose-range-of-one", "Possible range: 69.9%.", "range: 69.9%"),
    ("prose-range-of-one", "Between 12.5% and 12.5% of states", "Between 12.5% and 12.5%"),
    ("prose-punctuation", "No end..", ".."),
    ("prose-punctuation", "Nothing , at all", ","),
)
RIGHT = (
    "1 of 193 states has one, 1 is new, and 1 counts.",
    "Where 1 is this, 1 has less, and 1 shows various gains.",
    "Of 21 agreements, 1 was signed in 2,011 weeks.",
    "Emersione 2020 (channel 1 employers)",
    "3 and 1 are yes",
    "Domain 1 Migrants\u2019 rights",
    "from 2010-2023, in file 2024-12345",
    "Accepted: 50% (20 of 40)",
    "It is 30.2% of 570 agreements, 2% of 4 million people and 5% of 4.5",
    "By Regulation 539/2001 and Directive 2003/109/EC",
    "Baden Baden had had enough.",
    "Possible range: 69.9% to 71.2%.",
    "from 12.5% to 12.55%",
    "and so on ... or not",
    "ISO 9001, 3.14",
)


@pytest.mark.parametrize(("code", "text", "found"), WRONG)
def test_a_fault_is_found(code: str, text: str, found: str) -> None:
    told = [(fault.code, fault.found) for fault in faults(text, "en")]
    assert told == [(code, found)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_passed(text: str) -> None:
    assert list(faults(text, "en")) == []


def test_words_are_judged_in_their_language_alone() -> None:
    assert [fault.code for fault in faults("1 months, le 2023-11-12", "fr")] == ["prose-date-of-machines"]


def test_prose_ends_with_a_full_stop() -> None:
    assert [fault.found for fault in unfinished("A sentence of eight words that does not end")]
    assert list(unfinished("A sentence of eight words that does end.")) == []
    assert list(unfinished("Licence: CC BY")) == []
