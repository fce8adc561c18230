"""What the people of a made survey answered, before any tool has written it down."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

ITEMS = (
    "police_fair",
    "police_abuse",
    "police_heard",
    "society_fair",
    "society_open",
    "frank",
    "joint",
    "plans",
)
AGREEMENT = {
    "1": "strongly_disagree",
    "2": "disagree",
    "3": "neither",
    "4": "agree",
    "5": "strongly_agree",
    "d": "dk",
    ".": "",
}
"""The choices of the first five items; the choices of the last three have digits as names."""
AGREED_TO = 5

# Code, group, eight answers, how they heard of the event, where they report a problem; a point is a blank.
BEFORE = """
P-058 human        1 4 3 2 2 4 3 4  radio      police elders
P-072 human        d 3 4 3 3 3 1 2  mail       police elders
P-060 human        2 3 1 d 3 3 3 3  radio      .
P-089 human        4 2 2 3 2 1 . 2  peer       police elders
P-066 human        4 . 3 d 4 1 1 2  radio      elders
P-076 human        3 3 3 3 4 3 3 2  other      nobody
P-025 human        4 2 3 2 4 3 2 3  radio      court nobody
P-024 women        1 4 . 2 2 3 4 3  peer       police
P-085 women        3 2 . 4 4 2 1 1  other      police
P-061 women        3 1 3 . 3 1 1 1  .          .
P-079 women        1 5 2 1 3 4 3 3  mail       .
P-082 women        4 3 3 4 3 1 2 2  peer       .
P-013 women        2 5 2 3 3 2 4 4  .          police elders
P-086 moi          3 4 4 2 3 2 3 2  radio      nobody
P-039 moi          3 5 1 2 2 3 2 2  other      police
P-019 moi          4 . 3 5 4 2 3 .  .          police elders
.     moi          3 4 2 2 3 2 1 1  peer       nobody
P-069 moi          3 4 2 2 3 3 3 3  other      elders
P-006 moi          3 d 3 5 3 2 1 1  other      court nobody
P-051 fiia         2 3 1 1 2 . 3 3  radio      police elders
P-084 fiia         5 3 4 d 5 2 2 2  mail       nobody
P-021 fiia         2 4 2 2 2 3 2 2  radio      nobody
P-002 fiia         3 . 2 2 2 3 2 4  .          elders court
P-009 fiia         5 2 4 4 3 2 1 3  other      court nobody
"""
AFTER = """
P-058 human        1 d 1 1 1 3 4 4  other      police
P-072 human        3 3 3 2 3 1 2 2  radio      .
P-089 human        4 3 4 3 3 2 1 3  radio      court nobody
P-066 human        5 . 3 d . . 2 2  other      elders court
P-076 human        1 5 1 2 2 4 2 2  .          police elders
P-024 women        4 3 d 3 3 . 2 3  mail       nobody
P-085 women        4 1 d 3 5 2 . .  peer       elders
P-061 women        5 1 5 5 5 1 1 2  .          police elders
P-082 women        2 4 2 2 2 4 4 .  peer       police
P-013 women        . 5 2 2 2 3 3 4  .          court nobody
P-086 moi          4 3 3 3 3 2 1 3  .          court nobody
P-039 moi          2 4 . 1 1 3 4 4  mail       nobody
P-019 moi          4 1 5 5 5 1 . 1  radio      .
P-069 moi          1 5 1 2 1 4 4 4  other      .
P-051 fiia         2 5 2 . . 2 3 3  mail       court nobody
P-084 fiia         5 1 4 4 5 1 1 2  peer       nobody
P-021 fiia         3 4 2 3 2 2 3 4  peer       nobody
P-009 fiia         5 d d . . 1 . .  other      elders
P-091 human        3 2 3 4 4 2 3 2  radio      elders
P-092 moi          4 3 2 3 4 1 1 2  mail       .
.     women        3 3 3 2 d 2 3 3  other      nobody
P-094 fiia         2 d 3 2 4 1 2 2  peer       court nobody
"""
BAGHDAD = datetime.timezone(datetime.timedelta(hours=3))
COMMENTS = (
    "",
    "More visits, fewer letters",
    'They said: "come back tomorrow"; nobody did',
    "نحتاج إلى لقاءات أكثر",
    "=the same as last year",
    "پێویستمان بە دانیشتنی زیاترە",
    "Two lines:\nfirst listen, then speak",
)
MET = ((), ("Teacher",), ("Teacher", "Police officer"))


@dataclass(frozen=True)
class Submission:
    """What one person sent in; answers are names of choices, empty where there is none.

    `wanted` is False where the tool marks a submission as one that does not count.
    """

    number: int
    code: str
    group: str
    items: Mapping[str, str]
    source: str
    channels: tuple[str, ...]
    comment: str
    met: tuple[str, ...]
    begun: datetime.datetime
    wanted: bool = True

    @property
    def ended(self) -> datetime.datetime:
        return self.begun + datetime.timedelta(minutes=7, seconds=self.number % 60)

    @property
    def sent(self) -> datetime.datetime:
        return self.ended + datetime.timedelta(seconds=11)

    @property
    def source_typed(self) -> str:
        """What stands beside the source "other"."""
        return "a neighbour" if self.source == "other" else ""

    def text(self, question: str) -> str:
        """The answer to any question with one answer."""
        others = {
            "code": self.code,
            "stakeholder": self.group,
            "source": self.source,
            "comment": self.comment,
        }
        return others[question] if question in others else self.items[question]


@dataclass(frozen=True)
class Filled:
    """One filling-in of the questionnaire: ``pre`` or ``post``."""

    name: str
    submissions: tuple[Submission, ...]


def _filled(name: str, lines: str, day: int) -> Filled:
    rows = [line.split() for line in lines.strip().splitlines()]
    return Filled(name, tuple(_submission(number, row, day) for number, row in enumerate(rows, start=1)))


def _submission(number: int, row: list[str], day: int) -> Submission:
    code, group, *answers, source = row[: 3 + len(ITEMS)]
    names = [AGREEMENT[answer] if index < AGREED_TO else answer.strip(".") for index, answer in enumerate(answers)]
    return Submission(
        number=number,
        code=code.strip("."),
        group=group,
        items=dict(zip(ITEMS, names, strict=True)),
        source=source.strip("."),
        channels=tuple(channel for channel in row[3 + len(ITEMS) :] if channel != "."),
        comment=COMMENTS[number % len(COMMENTS)],
        met=MET[number % len(MET)],
        begun=datetime.datetime(2024, 3, day, 9 + number // 6, 9 * (number % 6), number, tzinfo=BAGHDAD),
    )


PRE = _filled("pre", BEFORE, 14)
POST = _filled("post", AFTER, 18)
