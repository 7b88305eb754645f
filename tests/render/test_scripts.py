"""Scripts that are loaded when they are asked for: what one imports is loaded before it, with its hash."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

SCRIPTS = Path("site_templates") / "assets" / "js"
LOADER = SCRIPTS / "load.js"


def imported(script: Path) -> set[str]:
    """Give the names of the modules that a script imports."""
    return set(re.findall(r'^import .* from "\./([^"]+)";$', script.read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_what_a_script_imports_is_listed() -> None:
    text = LOADER.read_text(encoding="utf-8")
    _, _, listed = text.partition("const IMPORTS = {")
    needs = {name: set(re.findall(r'"([^"]+)"', all_)) for name, all_ in re.findall(r'"(\S+)": \[([^\]]*)\]', listed)}
    loaded = re.findall(r'^  "([\w-]+\.js)": "@sha384 assets', text, flags=re.MULTILINE)
    assert {name: imported(SCRIPTS / name) for name in loaded if imported(SCRIPTS / name)} == needs


LOAD = """
import {{ load }} from "{loader}";
const begun = [];
const waiting = [];
const put = (address) => {{
  begun.push(new URL(address).pathname.split("/").pop());
  return new Promise((resolve) => waiting.push(resolve));
}};
const rest = () => new Promise((resolve) => setTimeout(resolve));
load(put, "live.js");
const rounds = [];
for (;;) {{
  await rest();
  if (!begun.length) break;
  rounds.push(begun.splice(0).sort());
  waiting.splice(0).forEach((resolve) => resolve());
}}
console.log(JSON.stringify(rounds));
"""


def test_what_does_not_wait_for_another_is_loaded_at_once() -> None:
    program = LOAD.format(loader=LOADER.resolve().as_uri())
    told = subprocess.run(
        ["node", "--input-type=module", "--eval", program], capture_output=True, check=True, text=True
    ).stdout
    assert json.loads(told) == [
        ["asked.js", "live-address.js", "live-map.js", "live-screen.js", "search-names.js"],
        ["finder.js"],
        ["live.js"],
    ]
