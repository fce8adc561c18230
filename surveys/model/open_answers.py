"""What people wrote in their own words, as the officer may read it: unordered, unnamed, and not where few wrote."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

MOST_SHOWN = 200
"""Answers to one question that are shown at most."""

_BETWEEN = r"[\s().\-\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,3}"
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"  # an e-mail address
    r"|(?<!\w)@\w{3,}"  # a name on a network
    r"|(?:https?://|www\.)\S+"
    rf"|(?<!\d)[+0٠۰０](?:{_BETWEEN}\d){{6,}}"  # a telephone number
    rf"|\d(?:{_BETWEEN}\d){{8,}}"  # or any long one
)
_IN_ITS_PLACE = "…"


def without_contacts(text: str) -> str:
    """A text in which e-mail addresses, telephone and other long numbers, links and network names are an ellipsis."""
    return _CONTACT.sub(_IN_ITS_PLACE, text)


@dataclass(frozen=True)
class OpenAnswers:
    """The answers to one question in one round.

    Attributes
    ----------
    question, round : str
        The question's name, and the round's.
    label : mapping
        The question's words by language.
    """

    question: str
    round: str
    label: Mapping[str, str]
    _given: tuple[str, ...] = field(repr=False)

    def shown(self, threshold: int) -> tuple[str, ...]:
        """The answers, in an order that reveals no row; none where fewer people than the threshold answered.

        The order hangs on the answers alone, so that it is the same each time and follows from no file.
        """
        if len(self._given) < threshold:
            return ()
        answers = sorted(self._given)
        seed = sha256("\0".join((self.question, self.round, *answers)).encode()).digest()
        random.Random(seed).shuffle(answers)  # no secret hangs on it
        return tuple(map(without_contacts, answers[:MOST_SHOWN]))

    def more(self) -> int:
        """How many answers there are beside those that are shown at most."""
        return max(0, len(self._given) - MOST_SHOWN)
