"""The words of the mapping screen, and names for what stands in the files."""

from __future__ import annotations

from pages.shell.language import language
from surveys.mapping import AnswerList
from surveys.mapping.known_scales import SCALES
from words import has, say

_LONGEST = 90
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def mapping_words(key: str, **values: object) -> str:
    """A sentence of the mapping screen in the reader's language."""
    return say(f"mapping.{key}", language(), **values)


def why(code: str) -> str:
    """The reason of a guess in words; empty for none."""
    kind = code.removeprefix("scale_")
    if kind != code:
        return mapping_words("why_scale", scale=mapping_words(f"scale_{kind}"))
    return mapping_words(f"why_{code}") if has(f"mapping.why_{code}") else ""


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A heading or an answer in one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def apart(text: str, longest: int = _LONGEST) -> str:
    """A text of the files inside a sentence: in one line, and in its own direction."""
    return f"{_ISOLATE}{shortened(text, longest)}{_END}"


def list_name(answers: AnswerList) -> str:
    """A list by its two ends and what kind of scale it is."""
    scored = sorted((answer for answer in answers.answers if answer.score is not None), key=lambda one: one.score or 0)
    ends = (scored or answers.answers)[:: max(len(scored or answers.answers) - 1, 1)]
    kind = answers.kind if answers.kind in (*SCALES, "numbers") else "unknown"
    if len(ends) < 2:
        return mapping_words(f"scale_{kind}")
    first, last = (apart(end.text, 24) for end in ends)
    return mapping_words("list_name", kind=mapping_words(f"scale_{kind}"), first=first, last=last)


def side_name(side: str) -> str:
    """A side as the reader knows it; one of the officer's own as it was typed."""
    if not side:
        return mapping_words("side_none")
    return say(f"sides.{side}", language()) if has(f"sides.{side}") else side
