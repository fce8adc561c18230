"""All checks of a survey's answers, in the order in which they are reported."""

from __future__ import annotations

from surveys.checks.asked_each_time import asked_in_one_round, items_missing
from surveys.checks.codes import in_one_round_only
from surveys.checks.direction import negative_item_rest
from surveys.checks.group_names import named_differently
from surveys.checks.items import constant_items, items_unanswered, many_non_answers, mostly_unanswered
from surveys.checks.scales import scale_changed
from surveys.checks.speed import implausibly_fast
from surveys.checks.straight_lining import straight_lining
from surveys.checks.wording import reworded, wording_changed
from surveys.coding.coder import Coder
from surveys.model.issues import Issue
from surveys.model.survey import THEN
from surveys.people.people import People


def check_answers(coder: Coder, people: People) -> tuple[list[Issue], list[Issue]]:
    """What the answers of all rounds that were filled in one after another show.

    Returns
    -------
    issues, for_the_officer : lists of Issue
        The second say what results must not (`surveys.model.inspection`).
    """
    now = [index for index, one in enumerate(people.rounds) if one.part.name != THEN]
    rounds = [people.rounds[index] for index in now]
    parts = [one.part for one in rounds]
    issues = [
        *items_missing(coder, parts),
        *reworded(coder, parts),
        *wording_changed(coder, parts),
        *scale_changed(coder, parts),
        *asked_in_one_round(coder, parts),
        *items_unanswered(coder, rounds),
        *many_non_answers(coder, rounds),
        *negative_item_rest(coder, rounds, [people.rows[index] for index in now]),
        *named_differently(coder, rounds),
        *in_one_round_only(coder, rounds),
        *(issue for one in rounds for issue in straight_lining(coder, one)),
        *(issue for one in rounds for issue in implausibly_fast(one)),
        *(issue for one in rounds for issue in mostly_unanswered(coder, one)),
    ]
    issues = [issue.of_index(coder.instrument.index_label) for issue in issues]
    return issues, [issue for one in rounds for issue in constant_items(coder, one)]
