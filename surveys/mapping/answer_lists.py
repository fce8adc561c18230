"""Makes a list of answers: their order, scores and sides as guessed."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.coding.answers import is_non_answer
from surveys.mapping.mapping import Answer, AnswerList, Reason
from surveys.mapping.roles import in_time
from surveys.mapping.scales import Scale, scale_of, slip_of, with_scored_words
from surveys.mapping.sides import guess_side
from surveys.mapping.source.columns import answer_key

UNSURE = "_unsure"
"""The end of a list's reason where an end of its scale was made up or taken for granted."""


def answer_list(name: str, role: str, kind: str, counts: Mapping[str, int]) -> AnswerList:
    """A list of answers, in the order and with the scores or sides that are guessed.

    Parameters
    ----------
    name : str
        Its name.
    role : str
        What its columns are.
    kind : str
        The kind of scale, for items.
    counts : mapping
        How often each answer was given; non-answers too.
    """
    if role == "item":
        given = {text: counts[text] for text in with_scored_words(counts)}
        scale = scale_of(kind, given)
        answers = _on_scale(scale, counts)
        placed = all(one.score is not None or one.slip_of or one.text not in given for one in answers)
        doubt = UNSURE if not scale.sure else "" if placed else "_unplaced"
        return AnswerList(name, scale.kind, answers, Reason(f"scale_{scale.kind}{doubt}", sure=not doubt))
    texts = [text for text in counts if role == "consent" or not is_non_answer(text)]
    if role == "round":
        texts = in_time(texts)
    elif role in ("group", "disaggregate"):
        texts = sorted(texts, key=lambda text: (-counts[text], text))
    side = guess_side if role == "group" else _no_side
    answers = tuple(Answer(text, counts[text], side=side(text)) for text in texts)
    return AnswerList(name, role, answers, Reason("list_plain"))


def _no_side(text: str) -> str:
    del text
    return ""


def _on_scale(scale: Scale, counts: Mapping[str, int]) -> tuple[Answer, ...]:
    """Scored answers in the order of the scale, those without a position on it behind."""
    scored = [
        (score, -counts[text], text) for text in counts if (score := scale.scores.get(answer_key(text))) is not None
    ]
    scored += [(score, 0, text) for text, score in scale.unused.items()]
    rest = sorted((text for text in counts if answer_key(text) not in scale.scores), key=lambda text: -counts[text])
    ordered = [Answer(text, -count, score) for score, count, text in sorted(scored)]
    known = [answer.text for answer in ordered]
    slips = {text: slip_of(text, known) for text in rest if not is_non_answer(text)}
    return (*ordered, *(Answer(text, counts[text], slip_of=slips.get(text, "")) for text in rest))
