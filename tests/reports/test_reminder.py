"""The reminders to destroy copies: in order of the days, whole in any calendar, and naming nobody."""

from __future__ import annotations

from datetime import date

from reports.officer.reminder import Reminder, reminder_calendar, reminder_text

PAPER = Reminder("Paper forms; lists, too", "Shred them.\nAll of them.", date(2026, 12, 31))
MAIL = Reminder("البريد الإلكتروني والرسائل " * 4, "Delete", date(2026, 12, 4))


def unfolded(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def test_the_text_has_the_earliest_day_first_and_a_box_to_tick() -> None:
    text = reminder_text([PAPER, MAIL], "en").decode("utf-8-sig")
    assert [line[:14] for line in text.splitlines() if line.startswith("[ ]")] == ["[ ] 2026-12-04", "[ ] 2026-12-31"]


def test_each_copy_is_an_all_day_event_of_one_day() -> None:
    lines = unfolded(reminder_calendar([PAPER, MAIL], "en"))
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:To destroy: Paper forms\\; lists\\, too" in lines
    assert "DESCRIPTION:Shred them.\\nAll of them." in lines


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut() -> None:
    calendar = reminder_calendar([MAIL], "ar")
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    assert all(line.decode() is not None for line in calendar.split(b"\r\n"))
    assert any(MAIL.what in line for line in unfolded(calendar))


def test_the_event_is_named_only_where_it_is_wanted() -> None:
    for make in (reminder_text, reminder_calendar):
        assert "Platform" not in make([PAPER], "en").decode()
        assert "Platform" in make([PAPER], "en", "Platform").decode()
