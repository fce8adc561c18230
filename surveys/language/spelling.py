"""Names that may be two spellings of one: articles, plurals, hamza and keyboards taken out."""

from __future__ import annotations

import re

from surveys.language.wording import normalise

_ARTICLE = re.compile(r"^(?:ال(?=\w\w)|[وفبك]ال(?=\w{3})|لل(?=\w{3}))")
"""The Arabic article, with the particles that are written together with it."""
_PLURAL = ((re.compile(r"(?<=\w{3})ات$"), "ه"), (re.compile(r"(?<=\w{3})[وي]ن$"), ""))
"""Sound plurals: the feminine as its singular ends, which is not that of the masculine; the masculine."""
_KURDISH = re.compile("[ڕێۆڵڤپچژگ]")
"""Letters that Arabic does not have."""
_KURDISH_ENDING = re.compile(r"(?<=\w{3})(?:هكان|هكه)?ي?$")
"""The Kurdish article in the singular and plural, and what ties a word to the next."""
_ENGLISH_PLURAL = ((re.compile(r"(?<=[a-z]{2})ies$"), "y"), (re.compile(r"(?<=[a-z]{2}[^sui])s$"), ""))
_DROPPED = ("the", "s")
"""English words that a name may be written without; the second is what is left of *'s*."""
_ONE_LETTER = str.maketrans({"ؤ": "ء", "ئ": "ء", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي"})
"""The seats of hamza, and Kurdish letters as an Arabic keyboard has them."""


def bare_spelling(name: str) -> str:
    """By what two spellings of one name are alike; no proof that they are: people have to be asked.

    Beyond `normalise`: *the* and the Arabic and Kurdish article go, sound plurals become singulars, hamza counts the
    same on any seat, and Kurdish letters as if typed on an Arabic keyboard. Women and men of a calling stay apart
    (``معلمات`` is ``معلمة`` and not ``معلم``).

    Returns
    -------
    str
        Empty only where `name` is.
    """
    plain = normalise(name)
    words = [_bare(word) for word in plain.split() if word not in _DROPPED]
    return " ".join(words) or plain


def _bare(word: str) -> str:
    if word.isascii():
        return _without(word, _ENGLISH_PLURAL)
    if _KURDISH.search(word):
        word = _KURDISH_ENDING.sub("", word, count=1)
    else:
        word = _without(_ARTICLE.sub("", word), _PLURAL)
    return word.translate(_ONE_LETTER)


def _without(word: str, endings: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """The word with the first of some endings that it has replaced."""
    return next((ending.sub(instead, word) for ending, instead in endings if ending.search(word)), word)
