"""Reminders to destroy the copies that this program can't reach, as a text and as days in a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex

from words import say

_MOST_BYTES = 75


@dataclass(frozen=True)
class Reminder:
    """A kind of copy, what is to be done with it, and until when.

    Attributes
    ----------
    what, how : str
        In the reader's language. No person and no survey is named in them.
    due : date
        The day on which it is to be gone.
    """

    what: str
    how: str
    due: date


def reminder_text(reminders: Sequence[Reminder], language: str, title: str = "") -> bytes:
    """A list to print or to keep, the earliest day first; UTF-8 with a mark, so that every editor reads it."""
    lines = [say("traces.reminder_heading", language), *([title] if title else []), ""]
    for one in _by_day(reminders):
        lines += [f"[ ] {one.due.isoformat()}  {one.what}", f"    {one.how}", ""]
    return "\r\n".join(lines).encode("utf-8-sig")


def reminder_calendar(reminders: Sequence[Reminder], language: str, title: str = "") -> bytes:
    """All-day events, one a copy, for any calendar (iCalendar, RFC 5545)."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Thiqa//Reminders//EN"]
    for one in _by_day(reminders):
        summary = say("traces.reminder_event", language, what=one.what)
        description = "\n".join(filter(None, (title, one.how)))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{token_hex(16)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.due + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(summary)}",
            f"DESCRIPTION:{_escaped(description)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _by_day(reminders: Sequence[Reminder]) -> list[Reminder]:
    return sorted(reminders, key=lambda one: one.due)


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """RFC 5545, 3.1: no line of more than 75 bytes, and no letter cut in two."""
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterator[bytes]:
    piece, most = b"", _MOST_BYTES
    for letter in line:
        written = letter.encode()
        if len(piece) + len(written) > most:
            yield piece
            piece, most = b"", _MOST_BYTES - 1
        piece += written
    yield piece
