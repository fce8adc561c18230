"""Looks a key up in the word lists under ``data/words``, and fills its sentence in.

A sentence whose words depend on a number is an object in its list: ``by`` names the field that holds the number, and
the forms stand under the plural categories of CLDR that the language has (of English ``one`` and ``other``, of Arabic
``zero``, ``one``, ``two``, ``few``, ``many`` and ``other``). A form may be such an object itself, by another field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from numbers import Real
from typing import Any

from words.languages import DATA, SOURCE_LANGUAGE, known, locale
from words.numerals import Numeral, digits_of, exact, in_digits
from words.printable import in_one_isolate, kept_apart, printable
from words.texts import text_in

HEADINGS = "headings"
"""The topic whose words stand in one file, the languages of a key together: a field of a table needs one entry."""
BY, OTHER = "by", "other"
"""What names the field that a sentence depends on, and the form that every language has."""

Words = str | Mapping[str, Any]
"""A sentence, or its forms."""


@cache
def _topic(language: str, topic: str, _digits: str) -> dict[str, Words]:
    """The words of a topic in a language, with the numbers that stand in them in certain digits."""
    folder = DATA / "words"
    if topic == HEADINGS:
        headings: dict[str, dict[str, Words]] = json.loads((folder / f"{topic}.json").read_text(encoding="utf-8"))
        words = {key: texts[known(language)] for key, texts in headings.items()}
    else:
        words = json.loads((folder / known(language) / f"{topic}.json").read_text(encoding="utf-8"))
    return {key: _in_digits(text, language) for key, text in words.items()}


def _in_digits(words: Words, language: str) -> Words:
    if isinstance(words, str):
        return in_digits(words, language)
    return {form: text if form == BY else _in_digits(text, language) for form, text in words.items()}


def has(key: str, language: str = SOURCE_LANGUAGE) -> bool:
    """Whether the catalogue holds a key (``topic.name``)."""
    topic, _, name = key.partition(".")
    return name in _topic(known(language), topic, digits_of(language))


def say(key: str, language: str, **values: object) -> str:
    """The sentence under a key, with its values filled in.

    Parameters
    ----------
    key : str
        ``topic.name``, e.g. ``"findings.increased"``.
    language : str
        One of `words.LANGUAGES`.
    **values
        Fill the ``{name}`` fields of the sentence. A number is written as the language writes it (`words.exact`); one
        that should be rounded is given as `words.number` or `words.signed` write it. Latin text keeps its order in a
        sentence that runs from right to left.

    Raises
    ------
    ValueError
        If there is no such language.
    KeyError
        If the language's word list lacks the key: a missing word is a defect, never shown as a key.
    TypeError
        If the words depend on a number, and what is given for it is none.
    """
    topic, _, name = key.partition(".")
    words = _topic(known(language), topic, digits_of(language))[name]
    while not isinstance(words, str):
        words = words[plural_form(words, values[words[BY]], language)]
    return in_one_isolate(words.format(**{field: _filled_in(value, language) for field, value in values.items()}))


def plural_form(forms: Mapping[str, Any], count: object, language: str) -> str:
    """Which of the forms goes with a number, by the plural rules of CLDR: of 1.0 another than of 1.

    Raises
    ------
    TypeError
        If it is no number.
    """
    if isinstance(count, Numeral):
        amount = Decimal(count.amount)
    elif isinstance(count, Real):
        amount = Decimal(str(count))
    else:
        raise TypeError(f"the words depend on {forms[BY]!r}, which must be a number: {count!r}")
    return str(locale(language).plural_form(abs(amount)))


def _filled_in(value: object, language: str) -> object:
    if isinstance(value, str):
        return kept_apart(value, language)
    return exact(float(value), language) if isinstance(value, Real) else value


def say_about_index(key: str, language: str, index: str, **values: object) -> str:
    """The sentence under a key; of an index that has a name of its own, the one that does not call it trust.

    Parameters
    ----------
    index : str
        What the questionnaire calls the index; empty for trust. It fills ``{index}`` of the sentence under
        ``<key>_of_index``, which is said in place of the other where there is one.
    """
    own = f"{key}_of_index"
    return say(own, language, index=index, **values) if index and has(own) else say(key, language, **values)


def label_in(label: Mapping[str, str], language: str) -> str:
    """A label of the instrument in a language; where it lacks that one, in the first that it has.

    Whoever wrote it, it moves no cursor and turns no direction of what stands behind it.
    """
    text = text_in(label, language)
    return text if text.isprintable() else printable(text)
