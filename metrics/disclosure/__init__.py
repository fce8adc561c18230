"""Disclosure control: the last step of every analysis, and the only way out."""

from metrics.disclosure.document import TABLES, from_document, to_document
from metrics.disclosure.protected import (
    GroupFacts,
    Protected,
    RoundFacts,
    SideFacts,
    Suppression,
)

__all__ = [
    "TABLES",
    "GroupFacts",
    "Protected",
    "RoundFacts",
    "SideFacts",
    "Suppression",
    "from_document",
    "to_document",
]
