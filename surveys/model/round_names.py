"""What the program calls rounds: in code and files, and in the reader's words."""

from __future__ import annotations

from words import number, say

PRE, POST = "pre", "post"
"""The rounds before and after the event."""
THEN = "then"
"""The round of what people say, after the event, of how they saw it before."""
_FOLLOW_UP = "followup_"


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
