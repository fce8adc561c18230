"""Why a row is hidden."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a row is hidden."""

    SMALL = "small"
    """Too few answers."""
    ALIKE = "alike"
    """Everybody has the same value."""
    COMPLEMENT = "complement"
    """Else another hidden row would follow by subtraction."""
    SIDE = "side"
    """The cell has no row with numbers at all."""
    PAIR = "pair"
    """Else something would follow about few people from an earlier pair of rounds."""
    AUDIT = "audit"
    """Else something would follow from all rows together."""

    @property
    def published(self) -> str:
        """The reason as the result states it: nobody may learn whether answers are few or all alike.

        Nor that a row of a later pair is hidden for no other rows' sake.
        """
        return self.value if self == Reason.SIDE else "row"
