"""Facts on injured people and victims of crime on migration routes, written from archived web pages, one a row.

Faults: several counts of one thing differ, and are kept; cumulative rows overlap those of single years; shares of
surveys are no counts; some facts have no area, no end, or no date at all; what is counted is often 'as above', which
means the row before.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.facts_beside import CITED, read_facts_beside
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes

FILE = "border_victims_facts.csv"
OWN = ("area_or_route", "kind", "measure", "what_is_counted", "official")
COUNTED, ABOVE = "what_is_counted", "as above"
KINDS = ("crime_victim", "kidnapped", "survey_share", "sexual_violence", "injured", "rescued", "pushback")


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `facts`, one row a fact.

    `id`, `ref_area` ('' for none), `area_or_route`, `kind`, `measure`, `what_is_counted`, `official` (yes or no),
    `period_start`, `period_end` (ISO 8601, ''), `value` (a whole number as text), `unit`, `bound` (exactly, about,
    almost, more-than), `note` and the citation. 'as above' is written out. Raises RefusedError as `read_facts_beside`
    does, and for an unknown kind.
    """
    file = f"{raw.source}/{FILE}"
    raw_facts = raw.csv(FILE, columns=["country_iso3", *OWN, *CITED])
    refuse_other_codes(raw_facts, "kind", KINDS, file)
    refuse_other_codes(raw_facts, "official", ("yes", "no"), file)
    facts = read_facts_beside(raw, FILE, areas, area="country_iso3", others=OWN)
    above = facts[COUNTED].str.startswith(ABOVE)
    account = Account(file=FILE, read=len(raw_facts), used=len(facts), repaired={"as-above-resolved": int(above.sum())})
    resolved = facts.assign(**{COUNTED: written_out(facts[COUNTED])})
    return Harvest(tables={"facts": resolved}, accounts=(account,))


def written_out(texts: pd.Series) -> pd.Series:
    """Put what is meant in the place of 'as above': the last text of its own, without what that adds after a semicolon.

    What follows 'as above' after a comma is another case of the same, and stands alone.
    """
    found: list[str] = []
    meant = ""
    for text in texts:
        if not text.startswith(ABOVE):
            meant = text.partition(";")[0]
            found.append(text)
        elif text.startswith(f"{ABOVE}, "):
            found.append(text.removeprefix(f"{ABOVE}, ").capitalize())
        else:
            found.append(f"{meant}{text.removeprefix(ABOVE)}")
    return pd.Series(found, index=texts.index, dtype=str)


ADAPTER = Adapter(source="border-victims", read=read)
