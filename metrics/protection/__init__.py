"""Disclosure control: the last step of every analysis, and the only way out."""

from metrics.result.document import TABLES, from_document, shared_from_document, to_document
from metrics.result.result import (
    BreakdownFacts,
    GroupFacts,
    Protected,
    RoundFacts,
    Shared,
    SideFacts,
    Suppression,
)

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
