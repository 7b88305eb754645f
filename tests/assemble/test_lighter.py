"""What only authors read is left out of style sheets and scripts, and nothing else."""

from __future__ import annotations

import pytest

from scripts.assemble.lighter import lighter

CASES = {
    "/* why */\na {\n  color: red;\n}\n": "a {\ncolor: red;\n}\n",
    "/*\n  Over\n  lines.\n*/\n\n\nb { }\n": "b { }\n",
    "  /* one */\n  f(); /* within */\n  /* two */\n  g();\n": "f(); /* within */\ng();\n",
    "/* before */ f();\nh(); /* after */\n": "/* before */ f();\nh(); /* after */\n",
    'const a = "/* no comment */";\n': 'const a = "/* no comment */";\n',
    "const b = /\\s*/; // */\n": "const b = /\\s*/; // */\n",
    "x\n": "x\n",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_what_is_left_out(text: str) -> None:
    assert lighter(text) == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_what_is_light_stays_as_it_is(text: str) -> None:
    assert lighter(lighter(text)) == lighter(text)
