"""A local server of the Model Context Protocol over a published site, by the protocol's own library.

It reads files and answers on standard output; it asks no network and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from scripts.answers.published import NotFoundError, Published
from scripts.model.agents import RULES
from scripts.model.problems import UsageError
from scripts.words.words import Words

if TYPE_CHECKING:
    from mcp.server import MCPServer

T = TypeVar("T")


def server(site: Path, words: Words) -> MCPServer:
    """Give the server of a site, with three tools. Raises UsageError where the library is not installed."""
    try:
        from mcp.server import MCPServer  # noqa: PLC0415 - few ever need it, and it is installed for them alone
    except ImportError as error:
        message = "The library of the Model Context Protocol is not installed."
        raise UsageError(message, "Run `make setup-mcp`.") from error
    published = Published(site, words)
    published.indicators()  # a folder that is no site is told before anybody asks
    made = MCPServer("published-figures", instructions="\n".join(words(f"agents.rule.{rule}") for rule in RULES))

    @made.tool()
    def find_indicator(text: str = "") -> dict[str, Any]:
        """Find indicators by a text of their name or unit; without one, list all."""
        return published.indicators(text)

    @made.tool()
    def get_figure(indicator: str, area: str) -> dict[str, Any]:
        """Give what is known of a country, an area or the world under an indicator, with period, source and cell.

        Empty `values` mean that nothing is known: `reason` says why, and it is neither a no nor a zero.
        """
        return _told(lambda: published.figure(indicator, area))

    @made.tool()
    def compare(indicator: str, areas: list[str]) -> dict[str, Any]:
        """Give the same of several countries or areas side by side; `cautions` says what cannot be compared."""
        return _told(lambda: published.compare(indicator, areas))

    return made


def _told(asked: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Answer, or say what was not found: that is an answer too."""
    try:
        return asked()
    except NotFoundError as error:
        return {"not_found": str(error)}
