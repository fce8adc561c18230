"""All that an edition has of one side, group or category: its finding, aspects and questions, and mutual trust."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from charts import View, dimension_rows, has_index, rounds_shown
from charts.drawing.questions.chosen import chosen_questions
from charts.drawing.ratings import rating_sentence, ratings_of
from metrics import INDEX, Protected, group_label, sentence
from metrics.result.units import POINTS, beside
from pages.sections.answers_by_aspect import answers_by_aspect
from pages.sections.one_round import levels_of_group
from pages.shell.address import pick, redrawn_alone
from pages.shell.chooser import choose_units
from pages.shell.editions import ShownEdition
from pages.shell.language import language, pointing, words, words_of_index
from pages.shell.notes import left_out_notes, merger_notes, withheld_note
from pages.shell.picture import picture
from pages.shell.plain import escaped, plain
from pages.shell.why import why_hidden

GROUP = "group"


def groups_with_a_page(result: Protected) -> list[str]:
    """The sides, groups and categories whose index is shown."""
    cells = (*result.group_rows, *result.category_rows)
    options = [*result.headline_groups, *(group.name for group in cells)]
    return [name for name in options if has_index(result, name, shown=True)]


@redrawn_alone
def group_page(shown: ShownEdition) -> None:
    """The group that the address asks for, with a list to choose another one from."""
    result = shown.result
    options = groups_with_a_page(result)
    called = {name: group_label(result, name, language()) for name in options}
    group = pick(GROUP, words("whose"), options, called.__getitem__, as_list=True, always=True)
    units = choose_units(result, of_questions=True) if result.pairs else POINTS
    st.header(plain(called[group]), anchor=False)
    explained = False
    if result.pairs:
        row = result.change_of[INDEX, group]
        said = (sentence(result, row, language()), beside(result, row, units, language()))
        st.markdown(escaped(" ".join(text for text in said if text)))
        withheld_note([row])
    else:
        levels_of_group(shown, group)
    if dimension_rows(result, group):
        explained = picture(shown, "dimensions", View(group=group), name="group_dimensions", level=3)
        st.caption(words("rows_note"))
    of_questions = View(group=group)
    if chosen_questions(result, of_questions):
        explained = answers_by_aspect(shown, of_questions, "group_answers", level=3, explained=explained)
    _mutual(result, group)
    _hidden(result, group, explained=explained)


def _mutual(result: Protected, group: str) -> None:
    """Whom the group rates, and who rates it, each in a sentence; nothing where nobody does."""
    sentences = list(_ratings(result, group))
    if not sentences:
        return
    st.subheader(words_of_index("page_mutual", result), anchor=False)
    st.markdown("\n".join(f"- {escaped(text)}" for text in sentences))
    st.caption(words("mutual_untested"))
    st.page_link("pages/mutual.py", label=words_of_index("page_mutual", result), icon=pointing("chevron_right"))


def _ratings(result: Protected, group: str) -> Iterator[str]:
    """Each rating by the group, then each of it."""
    rounds = rounds_shown(result)
    found = ratings_of(result, rounds)
    for place in (0, 1):
        for key, rating in found.items():
            if key[place] == group:
                yield rating_sentence(result, rating, rounds, language())


def _hidden(result: Protected, group: str, *, explained: bool) -> None:
    """Which groups are shown together in this one, what is left out, and why."""
    facts = next((one for one in result.groups if one.name == group), None)
    is_merged = facts is not None and len(facts.merged_from) > 1
    if is_merged and facts is not None:
        merger_notes(result, facts.by)
    left_out_notes(result)
    if is_merged and not explained:
        why_hidden(result)
