"""The audit says what is known, and never takes what could not be asked for none."""

from __future__ import annotations

import json
from datetime import date
from email.message import Message
from pathlib import Path

import pytest

from scripts.audit.__main__ import report
from scripts.audit.age import Ages, ages
from scripts.audit.packages import Package, is_free, npm_packages, python_packages
from scripts.audit.vulnerabilities import Known, of_npm_audit, of_pip_audit
from tests.audit.accessibility import Audit, Finding, main
from tests.audit.accessibility import report as accessibility

TODAY = date(2026, 11, 1)
MARKO = Package(registry="python", name="marko", version="2.1.0", licence="MIT")
VEGA = Package(registry="npm", name="vega", version="6.4.0", licence="BSD-3-Clause")


def test_pip_audit_is_read() -> None:
    printed = json.dumps(
        {
            "dependencies": [
                {"name": "marko", "version": "2.1.0", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["2.1.1"]}]},
                {"name": "jinja2", "version": "3.1.6", "vulns": []},
                {"name": "lxml", "skip_reason": "not found"},
            ]
        }
    )
    known = of_pip_audit(printed, "")
    assert known.asked == 2
    assert known.found == ("marko 2.1.0: CVE-2026-1 (mended in 2.1.1)",)
    assert known.unasked == ("lxml",)


@pytest.mark.parametrize("read", [of_pip_audit, of_npm_audit])
@pytest.mark.parametrize("printed", ["", "not JSON", "[]", '{"error": {"code": "E405"}}'])
def test_a_tool_that_could_not_ask_is_not_taken_for_none(read: object, printed: str) -> None:
    known: Known = read(printed, "npm error audit endpoint returned an error\n")  # type: ignore[operator]
    assert known.asked == 0
    assert known.unasked == ("npm error audit endpoint returned an error",)


def test_npm_audit_is_read() -> None:
    fault = {"vega": {"range": "<6.4.1", "severity": "high"}}
    known = of_npm_audit(json.dumps({"vulnerabilities": fault, "metadata": {"dependencies": {"total": 90}}}), "")
    assert (known.asked, known.found, known.unasked) == (90, ("vega <6.4.1: high",), ())


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("(MIT OR GPL-3.0)", True),
        ("MIT AND GPL-3.0", False),
        ("Apache-2.0 AND MIT", True),
        ("GPL-3.0-only", False),
        ("Proprietary", False),
    ],
)
def test_licences(licence: str, free: bool) -> None:  # noqa: FBT001 - a case
    assert is_free(licence) is free


def test_packages_are_read_from_locks(tmp_path: Path) -> None:
    python = tmp_path / "build.lock"
    python.write_text("marko==2.1.0 ; python_version < '4' \\\n    --hash=sha256:00\nno-such-package==1.0\n")
    assert [(p.name, p.version) for p in python_packages([python, python])] == [
        ("marko", "2.1.0"),
        ("no-such-package", "1.0"),
    ]
    npm = tmp_path / "package-lock.json"
    places = {"": {}, "node_modules/a/node_modules/@b/c": {"version": "1.2.3", "license": "ISC"}}
    npm.write_text(json.dumps({"packages": places}))
    assert npm_packages([npm]) == [Package(registry="npm", name="@b/c", version="1.2.3", licence="ISC")]


def test_age_is_that_of_the_newest_release_and_unknown_where_no_one_tells() -> None:
    answers = {
        "https://python.example/marko/": {
            "files": [{"upload-time": "2020-01-01T00:00:00Z"}, {"upload-time": "2021-02-03T00:00:00Z"}, {}]
        },
        "https://npm.example/vega": {"dist-tags": {"latest": "6"}, "time": {"6": "2026-07-21T23:09:35Z"}},
    }

    def read(address: str, accept: str) -> bytes:
        assert accept
        if address not in answers:
            raise OSError(address)
        return json.dumps(answers[address]).encode()

    lost = Package(registry="npm", name="lost", version="1")
    addresses = {"python": "https://python.example", "npm": "https://npm.example"}
    told = ages([MARKO, VEGA, lost], addresses, read)
    assert told.days == ((date(2021, 2, 3), MARKO), (date(2026, 7, 21), VEGA))
    assert told.unknown == (lost,)
    assert told.quiet(TODAY) == [(date(2021, 2, 3), MARKO)]


def test_the_report_says_what_is_wrong_and_what_is_not_known() -> None:
    gpl = Package(registry="npm", name="copyleft", version="1", licence="GPL-3.0")
    known = [Known(tool="pip-audit", asked=1, found=("marko 2.1.0: CVE-2026-1 (mended in 2.1.1)",), unasked=("lxml",))]
    lines, well = report(known, [MARKO, gpl], Ages(days=((date(2021, 2, 3), MARKO),), unknown=(gpl,)), TODAY)
    assert not well
    assert "  NOT ASKED, so nothing is known of: lxml" in lines
    assert "  2021-02-03 python marko" in lines
    assert "  npm copyleft: GPL-3.0" in lines
    assert "  NOT TOLD by the registry: copyleft" in lines


def test_all_is_well_where_nothing_is_found() -> None:
    _, well = report([Known(tool="pip-audit", asked=1)], [MARKO], Ages(days=(), unknown=()), TODAY)
    assert well


def test_a_licence_is_read_from_expression_classifier_or_short_text() -> None:
    from scripts.audit.packages import stated  # noqa: PLC0415

    class Held:
        def __init__(self, *fields: tuple[str, str]) -> None:
            self.metadata = Message()
            for name, value in fields:
                self.metadata[name] = value

    cases = [
        ([("License-Expression", "MIT")], "MIT"),
        ([("Classifier", "License :: OSI Approved :: MIT License"), ("License", "x\ny")], "MIT"),
        ([("License", "BSD")], "BSD"),
        ([("License", "long\ntext")], ""),
        ([], ""),
    ]
    for fields, expected in cases:
        assert stated(Held(*fields)) == expected  # type: ignore[arg-type]


def test_the_report_on_accessibility_counts_by_rule_and_says_where_nothing_could_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [
        Finding(language="fr", page="home", width=320, scheme="dark", rule=rule, element="<p>")
        for rule in ("region", "color-contrast", "region")
    ]
    audit = Audit(pages=2, opened=1, looks=12, findings=found)
    assert accessibility(audit) == [
        "axe: 2 pages and 1 opened boxes and charts, 12 looks, 3 violations of 2 rules.",
        "  region: 2",
        "  color-contrast: 1",
    ]
    assert main(tmp_path) == 0
    assert capsys.readouterr().out.startswith("axe: NOT RUN")
