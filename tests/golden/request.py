"""What was asked of a result, and which of R's rows it must therefore have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]
Key = tuple[str, ...]
SIDE = "SIDE:"


def plain(name: str) -> str:
    """A merged group's name with its parts in the order of the alphabet, as R has it."""
    return "+".join(sorted(name.split("+")))


@dataclass(frozen=True)
class Request:
    """A result with what R made of the same survey."""

    document: Row
    known: Row

    @property
    def estimand(self) -> str:
        return str(self.document["survey"]["estimand"])

    @property
    def threshold(self) -> int:
        return int(self.document["disclosure"]["threshold"])

    @property
    def margin(self) -> float:
        return float(self.document["survey"]["settings"]["margin"])

    @property
    def weighted(self) -> bool:
        return bool(self.document["survey"]["settings"]["weights"])

    @property
    def people(self) -> str:
        """R's word for the people that every table must rest on (rule 1)."""
        return "pairs" if self.estimand == "matched" else "round"

    @cached_property
    def groups(self) -> set[str]:
        """``ALL`` and the groups that are large enough in both rounds and no member of a merger."""
        merged = {part for group in self.document["survey"]["groups"] for part in group["merged_from"]}
        return {
            one["group"]
            for one in self.known["group_sizes"]
            if "+" not in one["group"] and one["group"] not in merged and self._least(one) >= self.threshold
        }

    def _least(self, one: Row) -> int:
        counts = list(one["sizes"].values())
        return int(min(counts if self.estimand == "independent" else [*counts, one["matched"]]))

    def rows(self, table: str) -> list[Row]:
        """The result's rows of a table but those of sides, which R was not given."""
        who = "rater" if table == "matrix" else "group"
        return [row for row in self.document[table] if not row[who].startswith(SIDE)]
