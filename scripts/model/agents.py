"""What whoever answers from a site must keep: told in `llms.txt`, and by the server for machines that are asked."""

from __future__ import annotations

from typing import Final

RULES: Final = ("assessed", "reason", "minimum", "year", "cell", "source")
"""The rules, by key of their sentences in the locale files."""
