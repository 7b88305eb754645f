"""What is told beside the result: with what a package was compared, and what was left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A line on standard error: the words `key` with values. One that is `aloud` is told to the quiet too."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    aloud: bool = True
