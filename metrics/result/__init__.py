"""The result: what an analysis gives, protected, as rows, frames and documents."""

from metrics.result.document import from_document, shared_from_document, to_document
from metrics.result.result import (
    BreakdownFacts,
    GroupFacts,
    Protected,
    RoundFacts,
    Shared,
    SideFacts,
)
from metrics.result.tables import TABLES, Suppression

__all__ = [
    "TABLES",
    "BreakdownFacts",
    "GroupFacts",
    "Protected",
    "RoundFacts",
    "Shared",
    "SideFacts",
    "Suppression",
    "from_document",
    "shared_from_document",
    "to_document",
]
