"""Recognises columns that could name a person, so that they are dropped at reading."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from surveys.cells import is_filled, text_of, western_digits
from surveys.headings import Fit
from surveys.questions import ROLES
from surveys.table import Table, wordings_of
from surveys.wording import normalise, phrases

_NAMES = """
first name; last name; middle name; full name; family name; surname; nickname; your name; respondent name;
participant name; name of respondent; name of participant; name of the respondent; name of the participant;
enumerator name; interviewer name; signature
الاسم; اسمك; اسم المشارك; اسم المستجيب; اللقب; الكنية; التوقيع
ناوی تەواو; ناوت; ناوی بەشداربوو; نازناو; واژۆ
prénom; nom complet; nom de famille; votre nom; nom du répondant
"""
_CONTACTS = """
phone; phone number; phonenumber; telephone; mobile; cell phone; cellphone; whatsapp; viber; telegram; tel;
devicephonenum; email; e mail; mail address; email address; home address; postal address
الهاتف; هاتف; رقم الهاتف; رقم هاتفك; الجوال; الموبايل; موبايل; واتساب
البريد الالكتروني; بريدك الالكتروني; ايميل; الايميل; عنوان السكن
تەلەفۆن; ژمارەی تەلەفۆن; ژمارەی مۆبایل; مۆبایل; ئیمەیڵ; ئیمەیل; ناونیشانی ماڵ
téléphone; numéro de téléphone; portable; courriel; adresse électronique; adresse postale
"""
_POSITIONS = """
position; job title; occupation; rank; military rank; job
المنصب; منصبك; المسمى الوظيفي; الوظيفة; وظيفتك; الرتبة; رتبتك
پۆست; پۆستت; پلە; پلەی وەزیفی; پیشە
fonction; poste; grade; titre du poste; profession
"""
_DEVICES = """
deviceid; device id; subscriberid; subscriber id; simserial; sim serial; simid; sim id; imei; username; user name;
submitted by; submittername; submitter name; submitterid; submitter id; ip; ip address; ipaddress; ipaddr; latitude;
longitude; altitude; gps; geopoint; geolocation; coordinates; gps coordinates
احداثيات; الاحداثيات; خط العرض; خط الطول
adresse ip; coordonnées gps
"""
_IDENTITIES = """
national id; national id number; national identity number; id card; identity card; civil id; passport; passport number
رقم الهوية; الهوية الوطنية; البطاقة الوطنية; البطاقة الموحدة; رقم الجواز; جواز السفر
کارتی نیشتمانی; ژمارەی ناسنامە; ناسنامە; پاسپۆرت
carte d'identité; numéro d'identité; passeport
"""
_ALONE = "name; names; title; address; الاسم; اسم; العنوان; ناو; ناونیشان; nom; adresse"
"""Words that tell of a person only where they are the whole heading."""

_DEVICE_KINDS = ("deviceid", "phonenumber", "phone_number", "subscriberid", "simserial", "username", "email")
_KINDS = frozenset({*_DEVICE_KINDS, "geopoint", "geotrace", "geoshape"})
_KEPT_ROLES = frozenset(ROLES) - {"open_ended", "ignore"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){4,7}[0-9a-f]{0,4}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00?)[1-9][\d ().-]{6,16}\d")
_POINT = re.compile(r"-?\d{1,2}\.\d{3,}[ ,]+-?\d{1,3}\.\d{3,}(?:[ ,]+-?[\d.]+){0,2}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CELLS_LOOKED_AT, _LONGEST_CELL = 200, 320


_ANYWHERE = phrases(_NAMES, _CONTACTS, _POSITIONS, _DEVICES, _IDENTITIES)
_WHOLE = phrases(_ALONE)
_LONGEST = max(len(phrase.split()) for phrase in _ANYWHERE)


def is_personal_heading(heading: str) -> bool:
    """Whether a heading asks for a name, a contact, a position, a device, a place or an identity number."""
    words = normalise(_HUMP.sub(" ", heading)).split()
    runs = (
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    )
    return " ".join(words) in _WHOLE or any(run in _ANYWHERE for run in runs)


def personal_columns(table: Table, fits: Sequence[tuple[Fit, ...]]) -> list[int]:
    """The filled columns that could name a person, by heading, by question type or by content.

    Parameters
    ----------
    table : Table
        One file's submissions.
    fits : sequence of tuple of Fit
        The questions of each column; one with a role in the survey is never personal.
    """
    return [column for column in range(len(table.headings)) if _is_personal(table, column, fits[column])]


def _is_personal(table: Table, column: int, fits: tuple[Fit, ...]) -> bool:
    if any(fit.question.role in _KEPT_ROLES for fit in fits) or not table.is_used(column):
        return False
    wordings = (*wordings_of(table, column), *(text for fit in fits for text in fit.question.label.values()))
    if any(fit.question.kind in _KINDS for fit in fits) or any(map(is_personal_heading, wordings)):
        return True
    return _has_personal_content(table, column)


def _has_personal_content(table: Table, column: int) -> bool:
    """Whether most of the first filled cells are e-mail addresses, phone numbers, IP addresses or coordinates."""
    filled = itertools.islice(filter(is_filled, table.columns[column]), _CELLS_LOOKED_AT)
    texts = [western_digits(text_of(cell)) for cell in filled]
    short = [text for text in texts if len(text) <= _LONGEST_CELL]
    telling = [text for text in short if any(sign.fullmatch(text) for sign in (_EMAIL, _PHONE, _IP, _POINT))]
    return 2 * len(telling) > len(texts)
