"""The finished site says 'at least' of just those figures of which the published tables say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.verify.bounds import Bounds
from scripts.verify.files import Folder
from scripts.verify.page import parse

HEAD = "id,indicator,measure_type,codelist,unit_measure,decimals,per,has_range,dimensions,aggregation,register,max_age,"
TABLES = {
    "series": f"{HEAD}reference_day,is_minimum,first_period,last_period,source,role\n"
    "dead,dead,count,,,0,1,false,,sum,,0,,true,2020,2020,s,headline\n"
    "met,met,ratio,,,2,1,false,,none,,0,,true,2020,2020,s,headline\n"
    "taught,taught,count,,,0,1,false,,sum,,0,,false,2020,2020,s,headline\n"
    "law,law,policy,,,0,1,false,,areas,,0,12-31,false,2020,2021,s,headline\n",
    "observations_dead": "ref_area,time_period,obs_value,obs_status,source,note\nDEU,2020,7,A,s,\nKEN,2020,0,A,s,\n",
    "observations_met": "ref_area,time_period,obs_value,numerator,denominator,obs_status,source,note\n"
    "DEU,2020,0.5,1,2,A,s,\n",
    "observations_taught": "ref_area,time_period,obs_value,obs_status,source,note\n"
    "DEU,2020,700,A,s,stated-as-more-than\nKEN,2020,50,A,s,\nFRA,2020,90,A,s,stated-as-almost\n",
    "reference_areas": "iso3,area_type,valid_from,valid_to\nDEU,un-member,,\nKEN,un-member,,\nFRA,un-member,,\n",
    "area_group_members": "group,ref_area,valid_from,valid_to\n150,DEU,1955-01-01,\n002,KEN,1955-01-01,\n",
    "area_groups": "id,kind,parent\nWLD,world,\n150,region,WLD\n002,region,WLD\n",
    "summaries": "series,group,time_period,measure,value,status\n"
    "dead,WLD,2020,total,7,A\ntaught,150,2020,total,700,A\ntaught,002,2020,total,50,A\ntaught,WLD,2020,total,840,A\n"
    "law,WLD,2020,yes,1,A\nlaw,WLD,2020,not_assessed,2,A\nlaw,WLD,2021,yes,1,A\nlaw,WLD,2021,not_assessed,0,A\n"
    "law,WLD,2020,share_low,0.3,A\n",
    "other_figures": "id,obs_value,value_qualifier\na,5,more-than\nb,5,about\nc,5,exactly\n",
}
UNSUPPORTED, UNTOLD = ["bound-unsupported"], ["bound-untold"]


def figure(cell: str) -> str:
    table, row, column = cell.split()
    return f'<data data-cell="data/latest/{table}.csv#cell={row},{column}">x</data>'


CASES = [
    # what a page has, and the codes of what is told
    (f"<p>at least {figure('observations_dead 2 3')}</p>", []),
    (f"<p>{figure('observations_dead 2 3')}</p>", []),
    (f"<p data-stated>{figure('observations_dead 2 3')}</p>", UNTOLD),
    (f"<p data-stated>At least {figure('observations_dead 2 3')}: {figure('observations_dead 2 3')}</p>", []),
    (f"<p>at least {figure('observations_dead 3 3')}</p>", UNSUPPORTED),
    (f"<p>at least {figure('observations_taught 2 3')}</p>", []),
    (f"<td>{figure('observations_taught 2 3')}</td>", UNTOLD),
    (f"<p>almost {figure('observations_taught 2 3')}</p>", UNSUPPORTED),
    (f"<p>at least {figure('observations_taught 3 3')}</p>", UNSUPPORTED),
    (f"<p>at least {figure('observations_taught 4 3')}</p>", UNSUPPORTED),
    (f"<p>almost {figure('observations_taught 4 3')}</p>", []),
    (f"<p><span>At least</span> <b><a>{figure('observations_taught 2 3')}</a></b></p>", []),
    (f"<p>at least</p><p>{figure('observations_taught 2 3')}</p>", UNTOLD),
    (f"<p data-stated>{figure('summaries 2 5')}</p>", UNTOLD),
    (f"<p>at least {figure('summaries 2 5')}</p>", []),
    (f"<p>at least {figure('summaries 3 5')}</p>", []),
    (f"<p>at least {figure('summaries 4 5')}</p>", UNSUPPORTED),
    (f"<p>about {figure('summaries 5 5')}</p>", []),
    (f"<p>at least {figure('summaries 5 5')}</p>", UNSUPPORTED),
    (f"<p>at least {figure('summaries 6 5')}</p>", []),
    (f"<p>at least {figure('summaries 8 5')}</p>", UNSUPPORTED),
    (f"<p>at least {figure('summaries 10 5')}</p>", []),
    (f"<td>at least {figure('other_figures 2 2')}, about {figure('other_figures 3 2')}</td>", []),
    (f"<td>{figure('other_figures 2 2')}</td>", UNTOLD),
    (f"<td>at least {figure('other_figures 4 2')}</td>", UNSUPPORTED),
    (f"<p data-stated>at least {figure('observations_met 2 4')} of {figure('observations_met 2 5')}</p>", []),
]


@pytest.mark.parametrize(("said", "told"), CASES)
def test_a_bound_is_said_of_what_has_it(tmp_path: Path, said: str, told: list[str]) -> None:
    folder = tmp_path / "data" / "latest"
    folder.mkdir(parents=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    page = parse("index.html", f"<html lang=en><body>{said}</body></html>".encode())
    assert [problem.code for problem in Bounds(Folder(tmp_path)).of_page(page)] == told
