"""Wordings made comparable: differences of case, spacing, punctuation, markup and Arabic spelling taken out."""

from __future__ import annotations

import html
import re
import unicodedata

from surveys.language.digits import western_digits

_HIDDEN = re.compile(
    r"<(\w{1,20})\b[^<>]*display:\s*none[^<>]*>(?:(?!<\1\b[^<>]*display:).)*?</\1>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--(?:(?!<!--).)*?-->")
_NUMBERING = re.compile(r"^\s*\(?(?:q\s*)?\d+(?:\.\d+)*\s*(?:[.):=\]]\s*|\s*=\s*|[-–—]\s+)(?=[^\W\d])", re.IGNORECASE)
_PUNCTUATION = re.compile(r"(?:(?!(?<!\w)-\d)[\W_])+")
_TURNED = re.compile("[\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}\U0001f3fb-\U0001f3ff]")
"""What makes a smiley coloured or plain, and its skin."""
_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST = 5_000
"""The characters of a text from which on it is compared as it is written: no wording is that long."""
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ـ": None,
    }
)


def normalise(text: str, *, numbering: bool = False) -> str:
    """A wording without what differs between one export and another.

    Case, width and ligatures (NFKC), HTML tags and what they hide, Markdown, punctuation and spacing go; so do Arabic
    tatweel and diacritics; the forms of alef, yeh, kaf and heh become one, also between Arabic and Kurdish keyboards;
    all digits become ASCII. A minus before a digit stays.

    Parameters
    ----------
    text : str
        A heading, a label or a cell.
    numbering : bool
        Keep the question's number in front ("3. How far…"), which otherwise goes.

    Returns
    -------
    str
        Empty only where `text` is; a text of punctuation alone stays as it is, smileys without their colour and skin.
    """
    if len(text) > _LONGEST:
        return text.strip().casefold()
    if text.isascii() and text.isalnum():
        return text.casefold()
    plain = html.unescape(text) if "&" in text else text
    plain = _TAG.sub(" ", _HIDDEN.sub(" ", plain)) if "<" in plain else plain
    plain = plain.casefold() if plain.isascii() else _plain_letters(plain)
    if not numbering:
        plain = _NUMBERING.sub("", plain)
    return _PUNCTUATION.sub(" ", plain).strip() or _TURNED.sub("", text.strip().casefold())


def _plain_letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)[:_LONGEST]  # one sign can stand for eighteen
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))
    return western_digits(plain).casefold().translate(_LETTERS)


def bare_name(text: str) -> str:
    """A name without its case and separators, which some tools leave out; empty for what has blanks: it is no name."""
    name = text.strip()
    return "" if len(name) > _LONGEST or re.search(r"\s", name) else _SEPARATORS.sub("", name).casefold()
