"""Codes that one slip would make equal, offered one by one; what was decided, and how to undo it.

Codes are shown here and nowhere else: nobody can decide without them. Decisions are kept in the visit's memory, and
with the edition once it is published: by the files' digests and rows, without codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

import streamlit as st

from pages.shell import editions
from pages.shell.language import language
from pages.shell.plain import plain
from pages.steps.upload import Read
from store import Decision, EditionError
from surveys import Join, SubmissionRow, Survey, SurveyError
from surveys.model.instrument import Label
from surveys.model.matching import Matching, OfferedPair, OfferedSubmission
from surveys.model.round_names import round_words
from words import isolate, label_in, number, say

_VISIT = "matching_of_visit"

_STYLE = """
dl.pair { display: grid; grid-template-columns: minmax(6rem, auto) 1fr 1fr; gap: 0.25rem 1.25rem;
  margin: 0.25rem 0 0.5rem; padding: 0; max-width: 46rem; align-items: baseline; }
.pair > * { min-width: 0; overflow-wrap: anywhere; }
.pair dt, .pair dd.head { color: var(--muted); font-size: 0.8125rem; margin: 0; font-weight: 400; }
.pair dt, .pair dd { margin: 0; padding: 0; }
.pair .wide { grid-column: 2 / -1; }
.pair .code { font-size: 1.375rem; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: 0.06em; }
.pair .code mark, .of-pair mark { background: none; color: inherit; border-bottom: 3px solid currentColor; }
.pair .small { font-size: 0.875rem; color: var(--muted); }
@media (max-width: 40rem) {
  dl.pair { grid-template-columns: 1fr 1fr; }
  .pair dt, .pair .wide { grid-column: 1 / -1; }
  .pair dt { margin-top: 0.375rem; }
  .pair .corner { display: none; }
}
"""


@dataclass
class _Visit:
    """What this visit decided, and what it keeps to show it without reading again.

    Attributes
    ----------
    decided : dict
        Whether a pair is the same person.
    put_off : list
        Pairs to decide later, in the order in which they were put off.
    asked : set
        The files (digests) of which the published editions were asked.
    restored : tuple of str and joins, or None
        The title of the edition whose decisions were taken over, and those that still stand.
    not_applied : int
        Decisions that do not fit the files.
    survey : tuple or None
        The survey with the decisions, and what it was made of.
    skipped : set
        The files (digests) whose pairs are left as they are, undecided.
    """

    decided: dict[Join, bool]
    put_off: list[Join]
    asked: set[frozenset[str]]
    restored: tuple[str, frozenset[Join]] | None = None
    not_applied: int = 0
    survey: tuple[tuple[str, ...], Survey] | None = None
    skipped: set[frozenset[str]] = field(default_factory=set)


def _rows(pair: OfferedPair) -> Join:
    """The pair's rows in an order that does not hang on which file was given as the first."""
    return _sorted(pair.first.row, pair.later.row)


def _sorted(one: SubmissionRow, other: SubmissionRow) -> Join:
    return Join(*sorted((one, other)))


def matching_words(key: str, **values: object) -> str:
    """A sentence of the matching (``matching.<key>``) in the reader's language."""
    return say(f"matching.{key}", language(), **values)


def _visit() -> _Visit:
    visit: _Visit = st.session_state.setdefault(_VISIT, _Visit({}, [], set()))
    return visit


def forget_decisions() -> None:
    """Forgets what was decided in this visit."""
    st.session_state.pop(_VISIT, None)


def with_decisions(read: Read) -> Read:
    """What was read, with the pairs joined that were decided to be one person, in this visit or with an edition."""
    _take_over(read.survey)
    visit = _visit()
    joins = _joins(read.survey)
    key = (*read.whole_key, *(str(row) for join in joins for row in (join.first, join.later)))
    if visit.survey is None or visit.survey[0] != key:
        visit.survey = (key, _joined(read, joins) if joins else read.survey)
    return replace(read, key=key, survey=visit.survey[1])


def _joins(survey: Survey) -> list[Join]:
    """The pairs of these files that were decided to be one person, in an order of their own."""
    files = _digests(survey)
    same = [join for join, is_same in _visit().decided.items() if is_same]
    return sorted(
        (join for join in same if {join.first.sha256, join.later.sha256} <= files), key=lambda j: (j.first, j.later)
    )


def _digests(survey: Survey) -> set[str]:
    return {round_.sha256 for round_ in survey.rounds}


def _joined(read: Read, joins: Sequence[Join]) -> Survey:
    """The survey with these joins; with those of them that can be made, where another questionnaire reads otherwise."""
    try:
        return read.reading.survey(joins)
    except SurveyError:
        pass
    visit, fit = _visit(), list[Join]()
    for join in joins:
        try:
            read.reading.survey([*fit, join])
            fit.append(join)
        except SurveyError:
            _undo([join])
            visit.not_applied += 1
    return read.reading.survey(fit)


def _take_over(survey: Survey) -> None:
    """Takes over what was decided with a published edition of these files, once a visit."""
    visit, files = _visit(), frozenset(_digests(survey))
    if files in visit.asked:
        return
    visit.asked.add(files)
    try:
        kept = editions.shelf().decisions(files)
    except EditionError:
        return
    if kept is None:
        return
    new = {_sorted(SubmissionRow(*one.first), SubmissionRow(*one.later)): one.same for one in kept[1]}
    known = survey.matching.pair if survey.matching is not None else lambda _: None
    new = {join: same for join, same in new.items() if join not in visit.decided and (same or known(join) is not None)}
    visit.decided |= new
    if new:
        visit.restored = kept[0].title, frozenset(new)


def decisions(survey: Survey) -> list[Decision]:
    """What was decided on these files, for the store."""
    files = _digests(survey)
    made = [Decision(join.first, join.later, same) for join, same in _visit().decided.items()]
    return [decision for decision in made if decision.is_of(files)]


def queue(survey: Survey, matching: Matching) -> None:
    """The next pair to decide, and the pairs decided; all of the others are skipped with one click."""
    visit, files = _visit(), frozenset(_digests(survey))
    different = [pair for pair in matching.offered if visit.decided.get(_rows(pair)) is False]
    waiting = [pair for pair in matching.offered if _rows(pair) not in visit.decided]
    decided = [*matching.joined, *different]
    if not waiting and not decided:
        return
    st.html(f"<style>{_STYLE}</style>")
    st.subheader(matching_words("queue"), anchor=False)
    _note_on_earlier(visit)
    if waiting and files in visit.skipped:
        st.info(matching_words("skipped", n=number(len(waiting) + matching.beyond, language())))
        st.button(matching_words("unskip"), key="pairs_unskip", on_click=visit.skipped.discard, args=(files,))
    elif waiting:
        if any(issue.code == "serial_codes" for issue in survey.issues):
            st.warning(matching_words("serial"), icon=":material/tag:")
        _next(visit, waiting, len(decided), matching.beyond, files)
    else:
        st.success(matching_words("all_decided"), icon=":material/check_circle:")
    if decided:
        _decided(decided, visit)


def _note_on_earlier(visit: _Visit) -> None:
    """Which decisions an edition brought, and how many did not fit."""
    if visit.restored is not None:
        title, joins = visit.restored
        st.info(matching_words("restored", title=plain(title), n=number(len(joins), language())))
        st.button(matching_words("undo_all"), key="undo_restored", on_click=_undo, args=(joins,))
    if visit.not_applied:
        st.warning(matching_words("not_applied", n=number(visit.not_applied, language())))


def _next(visit: _Visit, waiting: Sequence[OfferedPair], decided: int, beyond: int, files: frozenset[str]) -> None:
    """The pair that was put off the longest ago, or never."""
    off = {join: index for index, join in enumerate(visit.put_off)}
    pair = min(waiting, key=lambda one: off.get(_rows(one), -1))
    skipped = sum(_rows(one) in off for one in waiting) if _rows(pair) not in off else 0
    st.markdown(matching_words("queue_text"))
    ordinal, total = decided + skipped + 1, decided + len(waiting)
    st.markdown(f"**{matching_words('progress', n=number(ordinal, language()), total=number(total, language()))}**")
    st.html(_card(pair))
    if pair.rivals:
        st.caption(matching_words("rivals", n=number(pair.rivals, language())))
    with st.container(horizontal=True, key="decide"):
        for answer, same in (("same", True), ("different", False)):
            st.button(matching_words(answer), key=f"pair_{answer}", on_click=_decide, args=(_rows(pair), same))
        if len(waiting) > 1:
            st.button(
                matching_words("later"), key="pair_later", type="tertiary", on_click=_put_off, args=(_rows(pair),)
            )
            st.button(
                matching_words("skip_all"), key="pairs_skip", type="tertiary", on_click=visit.skipped.add, args=(files,)
            )
    if beyond:
        st.caption(matching_words("beyond", n=number(beyond, language())))


def _card(pair: OfferedPair) -> str:
    """The two submissions beside each other: codes, cells, times, then what agrees and what differs."""
    sheets = (pair.first, pair.later)
    agrees = [f"{matching_words('group')}: {_label(pair.group)}"] if pair.group is not None else []
    agrees += [_label(fact.label) for fact in pair.facts if fact.agrees]
    differs = [matching_words(f"slip_{pair.slip}"), *(_label(fact.label) for fact in pair.facts if not fact.agrees)]
    equal = {"equal": number(pair.equal, language()), "compared": number(pair.compared, language())}
    lines = [
        '<dt class="corner"></dt>',
        *(f'<dd class="head">{escape(_round(sheet))}</dd>' for sheet in sheets),
        _pair_line("code", [f'<bdi class="code">{_marked(sheet)}</bdi>' for sheet in sheets]),
        _pair_line("where", [f'<span class="small">{escape(_where(sheet))}</span>' for sheet in sheets]),
        _pair_line("sent", [f'<span class="small">{escape(_time(sheet))}</span>' for sheet in sheets]),
        *([_wide_line("agrees", " · ".join(agrees))] if agrees else []),
        _wide_line("differs", " · ".join(differs)),
        _wide_line("answers_alike", matching_words("answers_alike_of", **equal)),
    ]
    return f'<dl class="pair">{"".join(lines)}</dl>'


def _pair_line(name: str, cells: Sequence[str]) -> str:
    return f"<dt>{escape(matching_words(name))}</dt>" + "".join(f"<dd>{cell}</dd>" for cell in cells)


def _wide_line(name: str, text: str) -> str:
    return f'<dt>{escape(matching_words(name))}</dt><dd class="wide">{escape(text)}</dd>'


def _label(label: Label) -> str:
    return label_in(label, language())


def _round(sheet: OfferedSubmission) -> str:
    return round_words(sheet.round, language())


def _where(sheet: OfferedSubmission) -> str:
    return matching_words("cell", file=sheet.file, sheet=sheet.sheet, cell=sheet.cell)


def _time(sheet: OfferedSubmission) -> str:
    return isolate(sheet.submitted, language()) if sheet.submitted else matching_words("no_time")


def _marked(sheet: OfferedSubmission) -> str:
    """The code, with the signs underlined that the other has not."""
    start, end = sheet.differs
    marked = f"<mark>{escape(sheet.code[start:end])}</mark>" if end > start else ""
    return f"{escape(sheet.code[:start])}{marked}{escape(sheet.code[end:])}"


def _decided(pairs: Iterable[OfferedPair], visit: _Visit) -> None:
    """Each pair decided, with a button that undoes it."""
    found = list(pairs)
    st.markdown(f"**{matching_words('decided', n=number(len(found), language()))}**")
    for pair in found:
        same = visit.decided.get(_rows(pair)) is not False
        row = f"{pair.first.row.row}_{pair.later.row.row}_{pair.first.round}_{pair.later.round}"
        with st.container(horizontal=True, vertical_alignment="center", key=f"decided_{row}"):
            codes = " – ".join(f"<bdi>{_marked(sheet)}</bdi>" for sheet in (pair.first, pair.later))
            answer = escape(matching_words("same" if same else "different"))
            st.html(f'<span class="of-pair">{codes} · {answer}</span>', width="content")
            st.button(matching_words("undo"), key=f"undo_{row}", on_click=_undo, args=([_rows(pair)],))


def _decide(join: Join, same: bool) -> None:
    visit = _visit()
    visit.decided[join] = same
    visit.put_off = [one for one in visit.put_off if one != join]


def _put_off(join: Join) -> None:
    visit = _visit()
    visit.put_off = [*(one for one in visit.put_off if one != join), join]


def _undo(joins: Iterable[Join]) -> None:
    visit, gone = _visit(), {join.rows for join in joins}
    visit.decided = {join: same for join, same in visit.decided.items() if join.rows not in gone}
    if visit.restored is not None:
        left = frozenset(join for join in visit.restored[1] if join.rows not in gone)
        visit.restored = (visit.restored[0], left) if left else None
