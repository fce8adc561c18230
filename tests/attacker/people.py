"""Raw survey files for the scenarios: people of given groups with answers, as a form tool would export them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import xlsxwriter

from surveys import Upload

ITEMS = ("honest_1", "honest_2", "honest_3", "able_1", "able_2", "able_3")
SIDES = {
    "ngo": "civil_society",
    "women": "civil_society",
    "minority": "civil_society",
    "police": "security",
    "army": "security",
}
NEVER = -1
"""In place of an answer: none."""


@dataclass
class Person:
    """Somebody: code, group, categories, the rounds they are in, weight, and answers that are set."""

    code: str
    group: str | None
    rounds: tuple[int, ...] = (0, 1)
    facts: dict[str, str] = field(default_factory=dict)
    weight: float | None = 1.0
    given: dict[tuple[int, str], int] = field(default_factory=dict)
    later_group: str | None = None

    def skips(self, *items: str, rounds: Sequence[int] = (0, 1, 2)) -> Person:
        """Leaves items blank."""
        self.given |= {(round_, item): NEVER for item in items for round_ in rounds}
        return self

    def says(self, answer: int, *items: str, rounds: Sequence[int] = (0, 1, 2)) -> Person:
        """Answers items so."""
        self.given |= {(round_, item): answer for item in items for round_ in rounds}
        return self


def people(
    number: int, group: str | None, start: int = 0, rounds: Sequence[int] = (0, 1), **facts: str
) -> list[Person]:
    """People of a group, in the same rounds and categories."""
    stem = (group or "none")[:3].upper()
    return [Person(f"{stem}-{start + k:03d}X", group, tuple(rounds), dict(facts)) for k in range(number)]


@dataclass(frozen=True)
class Form:
    """A questionnaire: groups by side, breakdowns by choice, and what is special about an item.

    Attributes
    ----------
    sides : mapping
        Side by group; empty where the group is typed.
    breakdowns : mapping
        Choices by column.
    asked_of, target, same_as : mapping
        By item.
    rounds_of : mapping
        The rounds whose files have a column of an item; all where absent.
    asks_group : bool
        Whether the form has a question for the group.
    group_in : sequence of int
        The rounds whose files have a column of the group.
    """

    sides: Mapping[str, str | None] = field(default_factory=lambda: dict(SIDES))
    breakdowns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    items: Sequence[str] = ITEMS
    asked_of: Mapping[str, str] = field(default_factory=dict)
    target: Mapping[str, str] = field(default_factory=dict)
    same_as: Mapping[str, str] = field(default_factory=dict)
    no_dimension: frozenset[str] = frozenset()
    has_weight: bool = False
    rounds_of: Mapping[str, Sequence[int]] = field(default_factory=dict)
    asks_group: bool = True
    group_in: Sequence[int] = (0, 1, 2)

    def items_in(self, round_index: int) -> list[str]:
        """The items that the file of a round has columns of."""
        return [item for item in self.items if round_index in self.rounds_of.get(item, (round_index,))]

    def with_items(self, *more: str) -> Form:
        """With items more."""
        return replace(self, items=(*self.items, *more))

    def upload(self) -> Upload:
        """The form as an XLSForm."""
        header = ["type", "name", "label::English (en)", "trust_role", "trust_dimension", "trust_reversed"]
        header += ["trust_asked_of", "trust_target", "trust_same_as"]
        kind = "select_one who" if self.sides else "text"
        survey = [header, ["text", "code", "Your card", "respondent_id"]]
        survey += [[kind, "stakeholder", "Your group", "group"]] if self.asks_group else []
        survey += [[f"select_one {name}", name, f"Your {name}", "disaggregate"] for name in self.breakdowns]
        survey += [["decimal", "weight", "Weight", "weight"]] if self.has_weight else []
        survey += [["text", "full_name", "Your full name", "ignore"], ["text", "remark", "Remark", "open_ended"]]
        for item in self.items:
            dimension = "" if item in self.no_dimension or item in self.same_as else item.rpartition("_")[0]
            turned = "yes" if item == "honest_2" else ""
            line = ["select_one agree", item, f"They are {item.replace('_', ' ')}", "item", dimension, turned]
            survey.append([*line, *(table.get(item, "") for table in (self.asked_of, self.target, self.same_as))])
        choices: list[list[object]] = [["list_name", "name", "label::English (en)", "score", "trust_side"]]
        choices += [["who", name, f"The {name}", "", side or ""] for name, side in self.sides.items()]
        for column, names in self.breakdowns.items():
            choices += [[column, name, name.replace("_", " ").title(), "", ""] for name in names]
        choices += [["agree", f"a{k}", f"Answer {k}", k, ""] for k in range(1, 6)] + [
            ["agree", "dk", "Do not know", "", ""]
        ]
        return book("form.xlsx", {"survey": survey, "choices": choices})


def book(name: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Upload:
    """A workbook of some rows."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        for title, rows in sheets.items():
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return Upload(name, buffer.getvalue())


def files(
    form: Form, everyone: Sequence[Person], rounds: int = 2, seed: int = 1, *, has_codes: bool = True
) -> tuple[Upload, ...]:
    """A file a round. Beside the answers they hold a name, a phone and an e-mail address of each person."""
    names = ("baseline_march.xlsx", "endline_march.xlsx", "later_march.xlsx")[:rounds]
    return tuple(
        _file(form, everyone, round_index, name, seed, has_codes=has_codes) for round_index, name in enumerate(names)
    )


def _file(form: Form, everyone: Sequence[Person], round_index: int, name: str, seed: int, *, has_codes: bool) -> Upload:
    has_group = form.asks_group and round_index in form.group_in
    header: list[object] = [
        *(["code"] if has_codes else []),
        *(["stakeholder"] if has_group else []),
        *form.breakdowns,
        *(["weight"] if form.has_weight else []),
    ]
    header += ["full_name", "remark", "Phone number", "E-mail", *form.items_in(round_index)]
    rows = [header]
    draw = np.random.default_rng(seed + round_index)
    for number, person in enumerate(everyone):
        shift = int(draw.integers(0, 2))
        if round_index not in person.rounds:
            continue
        row: list[object] = [person.code] if has_codes else []
        group = (person.later_group if round_index and person.later_group else person.group) or ""
        row += [group] if has_group else []
        row += [person.facts.get(column, "") for column in form.breakdowns]
        row += ["" if person.weight is None else person.weight] if form.has_weight else []
        row += [
            f"Zainab Q{number:03d}",
            f"I am Zainab Q{number:03d}, day {round_index + 1}",
            f"+964 770 555 {number:04d}",
            f"z{number:03d}@mail.example",
        ]
        row += [_answer(form, person, round_index, item, number, shift) for item in form.items_in(round_index)]
        rows.append(row)
    return book(name, {"Data": rows})


def _answer(form: Form, person: Person, round_index: int, item: str, number: int, shift: int) -> str:
    """Neighbours in a file never answer alike, so that nobody agrees by chance; later rounds trust a little more."""
    side = form.sides.get(person.group or "")
    if form.asked_of.get(item, side) not in (side, person.group):
        return ""
    at = list(form.items).index(item)
    drawn = (2 * number + 3 * at + shift + (round_index + at + number // 5) % 3 * (round_index > 0)) % 5 + 1
    given = person.given.get((round_index, item), drawn)
    return "" if given == NEVER else f"a{given}"
