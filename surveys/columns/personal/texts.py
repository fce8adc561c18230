"""Names of people within a text that somebody wrote: a warning to its writer hangs on them, and nothing else."""

from __future__ import annotations

import re
from itertools import pairwise

from surveys.columns.personal.names import is_persons_name

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def names_somebody(text: str) -> bool:
    """Whether two words in a row look like the name of a person.

    A common given name and another one; or one before a word that begins with a capital letter, as it does. Many given
    names are ordinary words too, so that one alone says nothing.
    """
    return any(_is_name(first, second) for line in text.splitlines() for first, second in pairwise(_WORD.findall(line)))


def _is_name(first: str, second: str) -> bool:
    if not is_persons_name(f"{first} {second}"):
        return False
    are_capital = first[0].isupper() and second[0].isupper()
    return are_capital or (not first.isascii() and is_persons_name(f"{second} {first}"))
