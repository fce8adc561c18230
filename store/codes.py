"""The code of a result, as somebody reads it off a paper."""

from __future__ import annotations

import unicodedata

_LIKE_DIGITS = str.maketrans("OIL", "011")
"""Letters that no code has, and the digits that they look like."""


def typed_code(code: str) -> str:
    """The code of a result as the program writes it, from what somebody typed: ``9cc9-eff3`` is ``9CC9EFF3``."""
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in plain if sign.isalnum()).translate(_LIKE_DIGITS)
