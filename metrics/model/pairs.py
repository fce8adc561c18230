"""Which rounds are compared with which."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.model.survey import THEN


def compared(names: Sequence[str]) -> list[tuple[int, int]]:
    """Indices of the rounds compared, in the order in which they are protected.

    Each later round is compared with the first and with the one before it. ``then`` is compared with ``post`` alone
    (response shift: Howard 1980), last of all.

    Parameters
    ----------
    names : sequence of str
        Names of the rounds, in order of time; ``then`` anywhere.

    Returns
    -------
    list of (int, int)
        Indices in `names`, from and to; empty where there is one round.
    """
    in_time = [index for index, name in enumerate(names) if name != THEN]
    pairs: list[tuple[int, int]] = []
    for step, later in enumerate(in_time[1:], start=1):
        pairs += dict.fromkeys([(in_time[0], later), (in_time[step - 1], later)])
    if THEN in names and "post" in names:
        pairs.append((names.index(THEN), names.index("post")))
    return pairs


def headline(names: Sequence[str]) -> tuple[str, str] | None:
    """The pair that carries the headline: first to second round; None where there is no such pair."""
    in_time = [name for name in names if name != THEN]
    return (in_time[0], in_time[1]) if len(in_time) > 1 else None
