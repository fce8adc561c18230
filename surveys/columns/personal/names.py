"""Given names that are common in Iraq and around it: a column of people's names is known by them."""

from __future__ import annotations

from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise

_GIVEN = phrases("personal", "given_names")
_FEWEST, _MOST = 2, 4
"""Words of a person's name as people write it in a form."""


def is_persons_name(text: str) -> bool:
    """Whether a text of two to four words without digits begins with a common given name.

    Names of organisations, places and streets may hold one too, so that most cells of a column decide.
    """
    words = normalise(text).split()
    return _FEWEST <= len(words) <= _MOST and words[0] in _GIVEN and not any(map(str.isdigit, "".join(words)))
