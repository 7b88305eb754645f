"""WORLD Policy Analysis Center, constitutions: what the texts in force in June 2024 guarantee, by country.

One row a member state of the United Nations, with a code for each right and group. The codes are read from the text
copy of the workbook that lies beside it, with the three flags that whoever made the copy derived; those are not read.
The workbook itself is never published, nor is any code of it.

Faults: the same numbers mean different things by column. Of race: 5 guaranteed, 3 aspired to, 2 equality in general,
1 nothing. Of citizenship: 5 guaranteed to non-citizens, 4 to everyone, 3 in words of citizens, 2 nothing, 1 kept for
citizens. `const_yr_adopt` is the year of the constitution and not of the clause: no series over time follows from it.
Two-letter codes of the workbook read NA for Namibia. Four states have no single text of a constitution.
"""

from __future__ import annotations

from typing import Final

from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.coded_states import coded_states
from scripts.sources.raw import RawFolder

AS_OF: Final = "2024-06"
RACE: Final = "const_podeorebl_3"
NON_CITIZENS: Final = "const_podeorebl_20"
SOCIAL: Final = ("const_edu_20", "const_work_20", "const_health_20")
"""Non-citizens' rights to education, work and health."""

FIVE: Final = frozenset({"1", "2", "3", "4", "5"})
CODES: Final = {
    RACE: {"1", "2", "3", "5"},
    NON_CITIZENS: FIVE,
    **dict.fromkeys(SOCIAL, FIVE),
    "as_of": {AS_OF},
}


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `texts`: ref_area, time_period (year), and the source's codes of RACE, NON_CITIZENS and SOCIAL.

    Raises RefusedError as `coded_states` says.
    """
    return coded_states(raw, areas, "texts", (RACE, NON_CITIZENS, *SOCIAL), CODES)


ADAPTER = Adapter(source="world-constitutions-2024", read=read)
