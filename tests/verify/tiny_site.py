"""A tiny finished site, written by hand: one indicator, two countries, one region."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import xlsxwriter

from scripts.assemble import manifest as assembled
from scripts.model.manifest import ASIDE, UNKNOWN
from scripts.model.problems import Problem
from scripts.verify.catalogue import expected as files_of_catalogue
from scripts.verify.files import Folder
from scripts.verify.latest import expected
from scripts.verify.slices import columns_of, observations
from scripts.verify.verify import verify
from scripts.verify.workbooks import ALWAYS, NUMBERS, Told
from tests.verify.tiny_api import API

DATA = "data/latest"
NOISE = "".join(hashlib.sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(3_200))
"""A text that cannot be compressed below 100 kB."""

SERIES_HEADER = (
    "id,indicator,role,order,measure_type,codelist,unit_measure,decimals,per,has_range,dimensions,aggregation,"
    "register,max_age,reference_day,is_minimum,first_period,last_period,source,label_en"
)
TABLES = {
    "indicators": "id,number,label_en\ndoors,1,Open doors\n",
    "sources": "id,title\ngazette,Gazette\n",
    "policy_areas": "id,label_en\nmobility,Mobility\n",
    "dimensions": "id,label_en\nborders,Borders\n",
    "codelists": (
        "codelist,code,label_en\npolicy_status,yes,Yes\npolicy_status,partial,In part\npolicy_status,no,No\n"
        "note,read-twice,Read twice.\n"
        "unit_measure,policy-status,Status\nunit_measure,persons,Persons\nobs_status,A,Normal\nobs_status,P,Partial\n"
    ),
    "series": f"{SERIES_HEADER}\n"
    "doors,doors,headline,1,policy,policy_status,policy-status,0,1,false,,areas,,1,12-31,false,2020,2021,gazette,Doors\n"
    "people,,context,1,count,,persons,0,1,false,,sum,,0,,false,2020,2020,gazette,People\n",
    "area_names": "name,ref_area,valid_from,valid_to,kind\nGaul,FRA,0001,,former\nUSSR,SUN,0001,,short\n",
    "former_territories": "former_area,ref_area\nSUN,DEU\n",
    "reference_areas": (
        "iso3,area_type,name_en,valid_from,valid_to\nDEU,un-member,Germany,,\nFRA,un-member,France,,\n"
        "SUN,former-state,Soviet Union,,1991-12-25\n"
    ),
    "area_groups": "id,kind,parent,name_en\n150,region,WLD,Europe\nWLD,world,,World\n",
    "area_group_members": (
        "group,ref_area,valid_from,valid_to\n150,DEU,1955-01-01,\n150,FRA,1955-01-01,\nWLD,DEU,1955-01-01,\nWLD,FRA,1955-01-01,\n"
    ),
    "observations_doors": "ref_area,time_period,obs_value,obs_status,source,note\nDEU,2020,yes,A,gazette,read-twice\n",
    "observations_people": "ref_area,time_period,obs_value,obs_status,source,note\nFRA,2020,1234,P,gazette,\n",
}


def _policy(group: str, year: str) -> str:
    counts = {"assessed": "1", "members": "2", "no": "0", "not_assessed": "1", "partial": "0"}
    shares = {"share_assessed": "1", "share_high": "1", "share_low": "0.5", "yes": "1"}
    return "".join(f"doors,{group},{year},{name},{value},A\n" for name, value in {**counts, **shares}.items())


SUMMARIES = (
    "series,group,time_period,measure,value,status\n"
    + "".join(_policy(group, year) for group in ("150", "WLD") for year in ("2020", "2021"))
    + "".join(
        f"people,{group},2020,areas_reporting,1,P\npeople,{group},2020,total,1234,P\n" for group in ("150", "WLD")
    )
)
REGION = "indicator,series,ref_area,ref_area_label,time_period,measure,obs_value,obs_status,unit_measure,source,note\n"


def _regional(line: str, name: str) -> str:
    """Give a line of the summaries as a line of a region's slice."""
    series, group, period, measure, value, status = line.split(",")
    if series == "people":
        unit = "persons" if measure == "total" else "areas"
    else:
        unit = "share" if measure.startswith("share") else "areas"
    indicator = "doors" if series == "doors" else ""
    return f"{indicator},{series},{group},{name},{period},{measure},{value},{status},{unit},gazette,\n"


SLICE = (
    "indicator,series,series_label,ref_area,ref_area_label,time_period,obs_value,obs_value_label,obs_status,"
    "obs_status_label,unit_measure,source,note\n"
)
DOORS_ROW = "doors,doors,Doors,DEU,Germany,2020,yes,Yes,A,Normal,policy-status,gazette,Read twice.\n"
COVERAGE = {
    "coverage": "ref_area,ref_area_label,indicators_known,doors\nDEU,Germany,1,2020\nFRA,France,0,\n",
    "coverage_groups": "ref_area,ref_area_label,members,doors\n150,Europe,2,1\nWLD,World,2,1\n",
}
SLICES = {
    "countries/DEU": SLICE + DOORS_ROW,
    "countries/FRA": SLICE + ",people,People,FRA,France,2020,1234,,P,Partial,persons,gazette,\n",
    "countries/SUN": SLICE,
    "indicators/doors": SLICE + DOORS_ROW,
    "regions/150": REGION
    + "".join(_regional(line, "Europe") for line in SUMMARIES.splitlines() if ",150," in line)
    + "doors,doors,DEU,Germany,2020,,yes,A,policy-status,gazette,Read twice.\n"
    + ",people,FRA,France,2020,,1234,P,persons,gazette,\n",
    "regions/WLD": REGION + "".join(_regional(line, "World") for line in SUMMARIES.splitlines() if ",WLD," in line),
}


STYLE = '@font-face { src: url("fonts/serif.woff2"); } /* url(missing.png) */\n'
STYLE_HASH = f"sha384-{base64.b64encode(hashlib.sha384(STYLE.encode()).digest()).decode()}"
IN_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "worker-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types site"
)
OF_FILES = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
SECTIONS = ("countries", "dimensions", "indicators", "policy-areas", "regions", "sources")
SHOWN = re.compile(rb"(data-hash>[^<]*?)[0-9a-f]{12}")
HEADERS = (
    "/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: same-origin\n  Permissions-Policy: camera=()\n"
    "  Cache-Control: no-cache\n"
    + "".join(
        f"/{pattern}\n  Content-Security-Policy: {IN_PAGES}; frame-ancestors 'none'\n"
        for pattern in ("", "index.html", "404.html", *ASIDE, *(f"{name}/*" for name in SECTIONS))
    )
    + "".join(
        f"/{folder}/*\n  Content-Security-Policy: {OF_FILES}\n  Access-Control-Allow-Origin: *\n"
        for folder in ("api", "assets", "data", "hosting", "search", "share")
    )
)
"""What hosts read."""


def page(body: str, depth: int) -> str:
    """Give a whole page with a policy and a style sheet, at a depth below the site's root."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{IN_PAGES}"><title>Doors</title>\n'
        f'<link rel="stylesheet" href="{"../" * depth}assets/site.css" integrity="{STYLE_HASH}"></head>\n'
        f'<body><a href="#content">Skip</a>\n<main id="content"><h1>Doors</h1>\n{body}\n</main>\n'
        f'<p><a href="{"../" * depth or "./"}" data-hash>Hash of all files: {UNKNOWN}.</a></p></body></html>\n'
    )


def cell(file: str, place: str, value: str, text: str) -> str:
    """Give a figure."""
    return f'<data value="{value}" data-cell="data/latest/{file}.csv#cell={place}">{text}</data>'


HEADLINE = (
    f'<p class="headline__figure">{cell("summaries", "10,5", "1", "1")}</p>\n'
    f"<p>{cell('summaries', '9,5', '0.5', '1 of 2')} {cell('observations_doors', '2,3', 'yes', 'Yes')}\n"
    f"{cell('observations_people', '2,3', '1234', '1,234')}</p>"
)
PAGES = {
    "index.html": page(
        HEADLINE
        + '\n<a href="countries/deu/#content">Germany</a> <a href="https://example.org/a.b">Elsewhere</a>'
        + '\n<a href="data/latest/summaries.csv">summaries.csv</a>',
        0,
    ),
    "404.html": page('<a href="/countries/">Countries</a>', 0),
    "indicators/index.html": page(f'<a href="doors/">Doors</a> {HEADLINE}', 1),
    "indicators/doors/index.html": page(f'{HEADLINE}\n<a href="../../sources/gazette/">Gazette</a>', 2),
    "countries/index.html": page('<a href="deu/">Germany</a> <a href="./fra/index.html">France</a>', 1),
    "countries/deu/index.html": page('<a href="../">All</a> <td>No data</td>', 2),
    "countries/fra/index.html": page("<p>A note with &#123;&#123; braces &#125;&#125;</p>", 2),
    "regions/index.html": page('<a href="150/">Europe</a> <a href="wld/">World</a>', 1),
    "regions/150/index.html": page("", 2),
    "regions/wld/index.html": page("", 2),
    "sources/index.html": page('<a href="gazette/">Gazette</a>', 1),
    "sources/gazette/index.html": page("", 2),
    "policy-areas/mobility/index.html": page("", 2),
    "dimensions/index.html": page('<a href="borders/">Borders</a>', 1),
    "dimensions/borders/index.html": page("", 2),
    "assets/site.css": STYLE,
    "assets/fonts/serif.woff2": "font",
    "_headers": HEADERS,
    ".htaccess": "",
    "hosting/nginx.conf": "",
    "hosting/caddy.conf": "",
}


SOUGHT = {
    "countries/deu/": ("Germany", {"code": {"": ["DEU"]}, "territory": {"Soviet Union": ["USSR"]}}),
    "countries/fra/": ("France", {"code": {"": ["FRA"]}, "also": {"": ["Gaul"]}}),
    "indicators/doors/": ("Open doors", {"code": {"": ["doors"]}}),
    "regions/150/": ("Europe", {"code": {"": ["150"]}}),
    "regions/wld/": ("World", {"code": {"": ["WLD"]}}),
    "sources/gazette/": ("Gazette", {}),
    "policy-areas/mobility/": ("Mobility", {}),
    "dimensions/borders/": ("Borders", {}),
}
"""Pages that are looked for, with title and names."""


@dataclass(frozen=True, slots=True)
class Made:
    """A site and its package in a folder of the test, to change and then to verify."""

    site: Path
    package: Path

    def problems(self) -> tuple[Problem, ...]:
        """Verify the site as if it had been built as it is now."""
        self.seal()
        return verify(self.site, self.package)

    def seal(self) -> None:
        """Write the other forms of the tables and the manifest anew, of the site as it is now."""
        write_forms(self.site)
        for path in self.site.rglob("*.html"):
            path.write_bytes(SHOWN.sub(rb"\g<1>" + UNKNOWN.encode(), path.read_bytes()))
        assembled.write_manifest(self.site, assembled.Made(name="", release="", released=""))

    def changed_afterwards(self) -> tuple[Problem, ...]:
        """Verify the site as if it had been changed since it was built."""
        return verify(self.site, self.package)

    def codes(self) -> set[str]:
        """Verify the site and give the codes of its problems."""
        return {problem.code for problem in self.problems()}

    def put_at(self, address: str) -> None:
        """Let every page say its address, and the map of the site list it."""
        pages = sorted(path for path in self.site.rglob("*.html") if path.name != "404.html")
        own = [f"{address}{path.relative_to(self.site).as_posix().removesuffix('index.html')}" for path in pages]
        for path, place in zip(pages, own, strict=True):
            text = path.read_text(encoding="utf-8").replace(
                "<title>",
                f'<link rel="canonical" href="{place}"><script type="application/ld+json">{{}}</script><title>',
                1,
            )
            path.write_text(text, encoding="utf-8")
        listed = "".join(f"<url><loc>{place}</loc></url>" for place in own)
        (self.site / "sitemap.xml").write_text(f"<urlset>{listed}</urlset>", encoding="utf-8")
        headers = self.site / "_headers"
        of_map = f"/sitemap.xml\n  Content-Security-Policy: {IN_PAGES}; frame-ancestors 'none'\n"
        headers.write_text(headers.read_text(encoding="utf-8") + of_map, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a text that must be there once or more."""
        target = self.site / path
        text = target.read_text(encoding="utf-8")
        assert old in text
        target.write_text(text.replace(old, new), encoding="utf-8")

    def text(self, path: str) -> str:
        """Give the text of a file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    def add(self, path: str, text: str) -> None:
        """Write a file of the site."""
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def body(self, html: str) -> None:
        """Add to the body of a page."""
        self.change("countries/fra/index.html", "<p>A note", f"{html}\n<p>A note")

    def data(self, **tables: str) -> None:
        """Make package and published data anew with other tables; pages, summaries and slices stay."""
        write_package(self.package, self.site, {**TABLES, **tables})
        write_descriptions(self.site)

    def archive(self) -> None:
        """Make the archive anew from the published tables."""
        write_archive(self.site)


def write_package(package: Path, site: Path, tables: dict[str, str]) -> None:
    """Write a package and its published copy."""
    (package / "data").mkdir(parents=True, exist_ok=True)
    (site / DATA).mkdir(parents=True, exist_ok=True)
    resources = []
    for name, text in tables.items():
        raw = text.encode()
        (package / "data" / f"{name}.csv").write_bytes(raw)
        (site / DATA / f"{name}.csv").write_bytes(raw)
        digest = hashlib.sha256(raw).hexdigest()
        resources.append({"name": name, "path": f"data/{name}.csv", "bytes": len(raw), "hash": f"sha256:{digest}"})
    (package / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    published = [{**resource, "path": str(resource["path"]).removeprefix("data/")} for resource in resources]
    (site / DATA / "datapackage.json").write_text(json.dumps({"resources": published}), encoding="utf-8")


def write_catalogue(made: Made) -> None:
    """Write a catalogue that lists nothing, and empty citations."""
    release = json.loads(made.text(f"{DATA}/datapackage.json")).get("version", "")
    made.add("api/v1/catalogue.jsonld", '{"@graph": [{"@id": "#catalogue", "@type": ["dcat:Catalog"]}]}')
    for path in files_of_catalogue(Folder(made.site)) - {"api/v1/catalogue.jsonld"}:
        made.add(path, json.dumps([{"version": release}]) if path.endswith(".json") else "")


def write_descriptions(site: Path) -> None:
    """Describe every published table that the package does not have, by name alone."""
    for folder in sorted(
        {path.parent for path in (site / DATA).rglob("*.csv") if not {".excel", ".sdmx"} & set(path.suffixes)}
    ):
        descriptor = folder / "datapackage.json"
        listed = json.loads(descriptor.read_bytes()).get("resources", []) if descriptor.is_file() else []
        known = {resource["path"] for resource in listed}
        names = sorted(
            {path.name for path in folder.glob("*.csv") if not {".excel", ".sdmx"} & set(path.suffixes)} - known
        )
        computed = [{"name": name.partition(".")[0], "path": name, "computed": True} for name in names]
        descriptor.write_text(json.dumps({"resources": [*listed, *computed]}), encoding="utf-8")


def write_archive(site: Path) -> None:
    """Write the archive of the published tables."""
    folder = site / DATA
    with zipfile.ZipFile(folder / "all.zip", "w") as opened:
        for path in sorted(
            path for path in folder.rglob("*.csv") if not path.name.endswith((".excel.csv", ".sdmx.csv"))
        ):
            opened.write(path, path.relative_to(folder).as_posix())


def write_forms(site: Path) -> None:
    """Write each table that can be read as Parquet, of texts alone, and all observations by those of countries."""
    folder = site / DATA
    (folder / "parquet").mkdir(exist_ok=True)
    held = Folder(site)
    for path in sorted(folder.glob("*.csv")):
        if table := held.table(f"{DATA}/{path.name}"):
            (folder / "parquet" / f"{path.stem}.parquet").write_bytes(parquet(table.header, table.rows))
    columns = columns_of(held)
    rows = tuple(row for _, _, row in observations(held, columns))
    (folder / "parquet" / "observations.parquet").write_bytes(parquet(columns, rows))
    write_croissant(held, {"observations": columns})
    write_bundles(site, ("DEU", "FRA"))
    write_sdmx(held)
    told = Told(held, "en")
    for name in told.books():
        path = folder / f"{name}.en.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook(told.sheets(name)))
        columns_held, values = told.sheets(name)["newest"]
        present = [column for column in columns_held if column in ALWAYS or any(row.get(column) for row in values)]
        lines = [present, *([row.get(column, "") for column in present] for row in values)]
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(lines)
        (folder / f"{name}.en.excel.csv").write_text(f"\ufeff{text.getvalue()}", encoding="utf-8", newline="")


def write_croissant(held: Folder, columns: Mapping[str, Sequence[str]]) -> None:
    """Describe each Parquet file, but for those of single series. `columns` are those of files that are of no table."""
    files, sets = [], []
    for path in sorted((held.root / DATA / "parquet").glob("*.parquet")):
        if not path.stem.startswith("observations_"):
            table = held.table(f"{DATA}/{path.stem}.csv")
            names = table.header if table else columns[path.stem]
            raw = path.read_bytes()
            digest = {"sha256": hashlib.sha256(raw).hexdigest(), "contentSize": f"{len(raw)} B"}
            files.append({"name": path.name, "contentUrl": f"parquet/{path.name}", **digest})
            sets.append({"name": path.stem, "field": [{"name": name} for name in names]})
    told = json.dumps({"distribution": files, "recordSet": sets})
    (held.root / DATA / "croissant.json").write_text(told, encoding="utf-8")


def write_sdmx(held: Folder) -> None:
    """Write the structure with the codes of the package, and each series without lists of codes."""
    lists: dict[str, set[str]] = {"CL_REF_AREA": set(), "CL_SOURCE": set()}
    for name, code in held.labels:
        lists.setdefault(f"CL_{name.upper()}", set()).add(code)
    lists["CL_REF_AREA"] = {row["iso3"] for row in held.records("reference_areas")}
    lists["CL_SOURCE"] = {row["id"] for row in held.records("sources")}
    space = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure"
    inside = {name: "".join(f'<Code id="{code}"/>' for code in sorted(codes)) for name, codes in lists.items()}
    parts = [f'<Codelist id="{name}">{codes}</Codelist>' for name, codes in inside.items()]
    (held.root / DATA / "sdmx").mkdir(exist_ok=True)
    for series, about in held.series.items():
        table = held.table(f"{DATA}/observations_{series}.csv")
        if table is None:
            continue
        columns = [*(name.upper() for name in table.header), "UNIT_MEASURE"]
        ids = "".join(f'<Attribute id="{name}"/>' for name in columns)
        parts.append(
            f'<Dataflow id="DF_{series}" agencyID="TINY" version="1.0.0"><Structure>x=TINY:{series}(1.0.0)</Structure>'
            f'</Dataflow><DataStructure id="{series}"><DataStructureComponents><AttributeList>{ids}</AttributeList>'
            "</DataStructureComponents></DataStructure>"
        )
        text = io.StringIO()
        rows = [["dataflow", f"TINY:DF_{series}(1.0.0)", "I", *row, about["unit_measure"]] for row in table.rows if row]
        csv.writer(text, lineterminator="\n").writerows([["STRUCTURE", "STRUCTURE_ID", "ACTION", *columns], *rows])
        path = held.root / DATA / "sdmx" / f"{series}.sdmx.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
    (held.root / DATA / "sdmx" / "structure.xml").write_text(f'<x xmlns="{space}">{"".join(parts)}</x>', "utf-8")


def workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[Mapping[str, str]]]]) -> bytes:
    """Give tables of values as a workbook: columns that are always there, and others with a value."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as file:
        for name, (columns, rows) in sheets.items():
            sheet = file.add_worksheet(name)
            held = [column for column in columns if column in ALWAYS or any(row.get(column) for row in rows)]
            if rows:
                header = [{"header": column} for column in held]
                sheet.add_table(0, 0, len(rows), len(held) - 1, {"name": f"table_{name}", "columns": header})
            for line, row in enumerate(rows, start=1):
                for place, column in enumerate(held):
                    text = row.get(column, "")
                    if column in NUMBERS and text.replace(".", "").isdigit():
                        sheet.write_number(line, place, float(text))
                    elif text:
                        sheet.write_string(line, place, text)
    return target.getvalue()


def write_bundles(site: Path, areas: Sequence[str]) -> None:
    """Write the zip of each slice of a page, with a licence that tells everything of each source."""
    for folder in ("countries", "indicators", "regions"):
        for path in sorted((site / DATA / folder).glob("*.csv")):
            if ".excel." in path.name or (folder == "countries" and path.stem not in areas):
                continue
            raw = path.read_bytes()
            digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
            with zipfile.ZipFile(path.with_name(f"{path.stem}.en.zip"), "w") as opened:
                opened.writestr(path.name, raw)
                opened.writestr("datapackage.json", json.dumps({"resources": [{"path": path.name, "hash": digest}]}))
                opened.writestr("LICENCE.txt", (site / DATA / "sources.csv").read_bytes())
                for name in ("README.txt", "CITATION.cff", "columns.csv"):
                    opened.writestr(name, "")


@cache
def parquet(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Give rows of text as Parquet."""
    names = ", ".join(f'"{column}" VARCHAR' for column in columns)
    with duckdb.connect(":memory:") as engine, TemporaryDirectory() as folder:
        engine.execute(f"CREATE TABLE held ({names})")
        for row in filter(None, rows):  # a blank line is no row
            marks = ", ".join("nullif(?, '')" for _ in row)
            engine.execute(f"INSERT INTO held VALUES ({marks})", list(row))  # noqa: S608
        engine.execute(f"COPY held TO '{folder}/held.parquet' (FORMAT parquet)")
        return (Path(folder) / "held.parquet").read_bytes()


def fragment(address: str) -> bytes:
    """Give a file of Pagefind's that holds one page."""
    return gzip.compress(b"pagefind_dcd" + json.dumps({"url": address, "content": "Doors"}).encode(), mtime=0)


def write_search(made: Made) -> None:
    """Mark every page but the one for what is missing, and write an index and names that hold them."""
    for number, path in enumerate(path for path in PAGES if path.endswith(".html") and path != "404.html"):
        made.change(path, "<body>", "<body data-pagefind-body>")
        target = made.site / "search" / "fragment" / f"en_{number}.pf_fragment"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(fragment(f"/{path.removesuffix('index.html')}"))
    names = [{"path": path, "title": title, "names": names} for path, (title, names) in SOUGHT.items()]
    made.add("search/names.en.json", json.dumps({"pages": names}))
    made.add("search/pagefind-entry.json", '{"languages": {"en": {"hash": "en_1", "wasm": "en"}}}')
    for name in ("pagefind.js", "pagefind.en_1.pf_meta", "wasm.en.pagefind"):
        made.add(f"search/{name}", "")


def write_rows(made: Made) -> None:
    """Cut every row of the tables of figures."""
    for name in ("summaries", "observations_doors", "observations_people"):
        header, *lines = (line.split(",") for line in made.text(f"{DATA}/{name}.csv").splitlines())
        shared = [{"sources": ["gazette"], "behind": behind} for behind in ({}, {"assessed": "1", "members": "2"})]
        told = {
            "file": f"{DATA}/{name}.csv",
            "columns": [[column, column] for column in header],
            "shared": shared,
            "rows": {str(row): [int(line[0] == "doors"), line] for row, line in enumerate(lines, start=2)},
        }
        made.add(f"data/rows/{name}/0.json", json.dumps(told))


def make_good(folder: Path) -> Made:
    """Make the sound site and its package below a folder."""
    made = Made(folder / "site", folder / "package")
    made.data()
    made.add(f"{DATA}/summaries.csv", SUMMARIES)
    for name, text in {**COVERAGE, **SLICES}.items():
        made.add(f"{DATA}/{name}.csv", text)
    for path, text in {**PAGES, **API}.items():
        made.add(path, text)
    newest = io.StringIO()
    csv.writer(newest, lineterminator="\n").writerows(expected(Folder(made.site)))
    made.add(f"{DATA}/latest.csv", newest.getvalue())
    write_descriptions(made.site)
    write_catalogue(made)
    write_search(made)
    write_rows(made)
    made.archive()
    return made
