"""Style sheets and scripts without what only those who write them read."""

from __future__ import annotations

import re

COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment that has its lines for itself."""

INDENTATION = re.compile(r"^\s+", re.MULTILINE)


def lighter(text: str) -> str:
    """Give a style sheet or a script without comments on lines of their own, indentation and blank lines.

    Nothing within a line is touched, so that no text and no pattern in it can be harmed. A text that goes over several
    lines would lose their indentation: ours have none.
    """
    return INDENTATION.sub("", COMMENT.sub("", text))
