"""What rounds are called: in code and files, in the program's own words, and how a reader takes a name."""

from __future__ import annotations

import re
import unicodedata

from surveys.language.wording import normalise
from words import number, say

PRE, POST = "pre", "post"
"""The rounds before and after the event."""
THEN = "then"
"""The round of what people say, after the event, of how they saw it before."""
_FOLLOW_UP = "followup_"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""The signs that show nothing: Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt)."""
_EMPTY = "\N{BRAILLE PATTERN BLANK}"
_NO_MARKUP = str.maketrans("<&", "(+")


def round_name(index: int) -> str:
    """The name of a round by its index in the order of time: ``pre``, ``post``, ``followup_1``, and so on."""
    first = (PRE, POST)
    return first[index] if index < len(first) else f"{_FOLLOW_UP}{index - len(first) + 1}"


def follow_up_number(name: str) -> int | None:
    """Which follow-up a round of that name is, counted from 1; None for any other."""
    return int(name.removeprefix(_FOLLOW_UP)) if name.startswith(_FOLLOW_UP) else None


def round_words(name: str, language: str) -> str:
    """A round in the program's own words: before, after, looking back, follow-up 1.

    A result may call it otherwise (`metrics.round_label`).
    """
    follow_up = follow_up_number(name)
    if follow_up is None:
        return say(f"findings.round_{name}", language)
    return say("findings.round_followup", language, n=number(follow_up, language))


def shows(text: str) -> bool:
    """Whether a name has any sign that is seen: a blank, a mark of direction or an empty filler is none."""
    return any(unicodedata.category(sign)[0] not in "ZC" and sign != _EMPTY for sign in _UNSEEN.sub("", text))


def as_read(text: str) -> str:
    """A name as a reader takes it, so that two that read the same are the same.

    As `surveys.language.wording.normalise` has it, and without signs that show nothing. A number in front is part of
    the name, and what looks like markup is text.
    """
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", text).replace(_EMPTY, " "))
    return normalise(seen.translate(_NO_MARKUP), numbering=True)
