"""The attack on single documents: what rule 39 forbids in any, and rules 39a, 40 and 43 in what is handed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.attacker.alike import alike_breaches, moved_alike_breaches, tests_that_tell_breaches
from tests.attacker.breach import Breach
from tests.attacker.few_sets import few_sets_breaches, item_spread_breaches
from tests.attacker.handed_on import HandedOn
from tests.attacker.published import Reader
from tests.attacker.reasons import reason_breaches
from tests.attacker.skippers import skipper_breaches
from tests.attacker.weighted_shares import weighted_share_breaches


def exact_breaches(reader: Reader) -> Iterator[Breach]:
    """Breaches of rule 39 in an exact document: its reader has all answers, and may see why, and who moved."""
    yield from alike_breaches(reader.truth, reader)


def shared_document_breaches(reader: Reader, document: Mapping[str, Any]) -> Iterator[Breach]:
    """Every breach of a shared document; `reader` has read the exact one that it was made of."""
    told = HandedOn(reader.truth, reader, document)
    yield from told.breaches
    yield from item_spread_breaches(told)
    yield from few_sets_breaches(told)
    yield from skipper_breaches(told)
    yield from reason_breaches(reader.truth, reader, told)
    yield from moved_alike_breaches(reader.truth, reader, told)
    yield from tests_that_tell_breaches(told)
    yield from weighted_share_breaches(told)
