"""What became of applications: granted, refused, pending, withdrawn, as columns of a register on one day.

What is pending is never refused, and a number of people is never a number of applications.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

APPLICATIONS: Final = "applications"
GRANTED: Final = "granted"
OUTCOMES: Final = (GRANTED, "refused", "pending", "withdrawn")
"""What an application is on the day of the figures; together they are at most the applications."""

DOCUMENTS: Final = "documents"
"""Of those granted, the people who held their document."""

AS_OF: Final = "as_of"
"""Day of which the counts are."""

COUNTS: Final = (APPLICATIONS, *OUTCOMES, DOCUMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What one record states; None where it does not state it."""

    applications: int | None
    granted: int | None
    refused: int | None
    pending: int | None
    withdrawn: int | None

    @property
    def decided(self) -> int | None:
        """How many applications were decided; None where it does not follow from what is stated.

        Decided are those granted and refused, where both are stated; else the applications without those pending and
        withdrawn, where those pending are stated.
        """
        if self.granted is not None and self.refused is not None:
            return self.granted + self.refused
        if self.applications is None or self.pending is None:
            return None
        return self.applications - self.pending - (self.withdrawn or 0)

    @property
    def undecided(self) -> int | None:
        """Of how many applications the outcome is not known; None where that is not known either.

        Those pending, where they are stated and it is known how many were decided; where they are not, the applications
        that were neither decided nor withdrawn. Where it is not known how many were decided, all that were not granted.
        Where neither the decisions nor the applications are stated, those pending give no range, since any number may
        have been refused.
        """
        if self.decided is not None and self.pending is not None:
            return self.pending
        if self.decided is not None:
            return None if self.applications is None else self.applications - self.decided - (self.withdrawn or 0)
        if self.applications is None or self.granted is None:
            return None
        return self.applications - self.granted
