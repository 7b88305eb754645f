"""Parts of hand-written pages that speak of one package, and are published with no other.

Between two lines of a page stands what is of the package of that name, and perhaps what is said of every other::

    <!-- only: migration-10-7 -->
    In 2014 IOM proposed eleven indicators ...
    <!-- else -->
    What the indicators are, the package says.
    <!-- end -->
"""

from __future__ import annotations

import re
from typing import Final

FENCE: Final = re.compile(
    r"^<!-- only: (?P<name>\S+) -->\n(?P<own>.*?)(?:^<!-- else -->\n(?P<others>.*?))?^<!-- end -->\n",
    re.DOTALL | re.MULTILINE,
)


def of_package(text: str, name: str) -> str:
    """Give a text as it is published with the package `name`. Nothing stands within a part but text."""
    return FENCE.sub(lambda part: (part["own"] if part["name"] == name else part["others"]) or "", text)
