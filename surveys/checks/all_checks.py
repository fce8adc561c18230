"""All checks of a survey's answers, in the order in which they are reported."""

from __future__ import annotations

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
    now = [place for place, one in enumerate(people.placed) if one.part.name != THEN]
    placed = [people.placed[place] for place in now]
    parts = [one.part for one in placed]
    issues = [
        *reworded(coder, parts),
        *wording_changed(coder, parts),
        *scale_changed(coder, parts),
        *items_unanswered(coder, placed),
        *many_non_answers(coder, placed),
        *negative_item_rest(coder, placed, [people.rows[place] for place in now]),
        *named_differently(coder, placed),
        *in_one_round_only(coder, placed),
        *(issue for one in placed for issue in straight_lining(coder, one)),
        *(issue for one in placed for issue in implausibly_fast(one)),
        *(issue for one in placed for issue in mostly_unanswered(coder, one)),
    ]
    return issues, [issue for one in placed for issue in constant_items(coder, one)]
