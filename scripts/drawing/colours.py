"""The site's colours, read from its style sheet, which is the one place where they are chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

STYLE_SHEET = Path("site_templates") / "assets" / "css" / "site.css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")


HIGH = "@media (prefers-contrast: more) {"
"""Where the colours of high contrast begin."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour for light and for dark paper, as `#rrggbb`."""

    light: str
    dark: str
    high: Colour | None = None
    """The same in high contrast, where that is another."""


def colours(style_sheet: Path = STYLE_SHEET) -> Mapping[str, Colour]:
    """Give every colour of the style sheet by its name: `yes`, `ink`, `paper`. Raises OSError without it."""
    plain, _, high = style_sheet.read_text(encoding="utf-8").partition(HIGH)
    others = {name: Colour(light, dark) for name, light, dark in TOKEN.findall(high)}
    return {name: Colour(light, dark, others.get(name)) for name, light, dark in TOKEN.findall(plain)}


def as_json(found: Mapping[str, Colour]) -> dict[str, dict[str, Any]]:
    """Give colours as JSON data."""
    return {name: asdict(colour) for name, colour in sorted(found.items())}
