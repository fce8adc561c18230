"""What the officer decided on codes that are alike, kept with the edition: files by digest, submissions by row.

No code and no answer is in it. It is of use only to whoever has the files.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

SubmissionKey = tuple[str, int]
"""The digest of a file's bytes, and a row of it."""


@dataclass(frozen=True)
class Decision:
    """Whether two submissions are of the same person."""

    first: SubmissionKey
    later: SubmissionKey
    same: bool

    def is_of(self, files: Collection[str]) -> bool:
        """Whether both submissions are in these files, by their digests."""
        return self.first[0] in files and self.later[0] in files


def to_text(decisions: Iterable[Decision]) -> str:
    """Decisions as they are stored."""
    return json.dumps([[*one.first, *one.later, one.same] for one in decisions], allow_nan=False)


def from_text(text: str) -> tuple[Decision, ...]:
    """What `to_text` wrote."""
    return tuple(
        Decision((one, row), (other, other_row), same) for one, row, other, other_row, same in json.loads(text)
    )
