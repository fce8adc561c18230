"""Random results as they are handed on, of every kind of random survey: for laws that hold of any."""

from __future__ import annotations

from functools import cache

from metrics import Shared, shared
from tests.attacker.random_surveys import MODES, analysed_once, made

_SEEDS = 2


@cache
def random_results() -> tuple[Shared, ...]:
    """Some of each kind, the same ones for all tests."""
    return tuple(shared(analysed_once(*made(seed, mode))) for mode in ("", *MODES) for seed in range(_SEEDS))
