"""Digits of all keyboards made one."""

from __future__ import annotations

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫−", "01234567890123456789.-")


def western_digits(text: str) -> str:
    """Text whose Arabic-Indic and Eastern digits, Arabic decimal point and true minus are ASCII."""
    return text if text.isascii() else text.translate(_DIGITS)
