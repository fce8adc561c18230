"""Codes that one slip of the pen would make equal: shown to the officer, never matched by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_SHORTEST, _LONGEST = 3, 64
_ANY = "*"


def one_edit_apart(first: Sequence[str], later: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places whose codes differ by one sign changed, added or left out.

    Parameters
    ----------
    first, later : sequences of str
        Normalised codes; those shorter than three signs or longer than 64 are not compared.

    Returns
    -------
    list of tuple of int
        Place in `first` and in `later`, in the order of `later`.
    """
    known: dict[str, set[int]] = {}
    for place, code in enumerate(first):
        for form in _forms(code):
            known.setdefault(form, set()).add(place)
    pairs = []
    for place, code in enumerate(later):
        near = {other for form in _forms(code) for other in known.get(form, ()) if _is_near(first[other], code)}
        pairs += [(other, place) for other in sorted(near)]
    return pairs


def _forms(code: str) -> Iterator[str]:
    """The code itself, and the code with each sign in turn made unreadable or left out."""
    if _SHORTEST <= len(code) <= _LONGEST:
        yield code
        for place in range(len(code)):
            yield code[:place] + _ANY + code[place + 1 :]
            yield code[:place] + code[place + 1 :]


def _is_near(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
