"""WORLD Policy Analysis Center, discrimination at work: what national laws in effect in August 2016 forbid, by country.

One row a member state of the United Nations, with a code for each ground and area of work. The codes are read from the
text copy of the workbook that lies beside it, with the three flags that whoever made the copy derived; those are not
read. The workbook itself is never published, nor is any code of it.

Faults: the numbers mean different things by column: in `anyprotect` 5 is some explicit prohibition and 1 is none; in
areas of work 1 is none, 2 a general clause that names no ground, 4 broad, 5 specific; of pay alone 3 is equal pay.
Mongolia has no code of migrant status. "Migrant status" also means migrants within a country. Two-letter codes of the
workbook read NA for Namibia: areas are identified by `iso3` alone. There is no date of any law.
"""

from __future__ import annotations

from typing import Final

from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.coded_states import coded_states
from scripts.sources.raw import RawFolder

AS_OF: Final = "2016-08"
ANY: Final = ("anyprotect_race", "anyprotect_mig", "anyprotect_fno")
"""Whether a law explicitly forbids discrimination at work on a ground: race or ethnicity, migrant status, origin."""

AREAS_OF_WORK: Final = ("hir_race", "promdemo_race", "train_race", "pay_race", "harass_race", "term_race")
"""Hiring, promotion, training, pay, harassment and dismissal, by race or ethnicity."""

CODES: Final = {
    **{column: {"1", "5"} for column in ANY},
    **{column: {"1", "2", "4", "5"} for column in AREAS_OF_WORK},
    "anyprotect_mig": {"", "1", "5"},
    "pay_race": {"1", "2", "3", "4", "5"},
    "as_of": {AS_OF},
}


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `laws`: ref_area, time_period (year), and the codes of ANY and AREAS_OF_WORK as the source has them.

    Raises RefusedError as `coded_states` says.
    """
    return coded_states(raw, areas, "laws", (*ANY, *AREAS_OF_WORK), CODES)


ADAPTER = Adapter(source="world-discrimination-at-work-2016", read=read)
