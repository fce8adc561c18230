"""Write the synthetic sample edition as KoboToolbox would export it: ``python tools/make_sample.py [FOLDER]``.

Two spreadsheets, before (English labels) and after (Arabic labels), with the flaws that real ones have. Nobody's
answers: see `synthetic_people`. Every row says so in ``_notes``, and so does the title in the files' properties.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import synthetic_comments
import xlsxwriter
from questionnaire import ENTRIES, LISTS, MIRROR_SUFFIX, STAKEHOLDERS, TITLE, Entry
from synthetic_people import Answers, Draw, Person, answers_of, participants

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"

Record = dict[str, str | int]
"""One submission: choice names and text by question, then the tool's own columns."""

METADATA = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "meta/rootUuid",
    "_index",
)
NOTE = "synthetic sample"
FORM_VERSION = "vSyNth3t1cSampleF0rmV1"
_ASKED_OF = {"civil_society": "", "security": MIRROR_SUFFIX}
_SIDE_OF = {choice.name: choice.side or "" for choice in STAKEHOLDERS}


@dataclass(frozen=True)
class Round:
    """One filling-in: the file that it goes to, the language of its labels, and when people began."""

    name: str
    language: str
    opens: datetime
    first_id: int
    comments: tuple[str, ...]


BEFORE = Round("before", "en", datetime(2024, 5, 14, 8, 20), 418203, synthetic_comments.BEFORE)
AFTER = Round("after", "ar", datetime(2024, 5, 14, 15, 10), 418640, synthetic_comments.AFTER)


@dataclass(frozen=True)
class Submission:
    """What one person sent; in minutes: start after the opening, time taken, time under way."""

    began: float
    minutes: float
    values: dict[str, str]
    travelled: float = 0.1
    validation: str = ""


def _profile(person: Person, when: str) -> dict[str, str]:
    draw = Draw(f"profile/{when}/{person.key}")
    return {
        "consent": "yes",
        "participant_code": person.code,
        "stakeholder_group": person.group,
        "sex": "declined" if draw.chance(0.04) else "" if draw.chance(0.03) else person.sex,
        "age_band": "declined" if draw.chance(0.06) else "" if draw.chance(0.03) else person.age_band,
    }


def _submission(person: Person, answers: Answers, when: Round) -> Submission:
    draw = Draw(f"arrival/{when.name}/{person.key}")
    suffix = _ASKED_OF.get(_SIDE_OF[person.group], "")
    columns = {name + suffix: answer for name, answer in answers.items()}
    values = _profile(person, when.name) | columns
    return Submission(draw.between(0, 42), draw.between(4.5, 13), values, travelled=draw.between(0.02, 0.6))


def _comments(submissions: list[Submission], when: Round) -> list[Submission]:
    """Spread the round's comments over those who reached the end and took their time."""
    finished = [index for index, submission in enumerate(submissions) if "sex" in submission.values]
    slowest = sorted(finished, key=lambda index: -submissions[index].minutes)
    written = dict(zip(slowest, when.comments, strict=False))
    return [
        replace(submission, values=submission.values | {"one_step": written[index]}) if index in written else submission
        for index, submission in enumerate(submissions)
    ]


def _without_answers(submission: Submission, keep: int) -> Submission:
    """The same submission given up after so many statements."""
    statements = [entry.name for entry in ENTRIES if entry.role == "item" and entry.name in submission.values]
    dropped = {*statements[keep:], "sex", "age_band", "one_step"}
    return replace(submission, values={k: v for k, v in submission.values.items() if k not in dropped})


def _with_code(submission: Submission, code: str) -> Submission:
    return replace(submission, values=submission.values | {"participant_code": code})


def _trial() -> Submission:
    """The organisers trying the form out; they rejected it afterwards."""
    items = {e.name: "completely" for e in ENTRIES if e.role == "item" and e.asked_of == "security"}
    values = {"consent": "yes", "participant_code": "TEST", "stakeholder_group": "interior", "sex": "male"}
    return Submission(-35, 1.2, values | items, validation="Not approved")


def _members(people: Iterable[Person], group: str, *, both: bool) -> list[Person]:
    return [p for p in people if p.group == group and p.before and p.after == both]


def before_round(people: list[Person]) -> list[Submission]:
    """The first round: a resubmission, a break-off, a blank form, a refusal and a trial among the rest."""
    stay = _members(people, "human_rights", both=True)
    resubmitted, broke_off = stay[2].code, _members(people, "women", both=False)[0].code
    blank = _members(people, "interior", both=False)[-1].code
    sent = {p.code: _submission(p, answers_of(p)[0], BEFORE) for p in people if p.before}
    sent[broke_off] = _without_answers(sent[broke_off], 9)
    sent[blank] = _without_answers(sent[blank], 0)
    again = sent[resubmitted]
    first_try = replace(_without_answers(again, 5), began=again.began - 9, minutes=3.1)
    refused = Submission(17, 0.6, {"consent": "no"})
    return [*_comments(list(sent.values()), BEFORE), first_try, refused, _trial()]


def after_round(people: list[Person]) -> list[Submission]:
    """The second round: codes typed in other ways, one mistyped, one forgotten, one break-off."""
    human_rights, women = (_members(people, group, both=True) for group in ("human_rights", "women"))
    minority, interior = (_members(people, group, both=True) for group in ("minority", "interior"))
    sent = {p.code: _submission(p, answers_of(p)[1], AFTER) for p in people if p.after}
    retyped = {
        human_rights[0].code: human_rights[0].code.lower(),
        women[1].code: women[1].code.replace("-", " ") + " ",
        interior[0].code: interior[0].code.replace("-", "").lower(),
        human_rights[-1].code: mistyped(human_rights[-1].code),
        minority[-1].code: "",
    }
    for card, typed in retyped.items():
        sent[card] = _with_code(sent[card], typed)
    sent[human_rights[4].code] = _without_answers(sent[human_rights[4].code], 11)
    return _comments(list(sent.values()), AFTER)


def mistyped(code: str) -> str:
    """The code with its last digit one key further."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds") + "+03:00"


def _record(submission: Submission, when: Round, ordinal: int) -> Record:
    draw = Draw(f"record/{when.name}/{ordinal}")
    start = when.opens + timedelta(minutes=submission.began, milliseconds=draw.between(0, 999))
    end = start + timedelta(minutes=submission.minutes)
    received = end + timedelta(minutes=submission.travelled) - timedelta(hours=3)
    uuid = str(UUID(int=draw.bits(128), version=4))
    return {
        **submission.values,
        "start": _stamp(start),
        "end": _stamp(end),
        "_id": when.first_id + 3 * ordinal,
        "_uuid": uuid,
        "_submission_time": received.isoformat(timespec="seconds"),
        "_validation_status": submission.validation,
        "_notes": NOTE,
        "_status": "submitted_via_web",
        "__version__": FORM_VERSION,
        "meta/rootUuid": f"uuid:{uuid}",
        "_index": ordinal,
    }


def _columns() -> list[Entry]:
    """The rows of the form that have a column in an export; notes have an empty one."""
    return [entry for entry in ENTRIES if entry.kind not in ("begin_group", "end_group")]


def _as_label(entry: Entry, value: str | int | None, language: str) -> str | int | None:
    if not value or not entry.kind.startswith("select_one"):
        return value
    choices = {choice.name: choice.label for choice in LISTS[entry.kind.split()[1]]}
    return choices[str(value)][language]


def table(submissions: list[Submission], when: Round) -> list[list[str | int | None]]:
    """The export of a round, header first, in the order in which submissions were received."""
    columns = _columns()
    header: list[str | int | None] = [e.label[when.language] if e.label else e.name for e in columns]
    in_order = sorted(submissions, key=lambda sent: sent.began + sent.minutes + sent.travelled)
    rows = [header + list(METADATA)]
    for ordinal, submission in enumerate(in_order, start=1):
        record = _record(submission, when, ordinal)
        answers = [_as_label(entry, record.get(entry.name), when.language) for entry in columns]
        rows.append(answers + [record.get(name) for name in METADATA])
    return rows


def write_round(path: Path, rows: list[list[str | int | None]]) -> None:
    """Write one export: a single sheet named after the form."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Synthetic sample data", "created": datetime(2024, 5, 15)})
        sheet = book.add_worksheet(TITLE[:31])
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value not in ("", None):
                    sheet.write(number, column, value)


def write_sample(folder: Path) -> None:
    """Write both rounds."""
    people = participants()
    write_round(folder / "before.xlsx", table(before_round(people), BEFORE))
    write_round(folder / "after.xlsx", table(after_round(people), AFTER))


if __name__ == "__main__":
    write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
