"""Counts how many columns are guessed right: of real exports, and of twice 200 made forms in four languages.

``python -m tests.benchmarks.guessing`` prints, by where the columns come from, the share of columns whose role is right
untouched; of the columns that are scored questions, the share whose scale (every answer's position) and direction are;
the share of columns of which all is right; and of the others, the share that is marked for a look. The words of the
first 200 forms have been looked at when the vocabulary was made, those of the second 200 partly: a survey of a stranger
is guessed less well than either. With ``--wrong`` it lists those that are wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surveys.mapping import Mapped, doubts_of, guess_mapping
from surveys.mapping import Mapping as Guessed
from tests.benchmarks.form_wordings import LANGUAGES
from tests.benchmarks.known_columns import known_files
from tests.benchmarks.made_forms import LAYOUTS, Meant, made_form

FORMS = 200
_CLOSE = 1e-6
_OF_ELSE = ("no_dimension", "one_file")
"""What an officer is asked to look at though the column's role, scale and direction are known."""


@dataclass(frozen=True)
class Judged:
    """A column as it was guessed; `scale` and `direction` are None for one that is no scored question."""

    heading: str
    role: bool
    scale: bool | None
    direction: bool | None
    unsure: bool
    guessed: str

    @property
    def is_right(self) -> bool:
        """Whether nothing has to be changed."""
        return self.role and self.scale is not False and self.direction is not False


def judged(mapping: Guessed, meant: Mapping[str, Meant]) -> Iterator[Judged]:
    """The columns whose meaning is known, as they were guessed."""
    for column in mapping.columns:
        known = next((meant[wording] for wording in column.wordings if wording in meant), None)
        if known is None:
            continue
        answers = mapping.list_of.get(column.answers)
        is_item = known.roles == {"item"}
        unsure = any(doubt.code not in _OF_ELSE for doubt in doubts_of(mapping, column))
        yield Judged(
            column.heading,
            column.role in known.roles,
            _is_scored(column, mapping, known) if is_item else None,
            column.role == "item" and column.reversed == known.reversed if is_item else None,
            unsure,
            f"{column.role} {column.why_role.code} {answers.kind if answers else ''}"
            f"{' reversed ' + column.why_reversed.code if column.reversed else ''}",
        )


def _is_scored(column: Mapped, mapping: Guessed, known: Meant) -> bool:
    """Whether every answer that was given has its position, and what has none has no score."""
    if column.role != "item" or column.answers not in mapping.list_of:
        return False
    answers = mapping.list_of[column.answers]
    score = {answer.text.casefold(): answer.score for answer in answers.answers}
    if len(answers.scores) < 2:
        return False
    low, high = answers.scores[0], answers.scores[-1]
    for text, _ in column.given:
        found = score.get(text.casefold())
        wanted = known.positions.get(text.casefold())
        if (found is None) != (wanted is None):
            return False
        if found is not None and wanted is not None and abs((found - low) / (high - low) - wanted) > _CLOSE:
            return False
    return True


def of_made_forms(count: int = FORMS, *, others: bool = False) -> dict[str, list[Judged]]:
    """The columns of made forms, by their language and by their layout; `others`: in other wordings."""
    found: dict[str, list[Judged]] = {name: [] for name in (*LANGUAGES, *LAYOUTS)}
    languages = tuple(LANGUAGES)
    for seed in range(count):
        language = languages[seed // len(LAYOUTS) % len(languages)]
        form = made_form(seed, language, others=others)
        columns = list(judged(guess_mapping(form.rounds), form.meant))
        found[language] += columns
        found[LAYOUTS[seed % len(LAYOUTS)]] += columns
    return found


def of_real_files(*, wide: bool = False) -> list[Judged]:
    """The columns of the real exports; `wide`: of the one of very many columns alone."""
    return [one for rounds, meant in known_files(wide=wide) for one in judged(guess_mapping(rounds), meant)]


def _share(flags: Iterable[bool | None]) -> str:
    known = [flag for flag in flags if flag is not None]
    return f"{100 * sum(known) / len(known):.1f} %" if known else "–"


def _row(name: str, columns: list[Judged]) -> str:
    wrong = [one for one in columns if not one.is_right]
    shares = (
        _share(one.role for one in columns),
        _share(one.scale for one in columns),
        _share(one.direction for one in columns),
        _share(one.is_right for one in columns),
        _share(one.unsure for one in wrong),
        _share(one.unsure for one in columns if one.is_right),
    )
    return f"| {name} | {len(columns)} | {' | '.join(shares)} |"


def main() -> int:
    """Prints the table; returns the exit code."""
    print("| columns of | n | role | scale | direction | all right | wrong, marked | right, marked |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    real, wide, made = of_real_files(), of_real_files(wide=True), of_made_forms()
    print(_row("real exports", real))
    print(_row("one real export of very many columns", wide))
    for name, columns in made.items():
        print(_row(name, columns))
    every = [one for language in LANGUAGES for one in made[language]]
    print(_row("made forms", every))
    kept = of_made_forms(FORMS, others=True)
    back = [one for language in LANGUAGES for one in kept[language]]
    for language in LANGUAGES:
        print(_row(f"other wordings, {language}", kept[language]))
    print(_row("other wordings", back))
    if "--wrong" in sys.argv:
        for one in (*real, *wide, *every, *back):
            if not one.is_right:
                print(one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
