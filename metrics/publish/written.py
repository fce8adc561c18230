"""The sentences of a result, written into it in a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from metrics.result.result import _SEAL, Protected
from metrics.result.sentences import sentence

Result = TypeVar("Result", bound=Protected)


def in_language(result: Result, language: str) -> Result:
    """The same result with its sentences in a language, and with that language among its settings; no number changes.

    Parameters
    ----------
    result : Protected
    language : {"en", "ar", "ku"}
    """
    written = tuple(replace(row, sentence=sentence(result, row, language)) for row in result.changes)
    return replace(result, settings=replace(result.settings, lang=language), changes=written, seal=_SEAL)
