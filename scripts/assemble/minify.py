"""Pages, style sheets and scripts without what only those who write them read."""

from __future__ import annotations

import re

COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment that has its lines for itself."""

INDENTATION = re.compile(r"^\s+", re.MULTILINE)
VERBATIM = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
"""Parts of a page whose white space a reader sees."""

SHELL = re.compile(
    r"""<input class="md-toggle"[^>]*>\s*|<label class="md-overlay"[^>]*></label>\s*"""
    r"""|<div data-md-component="(?:skip|announce)">\s*</div>\s*"""
    r"""|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner[^>]*></div>\s*</div>\s*"""
)
"""Empty parts that Material puts around every page for its own script, which no page of ours loads."""

STRING = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")
BEGIN, END, AFTER = re.compile(r"\s*\{\s*"), re.compile(r"\s*;?\s*\}\s*"), re.compile(r";\s+")
"""Where a block of a style sheet begins and ends, and what parts its declarations."""

LAYOUT = re.compile(r"\s*\n\s*")
"""White space between words or tags that goes over the end of a line; a reader sees it as one space."""


def minified_page(page: str) -> str:
    """Give a page without Material's empty parts, and with a single line end for indentation and blank lines."""
    parts = VERBATIM.split(page)
    parts[::2] = [LAYOUT.sub("\n", SHELL.sub("", part)) for part in parts[::2]]
    return "".join(parts).strip() + "\n"


def minified_style(text: str) -> str:
    """Give a style sheet as `minified` does, and without white space and last semicolons around its blocks.

    What stands in quotes stays as it is; elsewhere a style sheet reads the same without them.
    """
    parts = STRING.split(minified(text))
    parts[::2] = [AFTER.sub(";", BEGIN.sub("{", END.sub("}", part))) for part in parts[::2]]
    return "".join(parts)


def minified(text: str) -> str:
    """Give a style sheet or a script without comments on lines of their own, indentation and blank lines.

    Nothing within a line is touched, so that no text and no pattern in it can be harmed. A text that goes over several
    lines would lose their indentation: ours have none.
    """
    return INDENTATION.sub("", COMMENT.sub("", text))
