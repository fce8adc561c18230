"""How the answers to an item moved: McNemar for trusting or not, Stuart–Maxwell for the whole distribution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.asymptotic import stuart_maxwell
from metrics.disclosure.pattern import Cell
from metrics.exact import mcnemar
from metrics.population import Population
from metrics.rows import ItemTestRow


def item_test_rows(people: Population, cell: Cell, columns: Sequence[int]) -> list[ItemTestRow]:
    """Tests of several items over the people who answered in both rounds (``numbers.md`` rule 24).

    Trusting counts against the rest, neutral included.
    """
    form = people.survey.instrument
    names = [item.name for item in form.items]
    rows = []
    for column in columns:
        place = names.index(people.measures[column].name)
        kept = cell.members & people.in_both[:, column]
        before, after = (people.scored.answers[round_][kept, place] for round_ in people.places)
        answers = len(form.items[place].choices.scores)
        moves = np.bincount(before.astype(np.intp) * answers + after, minlength=answers**2).reshape(answers, answers)
        trusting = people.scored.answer_scores[place] > 50
        binary = mcnemar(int(moves[~trusting][:, trusting].sum()), int(moves[trusting][:, ~trusting].sum()))
        whole = stuart_maxwell(moves)
        rows.append(
            ItemTestRow(
                people.measures[column].name,
                cell.name,
                people.rounds[0].name,
                people.rounds[1].name,
                n=int(kept.sum()),
                mcnemar_p=binary.p,
                mcnemar_midp=binary.mid_p,
                stuart_maxwell=whole.statistic,
                df=whole.df,
                p=whole.p,
            )
        )
    return rows


def empty_item_test_row(people: Population, cell: Cell, column: int) -> ItemTestRow:
    """The protected row in the place of one of `item_test_rows`."""
    return ItemTestRow(people.measures[column].name, cell.name, people.rounds[0].name, people.rounds[1].name)
