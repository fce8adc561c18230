"""Why something that the officer gave can't be used, in one message."""

from __future__ import annotations

from pages.shell.language import language
from pages.shell.plain import plain
from surveys import SurveyError


def refusal_words(error: SurveyError) -> str:
    """What is wrong and what to do about it."""
    return " ".join(plain(issue.message(language())) for issue in error.issues)
