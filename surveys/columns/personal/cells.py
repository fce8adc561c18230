"""Cells that identify somebody: addresses, numbers, places and names, whatever their column is called."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from surveys.columns.personal.names import is_persons_name
from surveys.files.cells import Cell, is_filled, text_of
from surveys.language.digits import western_digits

_LOOKED_AT, _LONGEST = 200, 320
"""Filled cells of a column that are looked at, and characters from which on a cell is not looked at."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){4,7}[0-9a-f]{0,4}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00?)[1-9][\d ().-]{6,16}\d|(?:964)?7[3-9]\d{8}|33[1-9]\d{8}")
_POINT = re.compile(r"-?\d{1,2}\.\d{3,}[ ,]+-?\d{1,3}\.\d{3,}(?:[ ,]+-?[\d.]+){0,2}")
_DEGREES = re.compile(r"\d{1,2}\s*°\s*\d{1,2}\D+[\d.]*\D*[NS][\s,]*\d{1,3}\s*°.*", re.IGNORECASE)
_MAP = re.compile(r"point\s*z?\s*\(\s*-?[\d.]+ .*|https?://(?:maps\.|goo\.gl/maps|www\.google\.[a-z.]+/maps).*", re.I)
_DEVICE = re.compile(
    r"(?:collect|[a-z]+(?:\.[a-z]+){1,4}|surveycto|enketo):[\w-]{12,40}"
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?:uuid:)?[0-9a-f]{16}|(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{15}")
_NATIONAL = re.compile(r"(?:19|20)\d{10}")
_PASSPORT = re.compile(r"[A-Z]\d{8}|\d{2}[A-Z]{2}\d{5}")
_FRENCH = re.compile(r"[12]\d{2}(?:0[1-9]|1[0-2])\d{10}")


def _is_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def _is_device(text: str) -> bool:
    """An identifier of an app or a device, or an IMEI (15 digits, the last of them Luhn's)."""
    return bool(_DEVICE.fullmatch(text)) or (bool(_LONG_NUMBER.fullmatch(text)) and _is_luhn(text))


def _is_identity(text: str) -> bool:
    """An Iraqi national number (12 digits, the year of birth first), a French one with its key, or a passport's."""
    is_french = bool(_FRENCH.fullmatch(text)) and 97 - int(text[:13]) % 97 == int(text[13:])
    return is_french or bool(_NATIONAL.fullmatch(text)) or bool(_PASSPORT.fullmatch(text))


def _is_place(text: str) -> bool:
    points = [point.strip() for point in text.split(";") if point.strip()]
    return bool(points) and all(any(sign.fullmatch(one) for sign in (_POINT, _DEGREES, _MAP)) for one in points)


_SIGNS: Mapping[str, Callable[[str], object]] = {
    "cells_email": _EMAIL.fullmatch,
    "cells_identity": _is_identity,
    "cells_device": _is_device,
    "cells_phone": _PHONE.fullmatch,
    "cells_ip": _IP.fullmatch,
    "cells_place": _is_place,
    "cells_name": is_persons_name,
}
"""Whether a cell is such, by the reason that the officer sees."""

OF_ROWS = frozenset({"cells_device", "cells_identity"})
"""Signs that the identifiers of submissions bear too."""


def sign_of(cells: Iterable[Cell]) -> str:
    """What most of the first filled cells of a column are (a key of the reasons); empty where they identify nobody."""
    filled = Counter(map(text_of, itertools.islice(filter(is_filled, cells), _LOOKED_AT)))
    texts = [(_plain(text), times) for text, times in filled.items()]
    short = [(text, times) for text, times in texts if len(text) <= _LONGEST]
    for why, is_such in _SIGNS.items():
        if 2 * sum(times for text, times in short if is_such(text)) > filled.total():
            return why
    return ""


def _plain(text: str) -> str:
    """Text with ASCII digits, without the invisible marks that keyboards leave around numbers."""
    if text.isascii():
        return text
    return western_digits("".join(char for char in text if unicodedata.category(char) != "Cf")).strip()
