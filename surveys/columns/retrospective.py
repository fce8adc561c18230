"""Retrospective questions: ``BEFORE: …`` and ``AFTER: …`` in front of the same question, answered in one row.

Whoever asks after an event how somebody saw it before gets round a scale that the event itself has shifted in people's
heads (response shift; Howard 1980, *Evaluation Review* 4(1), 93-106). What such a question is answered with is not
what the person would have said at the time, so it is a round of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from surveys.columns.headings import Fit, Headings, at_either_end
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise

BEFORE = phrases("rounds", "before")
AFTER = phrases("rounds", "after")
"""Words for the time before an event, and for the time after it."""
_SEPARATOR = re.compile(r"[:：\-–—\[\](){}/|%>_.,،;؛→\n]+\s*")
_LONGEST_MARK = 200

Fits = list[tuple[Fit, ...]]
"""The questions that each column may stand for."""


def set_apart(
    wordings: Sequence[Sequence[str]], fits: Sequence[tuple[Fit, ...]], known: Headings, items: Collection[str]
) -> tuple[Fits, Fits]:
    """The questions of each column as asked of now, and as asked of before the event.

    A heading is marked by the word for before or after that stands first or last in what is in front, up to a colon,
    comma, dash, bracket, dot, slash or line (``Before the event: …``, ``trust_before/…``), or in what stands last
    (``… [Before]``), in English, Arabic, Kurdish or French. It counts where the rest is an item's heading, and where
    the whole heading is no question's own. Where only before is marked, a question without a mark is asked of now.

    Parameters
    ----------
    wordings : sequence of sequences of str
        All that each column of a table may be compared as.
    fits : sequence of tuple of Fit
        The questions that each whole heading fits.
    known : Headings
        The headings that the instrument's questions may have.
    items : collection of str
        The names of the questions that are scored.

    Returns
    -------
    now, before : lists of tuple of Fit
        A column marked as before has no question in `now`, any other none in `before`. Both are as if nothing were
        marked unless at least one item is asked of before and of after.
    """
    nothing: Fits = [()] * len(fits)
    now, before = list(fits), nothing.copy()
    asked: dict[bool, set[str]] = {True: set(), False: set()}
    for column, texts in enumerate(wordings):
        unmarked = next((found for text in texts if (found := known.whole(text))), ())
        asked[False].update(fit.question.name for fit in unmarked if fit.question.name in items)
        marks = () if unmarked else (_marked(text, known, items) for text in texts)
        marked = next((one for one in marks if one), None)
        if marked:
            is_before, found = marked
            now[column] = ()
            (before if is_before else now)[column] = found
            asked[is_before].update(fit.question.name for fit in found)
    return (now, before) if asked[True] & asked[False] else (list(fits), nothing)


def marked_parts(heading: str) -> Iterator[tuple[bool, str]]:
    """What may be the question in a heading that is marked: whether it is marked as before, and the rest of it."""
    for separator in at_either_end(_SEPARATOR, heading):
        parts = heading[: separator.start()].rstrip(), heading[separator.end() :].lstrip().rstrip(" ])}")
        for mark, rest in (parts, parts[::-1]):
            words = normalise(mark[:_LONGEST_MARK]).split(" ")
            for word in dict.fromkeys((words[0], words[-1])):
                if rest and word in BEFORE | AFTER:
                    yield word in BEFORE, rest


def _marked(heading: str, known: Headings, items: Collection[str]) -> tuple[bool, tuple[Fit, ...]] | None:
    """Whether a heading is marked as before (else as after), and the items that the rest fits; None if unmarked."""
    for is_before, rest in marked_parts(heading):
        found = known.fits(rest) or known.behind_stem(rest)
        if any(fit.question.name in items for fit in found):
            return is_before, found
    return None
