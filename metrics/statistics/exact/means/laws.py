"""The quicker way to a joint law, if it is within reach."""

from __future__ import annotations

from metrics.statistics.exact.means.joint import LONGEST, Law, Question
from metrics.statistics.exact.means.table import Table, table_cost
from metrics.statistics.exact.means.transform import Transform

# Nanoseconds below which it does not pay to look for a quicker way than a table.
_CHEAP = 5e5


def law_of(asked: Question, longest: float = LONGEST) -> Law | None:
    """The masses asked for; None if they take too much memory, or more than so many nanoseconds."""
    table = table_cost(asked)
    if table > _CHEAP:
        law = Transform.of(asked, min(table, longest))
        if law is not None:
            return law
    return Table.of(asked) if table <= longest else None
