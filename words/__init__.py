"""The words of the program in its languages, read from the folders of ``data/words``.

Every sentence that a person reads is written once, under a key, in one file a topic and language:
``say("issues.no_header", "ar", file="pre.xlsx")`` reads ``no_header`` in ``data/words/ar/issues.json``. The headings of
tables stand in ``data/words/headings.json``, the languages of a key side by side.
"""

from words.catalogue import has, label_in, say, say_about_index
from words.languages import DATA, LANGUAGES, is_right_to_left, language_asked_for
from words.numerals import (
    DIGITS,
    day,
    decimals_of,
    digits,
    digits_of,
    exact,
    in_digits,
    isolate,
    number,
    percent,
    plain_numbers,
    signed,
)
from words.printable import own_direction, printable, writable
from words.program import PROGRAM, program, version
from words.texts import Text, each_text, own_first, text_in

__all__ = [
    "DATA",
    "DIGITS",
    "LANGUAGES",
    "PROGRAM",
    "Text",
    "day",
    "decimals_of",
    "digits",
    "digits_of",
    "each_text",
    "exact",
    "has",
    "in_digits",
    "is_right_to_left",
    "isolate",
    "label_in",
    "language_asked_for",
    "number",
    "own_direction",
    "own_first",
    "percent",
    "plain_numbers",
    "printable",
    "program",
    "say",
    "say_about_index",
    "signed",
    "text_in",
    "version",
    "writable",
]
