"""The sums that are published of a measure so far, to which more are admitted if nothing follows about few people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from metrics.protection.audit.combinations import SumMatrix, resting_on_few
from metrics.protection.audit.published_sums import PublishedSum, as_matrix
from surveys.model.survey import Floats


class Ledger:
    """Sums that are published, and those on offer.

    Parameters
    ----------
    published : sequence of PublishedSum
        They stay, whatever follows from them.
    withheld : sequence of PublishedSum
        Sums that may not follow, though they rest on many people; those that follow from the published ones are left
        aside, since nothing that is admitted could change that.
    threshold : int
        Fewest people that a combination may rest on.
    known : dict
        What is known of matrices that come again: most measures rest on the same people.
    """

    def __init__(
        self,
        published: Sequence[PublishedSum],
        withheld: Sequence[PublishedSum],
        threshold: int,
        known: dict[bytes, bool],
    ) -> None:
        self._sums = [*published, *withheld]
        self._published, self._offered_from = len(published), len(self._sums)
        self._shown = list(range(len(published)))
        self._threshold, self._known = threshold, known

    def offer(self, sums: Sequence[PublishedSum]) -> list[int]:
        """Notes sums that may be admitted later, and returns by which numbers; all offers come before the first is."""
        self._sums += sums
        return list(range(len(self._sums) - len(sums), len(self._sums)))

    @cached_property
    def _matrix(self) -> SumMatrix:
        return as_matrix(self._sums)

    @cached_property
    def _withheld(self) -> Floats:
        """The sums that may not follow, and do not yet, shape (sums, columns)."""
        rows, holder, size = self._matrix
        withheld = rows[self._published : self._offered_from]
        return withheld[~SumMatrix(rows[: self._published], holder, size).holds(withheld)]

    def admits(self, offered: Sequence[int]) -> bool:
        """Admits sums on offer, all or none: whether nothing follows from all that is published then.

        No sums are always admitted.
        """
        if not offered:
            return True
        chosen = [*self._shown, *offered]
        key = self._key(chosen)
        if key not in self._known:
            self._known[key] = self._is_safe(chosen)
        if self._known[key]:
            self._shown = chosen
        return self._known[key]

    def _key(self, chosen: Sequence[int]) -> bytes:
        sums = self._matrix
        parts = sums.rows[chosen], self._withheld, sums.holder, sums.size
        return b"".join((bytes(str([part.shape for part in parts]), "ascii"), *(part.tobytes() for part in parts)))

    def _is_safe(self, chosen: Sequence[int]) -> bool:
        rows, holder, size = self._matrix
        published = SumMatrix(rows[chosen], holder, size)
        return not published.holds(self._withheld).any() and resting_on_few(published, self._threshold) is None
