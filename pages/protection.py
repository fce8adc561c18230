"""Protection: what was done so that nobody can be identified, in plain words; no hidden number is shown here."""

from __future__ import annotations

from functools import partial

import streamlit as st

from charts import pair_label
from charts.drawing.ratings import target_label
from metrics import Protected, group_label, measure_label
from metrics.result import GroupFacts
from metrics.schema.precision import FEW
from pages.server.kept import kept
from pages.shell.actions import add_to_report
from pages.shell.editions import ShownEdition, current
from pages.shell.language import language, words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, left_out_notes
from pages.shell.plain import escaped, plain
from pages.shell.table import Over, TableRow, table
from pages.shell.why import protection_words, protection_words_of_index
from reports.content.hiding.groups_together import is_shown, merger_words, mergers
from reports.content.hiding.hidden_rows import (
    HiddenRow,
    RoundPair,
    count_rows,
    hidden_rows,
    not_counted_out,
    without_interval,
)
from reports.content.protection import audit, is_left_out, not_promised, unnamed_groups
from words import label_in, number, say

_FEW_QUESTIONS = 2
"""So many questions of a group and pair of rounds are named where they are hidden."""
_OF_GROUPS = ("groups", "together")
_CHECKS = ("asked", "audience", "groups", "words", "together", "copies")


def main() -> None:
    """Draws the page; of a draft, the officer's own result says what was done, the other one what would be shown."""
    shown = current()
    st.title(words("page_protection"), anchor=False)
    edition_note(shown, explained=False)
    st.markdown(protection_words("lead"))
    result = shown.officers_own or shown.result
    _together(result)
    if any(mergers(result)):
        add_to_report(shown, "table", "groups_merged")
    _hidden(shown)
    _what_is_shown(shown)
    _audit(result)
    add_to_report(shown, "paragraph", "protection")
    st.header(protection_words("not_promised"), anchor=False)
    st.markdown("\n".join(f"- {text}" for text in not_promised(language())))
    if shown.officers_own is not None:
        _checklist(result)


def _together(result: Protected) -> None:
    """Which groups are shown together, not named, or left out."""
    st.header(protection_words("together"), anchor=False)
    lines = [merger_words(result, merger, language(), escaped) for merger in mergers(result)]
    lines += [unnamed_groups(result, language())] if result.named != "all" else []
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    if any(is_left_out(issue) for issue in result.issues):
        left_out_notes(result)
    elif not lines:
        one_group = result.one_group
        st.markdown(protection_words("together_none") if one_group is None else plain(one_group.message(language())))


def _hidden(shown: ShownEdition) -> None:
    """How many rows are not shown, and which."""
    st.header(protection_words("hidden"), anchor=False)
    results = (shown.result,) if shown.officers_own is None else (shown.officers_own, shown.result)
    listed, total = _counted(results)
    hidden = [row for row in listed if not row.has_change]
    speech = language()
    if hidden:
        st.markdown(protection_words("hidden_count", n=number(len(hidden), speech), total=number(total, speech)))
        st.markdown(protection_words("hidden_text"))
    elif not listed:
        st.markdown(protection_words("hidden_none"))
    if len(listed) > len(hidden):
        st.markdown(protection_words("change_alone", n=number(len(listed) - len(hidden), speech)))
    if listed:
        with st.expander(protection_words("hidden_list")):
            heads = [protection_words(head) for head in ("what", "reason")]
            table(protection_words("hidden"), heads, _cells(results[0], listed))
            st.caption(protection_words("hidden_each", sheet=say("headings.sheet_hidden", speech)))
    _in_part(shown.result)


def _counted(results: tuple[Protected, ...]) -> tuple[list[HiddenRow], int]:
    """The rows that are not shown, and how many there are in all; of a draft, which may change, each time anew."""

    def made() -> tuple[list[HiddenRow], int]:
        return hidden_rows(*results), count_rows(*results)

    return kept(results[0], "hidden rows", made) if len(results) == 1 else made()


def _in_part(result: Protected) -> None:
    """How many rows are shown without their interval, or without how many gave which answer."""
    for word, count in (("without_interval", without_interval), ("uncounted", not_counted_out)):
        if n := kept(result, word, partial(count, result)):
            st.markdown(protection_words(word, n=number(n, language())))


def _cells(result: Protected, hidden: list[HiddenRow]) -> list[TableRow]:
    """Under the name of each group its rows by pair of rounds and reason, in the instrument's order."""
    speech = language()
    order = [result.headline_groups, [group.name for group in result.groups]]
    positions = {name: position for position, name in enumerate(name for names in order for name in names)}
    cells: list[TableRow] = []
    for group in sorted(dict.fromkeys(row.group for row in hidden), key=lambda name: positions.get(name, -1)):
        cells.append(Over(group_label(result, group, speech)))
        alike: dict[tuple[RoundPair, str], list[HiddenRow]] = {}
        for row in hidden:
            if row.group == group:
                alike.setdefault((row.pair, row.reason), []).append(row)
        for (pair, reason), rows in sorted(alike.items(), key=lambda one: _position(result, one[0][0])):
            cells.append([_what(result, pair, rows), say(f"workbook.reason_{reason}", speech)])
    return cells


def _position(result: Protected, pair: RoundPair) -> int:
    """Where a pair of rounds stands among those compared; first where it is none of them."""
    return next((position for position, one in enumerate(result.pairs) if one == pair), -1)


def _what(result: Protected, pair: RoundPair, rows: list[HiddenRow]) -> str:
    """How many rows, and of what; with their rounds where several pairs are compared."""
    speech, (first, second) = language(), pair
    n, names = number(len(rows), speech), say("figures.separator", speech).join(_measures(result, rows))
    what = protection_words("hidden_rows", n=n, names=names) if len(rows) > 1 else names
    if len(result.pairs) > 1 and first is not None and second is not None:
        return f"{pair_label(result, (first, second), speech)} · {what}"
    return what


def _measures(result: Protected, rows: list[HiddenRow]) -> list[str]:
    """The names of measures, and of who is rated; many questions are counted instead."""
    speech = language()
    questions = [row for row in rows if row.table != "matrix" and result.measure_of[row.measure].level == "item"]
    named = rows if len(questions) <= _FEW_QUESTIONS else [row for row in rows if row not in questions]
    names = [
        protection_words("rating", target=target_label(result, row.measure, speech))
        if row.table == "matrix"
        else measure_label(result, row.measure, speech, row.group)
        for row in named
    ]
    return (
        names if len(named) == len(rows) else [*names, protection_words("questions", n=number(len(questions), speech))]
    )


def _what_is_shown(shown: ShownEdition) -> None:
    """Of a draft what publishing would show, of an edition what it shows."""
    result, speech = shown.result, language()
    is_draft = shown.officers_own is not None
    st.header(protection_words("would" if is_draft else "does"), anchor=False)
    lines = [words(f"handed_on_{result.audience}"), _named(result)]
    categories = _names(result, result.category_rows)
    if result.breakdown is not None and categories:
        by = plain(label_in(result.breakdown.label, speech))
        lines.append(protection_words("broken_down", by=by, categories=categories))
    lines.append(protection_words("rounding", few=number(FEW, speech)))
    lines.append(protection_words("counted_out", least=number(2 * result.settings.threshold, speech)))
    lines.append(protection_words("lower_text", threshold=_threshold(result)))
    lines.append(protection_words("never"))
    lines += [protection_words("own")] if is_draft else []
    st.markdown("\n".join(f"- {line}" for line in lines))


def _named(result: Protected) -> str:
    if result.one_group is not None:
        return plain(result.one_group.message(language()))
    if names := _names(result, result.group_rows):
        return protection_words("named", groups=names)
    return protection_words_of_index("no_groups", result)


def _names(result: Protected, groups: tuple[GroupFacts, ...]) -> str:
    """The names of those of some groups that have a number anywhere: not of a merger that is hidden in all rounds."""
    names = (plain(group_label(result, group.name, language())) for group in groups if is_shown(result, group.name))
    return say("figures.separator", language()).join(names)


def _audit(result: Protected) -> None:
    st.header(protection_words("audit"), anchor=False)
    st.markdown("\n".join(f"- {text}" for text in audit(result, language())))


def _checklist(result: Protected) -> None:
    """Ticks for the officer: they are kept in this visit's memory, and block nothing."""
    st.header(protection_words("checklist"), anchor=False)
    st.caption(protection_words("checklist_text"))
    has_groups = result.one_group is None or result.breakdown is not None
    for check in (one for one in _CHECKS if has_groups or one not in _OF_GROUPS):
        st.checkbox(protection_words_of_index(f"check_{check}", result), key=f"check_{check}", persist_state="session")


def _threshold(result: Protected) -> str:
    return number(result.settings.threshold, language())


show(main)
