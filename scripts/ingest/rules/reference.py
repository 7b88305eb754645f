"""Countries and areas, the groups that they belong to, and since when.

Decisions:

- The short name is the UN short name (UNTERM) for members, observers, Cook Islands and Niue, and the M49 name for all
  other areas; without article or footnote mark, in natural order, with straight apostrophes.
- Nauru is Nauru, as M49, ISO 3166-1 and CLDR have it. The taxonomy already says Naoero, after a bill of which a
  referendum has yet to decide; that is no change of name, and Naoero stands among the local names.
- The Falkland Islands (Malvinas) have both names in every language, as the United Nations write them; the copy of M49
  leaves the second out in English.
- `valid_from` is the day on which a state that came into being after the Second World War began to exist (`area_dates`
  in `scripts.ingest.facts`); it is blank for older states and for areas that are not states.
- Every area belongs to the world and to its M49 groups: a sum over a region leaves no territory out. Policies are
  counted over the UN member states among them alone: N is the number of governments that answer for a share.
- M49 lists neither Taiwan (Province of China) nor Kosovo. UN DESA counts them in Eastern Asia and in Southern Europe,
  and they are members there (`statistical_groups` in `scripts.ingest.facts`): the regions of a statistic of people add
  up to its world. Neither is a UN member state, so no count of policies holds them.
- A state belongs to its groups from the day on which it exists, at the earliest from the day on which the United
  Nations began (1945-10-24), and not from its admission: Switzerland is in the world of 2000. Serbia counts from 1992,
  as the continuing state of the Federal Republic of Yugoslavia; so policies are counted over 190 states in 2000 and
  over 193 since 2011.
- The Channel Islands are an area of UN DESA's migration statistics, which do not part Jersey from Guernsey. They stand
  under XCX, one of the codes that ISO 3166-1 leaves to users.
- The taxonomy's point is kept where it lies in its area or close to it. Where it does not, `area_points` in
  `scripts.ingest.facts` has one within the area's largest shape on the map.
- Landlocked and small island developing states are today's lists, applied back to the day on which each state exists.
  Ethiopia is landlocked since Eritrea's independence.
- Least developed countries are dated by the list of the Committee for Development Policy. A source that gives only the
  year of inclusion gives a year.
"""

from __future__ import annotations

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.rule import Inputs, Rule, Tables, refuse
from scripts.model.languages import AREA_LANGUAGES

UN_FOUNDED = "1945-10-24"
OBSERVERS = ("PSE", "VAT")
JOINT_AREA = {"iso3": "XCX", "iso2": "", "m49": "830", "latitude": "49.34370327", "longitude": "-2.36025919"}
"""The Channel Islands, which statistics of migrants do not part; the point is that of the taxonomy's own row."""
JOINT_AREA_GROUPS = ("150", "154")
LANDLOCKED_SINCE = {"ETH": "1993-05-24"}

WORLD_AND_DEVELOPMENT = (
    ("WLD", "world", "", "World", "Monde", "Mundo", "un-membership"),
    (
        "LDC",
        "development",
        "WLD",
        "Least developed countries",
        "Pays les moins avancés",
        "Países menos adelantados",
        "ldc-list",
    ),
    (
        "LLDC",
        "development",
        "WLD",
        "Landlocked developing countries",
        "Pays en développement sans littoral",
        "Países en desarrollo sin litoral",
        "reference-m49",
    ),
    (
        "SIDS",
        "development",
        "WLD",
        "Small island developing States",
        "Petits États insulaires en développement",
        "Pequeños Estados insulares en desarrollo",
        "reference-m49",
    ),
)
NAMES = {
    "FLK": ("Falkland Islands (Malvinas)", "Îles Falkland (Malvinas)", "Islas Malvinas (Falkland)"),
    "NRU": ("Nauru", "Nauru", "Nauru"),
    "XCX": ("Channel Islands", "Îles Anglo-Normandes", "Islas del Canal"),
    "XKX": (
        "Kosovo (under UNSC resolution 1244)",
        "Kosovo (résolution 1244 du Conseil de sécurité)",
        "Kosovo (resolución 1244 del Consejo de Seguridad)",
    ),
    "TWN": ("Taiwan (Province of China)", "Taïwan (Province de Chine)", "Taiwán (Provincia de China)"),
    "CSK": ("Czechoslovakia", "Tchécoslovaquie", "Checoslovaquia"),
    "DDR": ("German Democratic Republic", "République démocratique allemande", "República Democrática Alemana"),
    "SCG": ("Serbia and Montenegro", "Serbie-et-Monténégro", "Serbia y Montenegro"),
    "SUN": (
        "Union of Soviet Socialist Republics",
        "Union des Républiques socialistes soviétiques",
        "Unión de Repúblicas Socialistas Soviéticas",
    ),
    "YUG": ("Yugoslavia", "Yougoslavie", "Yugoslavia"),
}
"""Areas that UN M49 does not name in three languages, or whose name is decided above."""
FORMAL_NAMES = {"NRU": "Republic of Nauru"}
"""Formal names of today where the taxonomy's is not in force."""
FORMER = {
    "CSK": "Czech and Slovak Federal Republic",
    "DDR": "German Democratic Republic",
    "SCG": "State Union of Serbia and Montenegro",
    "SUN": "Union of Soviet Socialist Republics",
    "YUG": "Socialist Federal Republic of Yugoslavia",
}
"""Former states, with their last formal names."""
FORMER_M49 = {"YUG": "890"}
"""ISO lists Yugoslavia with the code of its later, smaller self."""


def build(inputs: Inputs) -> Tables:
    """Make `reference_areas`, `area_groups` and `area_group_members`. Does not use `inputs.areas`.

    Raises RefusedError when the facts name an area that the sources do not, or leave a UN member out.
    """
    listed = inputs.table("reference-areas", "areas")
    m49 = inputs.table("reference-m49", "areas")
    dates = read_facts("area_dates").drop(columns=["note", "source"])
    areas = _with_points(_areas(listed, m49, inputs.table("reference-m49", "withdrawn"), dates))
    return {
        "reference_areas": areas,
        "area_groups": _groups(inputs.table("reference-m49", "groups")),
        "area_group_members": _members(areas, m49),
    }


def _areas(listed: pd.DataFrame, m49: pd.DataFrame, withdrawn: pd.DataFrame, dates: pd.DataFrame) -> pd.DataFrame:
    """Living areas, then former states, with their dates."""
    former = withdrawn[withdrawn["iso3"].isin(list(FORMER))].rename(columns={"iso3": "ref_area"})
    known = set(listed["ref_area"]) | set(former["ref_area"])
    refuse(sorted(set(dates["iso3"]) - known), file="area_dates.csv", code="area-code-unknown", field="iso3")
    names = listed[["ref_area", "name_fr"]].merge(
        m49, on="ref_area", how="left", validate="one_to_one", suffixes=("_un", "")
    )
    short = listed["name_fr"] != ""
    living = listed.assign(
        **{
            f"name_{language}": listed[f"name_{language}"].where(short, names[f"name_{language}"].to_numpy())
            for language in AREA_LANGUAGES
        }
    )
    gone = pd.DataFrame(
        {
            "ref_area": former["ref_area"],
            "iso2": former["iso2"],
            "m49": former["m49"].where(~former["ref_area"].isin(list(FORMER_M49)), former["ref_area"].map(FORMER_M49)),
            "official_name_en": former["ref_area"].map(FORMER),
        }
    )
    frame = pd.concat([living, gone], ignore_index=True).rename(columns={"ref_area": "iso3"})
    frame = pd.concat([frame, pd.DataFrame([JOINT_AREA])], ignore_index=True).fillna("")
    for position, language in enumerate(AREA_LANGUAGES):
        given = frame["iso3"].map({code: names[position] for code, names in NAMES.items()})
        frame[f"name_{language}"] = given.fillna(frame[f"name_{language}"])
    formal = frame["iso3"].map(FORMAL_NAMES)
    frame["official_name_en"] = formal.fillna(frame["official_name_en"])
    frame = frame.merge(dates, on="iso3", how="left", validate="one_to_one").fillna("")
    keys = ("iso3", "valid_to", "un_member_since")
    frame["area_type"] = [_type(*row) for row in zip(*(frame[key] for key in keys), strict=True)]
    unnamed = frame[(frame[[f"name_{language}" for language in AREA_LANGUAGES]] == "").any(axis="columns")]
    refuse(unnamed["iso3"].tolist(), file="reference-m49", code="area-name-missing", field="iso3")
    columns = ["valid_from", "valid_to", "un_member_since", "un_member_until", "latitude", "longitude"]
    named = [
        "iso3",
        "iso2",
        "m49",
        "area_type",
        *(f"name_{language}" for language in AREA_LANGUAGES),
        "official_name_en",
    ]
    return frame[[*named, *columns]].assign(
        source=frame["iso3"].map(dict.fromkeys(FORMER, "reference-m49")).fillna("reference-areas")
    )


def _with_points(areas: pd.DataFrame) -> pd.DataFrame:
    """Put the points of the facts in place of those that lie elsewhere. Raises RefusedError for an unknown area."""
    points = read_facts("area_points").set_index("iso3")
    refuse(
        sorted(set(points.index) - set(areas["iso3"])), file="area_points.csv", code="area-code-unknown", field="iso3"
    )
    given = areas["iso3"].isin(list(points.index))
    places = points.loc[areas.loc[given, "iso3"], ["latitude", "longitude"]].to_numpy()
    mended = areas.copy()
    mended.loc[given, ["latitude", "longitude"]] = places
    return mended


def _type(iso3: str, valid_to: str, un_member_since: str) -> str:
    if valid_to:
        return "former-state"
    if un_member_since:
        return "un-member"
    return "un-observer" if iso3 in OBSERVERS else "other-area"


def _groups(m49: pd.DataFrame) -> pd.DataFrame:
    """The world, the development groups, then the M49 groups in the order of their codes within each kind."""
    columns = ["id", "kind", "parent", "name_en", "name_fr", "name_es", "source"]
    fixed = pd.DataFrame(WORLD_AND_DEVELOPMENT, columns=columns)
    regions = m49.assign(source="reference-m49")[columns]
    groups = pd.concat([fixed[:1], regions, fixed[1:]], ignore_index=True)
    return groups.assign(order=[str(n) for n in range(1, len(groups) + 1)])


def _members(areas: pd.DataFrame, m49: pd.DataFrame) -> pd.DataFrame:
    """Every membership, with its dates. Former states belong to the world alone."""
    start = {
        iso3: max(valid_from, UN_FOUNDED) for iso3, valid_from in zip(areas["iso3"], areas["valid_from"], strict=True)
    }
    spans = zip(areas["iso3"], areas["valid_to"], strict=True)
    rows = [("WLD", area, start[area], valid_to, "reference-areas") for area, valid_to in spans]
    rows += [(group, JOINT_AREA["iso3"], UN_FOUNDED, "", "reference-m49") for group in JOINT_AREA_GROUPS]
    listed = read_facts("statistical_groups")
    unknown = sorted(set(listed["iso3"]) - set(start))
    refuse(unknown, file="statistical_groups.csv", code="area-code-unknown", field="iso3")
    rows += [(row["group"], row["iso3"], start[row["iso3"]], "", row["source"]) for row in listed.to_dict("records")]
    for column in ("region", "sub_region", "intermediate_region"):
        held = m49[m49[column] != ""]
        rows += [(g, a, start[a], "", "reference-m49") for g, a in zip(held[column], held["ref_area"], strict=True)]
    for column in ("lldc", "sids"):
        since = LANDLOCKED_SINCE if column == "lldc" else {}
        held = m49[m49[column] == "yes"]
        rows += [(column.upper(), a, since.get(a, start[a]), "", "reference-m49") for a in held["ref_area"]]
    for row in read_facts("ldc_membership").to_dict("records"):
        rows.append(
            ("LDC", row["iso3"], max(row["included"], start[row["iso3"]]), _day_before(row["graduated"]), row["source"])
        )
    return pd.DataFrame(rows, columns=["group", "ref_area", "valid_from", "valid_to", "source"])


def _day_before(day: str) -> str:
    """Last day of a membership that a graduation on `day` ends; '' for none."""
    return str((pd.Timestamp(day) - pd.Timedelta(days=1)).date()) if day else ""


RULE = Rule(sources=("reference-areas", "reference-m49"), build=build)
