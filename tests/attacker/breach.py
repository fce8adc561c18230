"""What an attack found."""

from __future__ import annotations

from dataclasses import dataclass

SMALL = "small"
WRONG_N = "wrong_n"
PATTERN = "pattern"
HIDDEN_NUMBER = "hidden_number"
DETERMINED = "determined"
FEW_APART = "few_apart"
NARROWED = "narrowed"
UNANIMOUS = "unanimous"
UNANIMOUS_DERIVED = "unanimous_derived"
NOT_ROUNDED = "not_rounded"
IDENTITY = "identity"
COPY = "copy"
PERSONAL = "personal"
TRACE = "trace"
DISTRIBUTION = "distribution"
LINKED_ROUNDS = "linked_rounds"
SPREAD = "spread"
FEW_SETS = "few_sets"
SKIPPED = "skipped"
MOVED_ALIKE = "moved_alike"
WEIGHTED_SHARES = "weighted_shares"


@dataclass(frozen=True)
class Breach:
    """A hole: what kind, the rows or files that make it, how many people it lays bare, and how.

    `kind`: ``small`` (a published row of too few people), ``wrong_n`` (a row whose n or mean is nobody's),
    ``pattern`` (a row of a group that the rules merge or leave out),
    ``hidden_number`` (a number where a row is hidden), ``determined`` (answers of few people follow by linear
    algebra), ``few_apart`` (a test rests on a few people more than the rows), ``narrowed`` (few people's mean is
    known to under 10 points), ``unanimous``, ``unanimous_derived``, ``not_rounded`` and ``identity`` (shared outputs),
    ``copy`` (a hidden row's value elsewhere), ``personal``, ``trace`` (file names, digests, paths),
    ``distribution`` (of a group below twice the threshold), ``linked_rounds`` (answers of few people follow from index,
    dimensions and items of several pairs together), ``spread`` (spread or distribution of an item of few people in a
    shared output), ``few_sets`` (fewer than three sets of answers, or of changes, fit what a shared row shows),
    ``skipped`` (what few people who skipped a question answered to the others follows from means that are handed on),
    ``moved_alike`` (all of a row moved in one direction, and it can be seen), ``weighted_shares`` (weighted shares of
    few people, or beside counts, in a shared output).
    """

    kind: str
    rows: tuple[str, ...]
    people: int
    explanation: str

    def __str__(self) -> str:
        return f"{self.kind} ({self.people} people): {self.explanation} [{'; '.join(self.rows)}]"
