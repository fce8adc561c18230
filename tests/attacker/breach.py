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


@dataclass(frozen=True)
class Breach:
    """A hole: what kind, the rows or files that make it, how many people it lays bare, and how.

    `kind`: ``small`` (a published row of too few people), ``wrong_n`` (a row whose n or mean is nobody's),
    ``pattern`` (a row of a group that the rules merge or leave out),
    ``hidden_number`` (a number where a row is hidden), ``determined`` (answers of few people follow by linear
    algebra), ``few_apart`` (a test rests on a few people more than the rows), ``narrowed`` (few people's mean is
    known to under 10 points), ``unanimous``, ``unanimous_derived``, ``not_rounded`` and ``identity`` (shared outputs),
    ``copy`` (a hidden row's value elsewhere), ``personal``, ``trace`` (file names, digests, paths),
    ``distribution`` (of a group below twice the threshold).
    """

    kind: str
    rows: tuple[str, ...]
    people: int
    explanation: str

    def __str__(self) -> str:
        return f"{self.kind} ({self.people} people): {self.explanation} [{'; '.join(self.rows)}]"
