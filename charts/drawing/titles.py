"""Titles made by rule from the findings, and the words around a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from charts.drawing.findings import BINS
from charts.drawing.frame import Frame
from charts.drawing.questions.one_round import answers_in_words, title_of_answers
from charts.primitives.look import CERTAIN
from charts.primitives.writing import shown_length
from metrics import (
    INDEX,
    PROTECTED,
    ChangeRow,
    Protected,
    group_label,
    measure_label,
    round_label,
    sentence,
    subject,
)
from metrics.findings.verdicts import POINTING, way_of
from metrics.result.names import finding_words, say_of_index
from metrics.result.sentences import decimals
from metrics.result.units import POINTS, beside
from metrics.result.withheld import why_withheld
from metrics.schema.precision import rounded
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS
from words import number, printable, program, say

if TYPE_CHECKING:
    from charts.drawing.picture import View


LONGEST = 160
"""Characters of a title: on two lines of a slide of 16:9, so that every language has room for the same finding."""
MOST_NAMED = 3
"""So many sides are named in a title; more are counted."""
_LONG = ("bounded", "not_decreased", "not_increased", "mixed")
"""Verdicts whose usual words are too long for a title."""
_MOST_ASPECTS_NAMED = 4
"""So many aspects are named in a part of a title; where there are more, they are counted."""
_MOST_ASPECTS = 2
"""Questions that all belong to so many aspects are counted with the names of these."""
_A_PAIR = 2
"""So many names have one *and* between them, and no comma."""
_MOST_CLAUSES = 4
"""Parts of the title of aspects by group."""


def counted(result: Protected, rows: Sequence[ChangeRow], what: str, language: str, **values: str) -> str:
    """How many of all rose, and may have; then how many fell, did not change, are unclear, and are not shown.

    Where none rose, how many fell comes first; where none did either, that none did. Where no row has a finding, why:
    each reason that holds.

    Parameters
    ----------
    what : str
        A word of ``figures.of_<what>``: groups, dimensions, questions.
    **values
        Fill what else those words ask for.
    """
    counts = _counts(rows)
    if not any(row.change is not None for row in rows):
        reasons = dict.fromkeys(_why_nothing(row, language) for row in rows)
        said = say("figures.separator", language).join(reasons)
        return say_of_index(f"figures.of_{what}", result, language, counts=said, **values)
    first = next((name for name in CERTAIN if counts[name]), "none")
    n, total = counts[first], sum(counts.values())
    of = say(f"figures.share_of_{what}", language, n=number(n, language), total=number(total, language))
    of = _with_aspects(result, rows, first, of, what, language)
    lead = say_of_index(f"figures.title_{first}", result, language, of=of)
    named = {first}
    if (pointing := f"maybe_{first}") in POINTING and counts[pointing]:
        some = _with_aspects(result, rows, pointing, number(counts[pointing], language), what, language)
        lead = say(f"figures.title_and_{pointing}", language, lead=lead, of=some)
        named.add(pointing)
    title = _with_rest(lead, _rest(result, rows, named, what, language), language)
    return say(f"figures.title_of_{what}", language, title=title, **values) if values else title


def _counts(rows: Sequence[ChangeRow]) -> Counter[str]:
    """How many rows are in each bin, point to each direction, or are not shown; of those that are compared."""
    names = {verdict: one.name for one in BINS for verdict in one.verdicts}
    names |= {verdict: verdict for one in BINS for verdict in one.pointing} | {PROTECTED: PROTECTED}
    known = (row.verdict or "" for row in rows if row.change is not None or row.verdict == PROTECTED)
    return Counter(names[verdict] for verdict in known)


_ORDER = ("increased", "maybe_increased", "decreased", "maybe_decreased", "equivalent", "bounded", "open", PROTECTED)


def _rest(
    result: Protected, rows: Sequence[ChangeRow], said: Collection[str], what: str, language: str
) -> Iterator[str]:
    """How many rows have each finding that is not said yet; that none rose or fell, where nobody said so."""
    counts = _counts(rows)
    for name in _ORDER:
        if name in said:
            continue
        if n := counts[name]:
            text = say(f"figures.count_{name}", language, n=number(n, language))
            yield _with_aspects(result, rows, name, text, what, language)
        elif name in CERTAIN and "none" not in said:
            yield say(f"figures.none_{name}", language)


def _with_aspects(result: Protected, rows: Sequence[ChangeRow], name: str, text: str, what: str, language: str) -> str:
    """A count of questions with the aspects that they all belong to, where these are few and not all there are."""
    if what != "questions" or name not in (*CERTAIN, *POINTING):
        return text
    found = [result.measure_of[row.measure].dimension for row in rows if row.verdict == name]
    aspects = {result.measure_of[row.measure].dimension for row in rows}
    known = [one for one in dict.fromkeys(found) if one is not None]
    if None in found or not 0 < len(known) <= min(_MOST_ASPECTS, len(aspects) - 1):
        return text
    names = listed([measure_label(result, one, language) for one in known], language)
    return say("figures.title_in_aspects", language, what=text, names=names)


def _with_rest(lead: str, rest: Iterable[str], language: str) -> str:
    """The first part of a title, and the others behind it."""
    others = say("findings.paragraph_names", language).join(rest)
    return say("figures.title_and", language, lead=lead, rest=others) if others else lead


def listed(names: Sequence[str], language: str) -> str:
    """Names in a row: *A, B and C*; where a language has *and* behind each comma, so do the last two."""
    between, final = say("findings.paragraph_names", language), say("screens.and", language)
    if len(names) > _A_PAIR and between.endswith(final.strip()):
        return between.join(names)
    *before, last = names
    return final.join((between.join(before), last)) if before else last


def fitting(candidates: Sequence[str]) -> str:
    """The first that has at most `LONGEST` characters, else the last."""
    return next((title for title in candidates if title and shown_length(title) <= LONGEST), candidates[-1])


def of_sides(result: Protected, language: str) -> Iterator[str]:
    """Whose trust in whom rose or fell, or what else was found of each side, in few words; the same of all said once.

    Nothing of more sides than a title names, of which each has another finding.
    """
    heads = (result.change_of.get((INDEX, group)) for group in result.headline_groups)
    rows = [row for row in heads if row is not None]
    found = [_short(result, row, language) for row in rows]
    if len(rows) > 1 and len(set(found)) == 1:
        yield say(f"figures.same_{'both' if len(rows) == 2 else 'all'}", language, what=found[0])
    elif 0 < len(rows) <= MOST_NAMED:
        between = say("figures.between_sides", language)
        if len(rows) > 1:
            yield between.join(
                _with_subject(result, row, text, language) for row, text in zip(rows, found, strict=True)
            )
        named = zip((printable(group_label(result, row.group, language)) for row in rows), found, strict=True)
        yield between.join(say("findings.paragraph_bin", language, what=who, names=text) for who, text in named)


def _with_subject(result: Protected, row: ChangeRow, found: str, language: str) -> str:
    """A side's trust, in whom, with what was found of it."""
    about = printable(subject(result, row.measure, row.group, language))
    if row.verdict in CERTAIN:
        return say(f"figures.side_{row.verdict}", language, subject=about)
    return say("findings.paragraph_bin", language, what=about, names=found)


def _short(result: Protected, row: ChangeRow, language: str) -> str:
    """A finding in two or three words."""
    if row.verdict in _LONG:
        return say(f"figures.short_{row.verdict}", language)
    way = way_of(row.verdict, rounded(row.change, decimals(row))) if row.change is not None else 0
    if row.verdict == "trivial" and way:
        return say(f"figures.short_trivial_{'rise' if way > 0 else 'fall'}", language)
    if row.verdict == PROTECTED:
        return say("findings.short_protected", language)
    if row.verdict is None and row.reason != NOT_IN_BOTH_ROUNDS:
        return say("figures.too_few_answers", language)
    return finding_words(result, row.finding, language, of_index=row.measure == INDEX)


def of_aspects(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """In which aspects somebody's trust rose, fell, or points there, by name; the rest is counted.

    All are counted where none has such a finding, or one is that of too many to name.
    """
    known = [row for row in rows if row.change is not None]
    names = {
        verdict: [measure_label(result, row.measure, language, row.group) for row in known if row.verdict == verdict]
        for verdict in (*CERTAIN, *POINTING)
    }
    if not any(names.values()) or max(map(len, names.values())) > _MOST_ASPECTS_NAMED:
        return counted(result, rows, "dimensions", language)
    parts = [
        say(f"figures.title_{verdict}_in", language, names=listed(labels, language))
        for verdict, labels in names.items()
        if labels
    ]
    lead = say("figures.title_separator", language).join(parts)
    return _with_rest(lead, _rest(result, rows, {*CERTAIN, *POINTING}, "dimensions", language), language)


def of_aspects_by_group(result: Protected, rows: Sequence[ChangeRow], language: str, most: int = _MOST_CLAUSES) -> str:
    """Which aspects rose, fell, or point there, and in how many of the groups; no group is named.

    Aspects with the same finding in as many groups are named together. Where these parts are too many, those that hold
    of most groups come first, and of rises and falls each has its own.

    Parameters
    ----------
    most : int
        So many parts at most.
    """
    total = len({row.group for row in rows})
    found: dict[str, dict[int, list[str]]] = {}
    for verdict in (*CERTAIN, *POINTING):
        aspects = Counter(row.measure for row in rows if row.verdict == verdict)
        for aspect in dict.fromkeys(row.measure for row in rows):
            if n := aspects[aspect]:
                found.setdefault(verdict, {}).setdefault(n, []).append(measure_label(result, aspect, language))
    clauses = [
        (verdict, n, names) for verdict, by_n in found.items() for n, names in sorted(by_n.items(), reverse=True)
    ]
    if not clauses:
        return say("figures.by_group", language, title=counted(result, rows, "cells", language))
    first = [next(one for one in clauses if one[0] == verdict) for verdict in found][:most]
    more = [one for one in clauses if one not in first and one[0] in CERTAIN][: most - len(first)]
    kept = [one for one in clauses if one in first or one in more]
    parts = [_clause(*clause, total if place == 0 else None, language) for place, clause in enumerate(kept)]
    return say("figures.title_separator", language).join(parts)


def _clause(verdict: str, n: int, names: Sequence[str], total: int | None, language: str) -> str:
    """That some aspects have a finding in so many groups: of all, where these are said."""
    some = number(n, language)
    counted_aspects = say("figures.title_aspects", language, n=number(len(names), language))
    who = listed(names, language) if len(names) <= _MOST_ASPECTS_NAMED else counted_aspects
    of = some
    if total is not None:
        of = say("figures.share_of_groups", language, n=some, total=number(total, language))
    return say(f"figures.title_{verdict}_by_group", language, names=who, of=of)


def of_questions(result: Protected, rows: Sequence[ChangeRow], view: View) -> str:
    """What was found of the questions that a view chooses; that there is none where it chooses none."""
    language = view.language
    found = counted(result, rows, "questions", language) if result.pairs else title_of_answers(result, rows, language)
    title = found if rows else say("figures.no_question", language)
    chosen = [
        *([measure_label(result, view.aspect, language)] if view.aspect else []),
        *([say("screens.quoted", language, name=printable(view.search))] if view.search.strip() else []),
    ]
    if not chosen:
        return title
    return say("figures.for_group", language, who=say("figures.separator", language).join(chosen), title=title)


def not_shown(n: int, language: str) -> list[str]:
    """How many of those that a title counts are not shown; nothing where all are."""
    return [say("figures.count_protected", language, n=number(n, language))] if n else []


def _why_nothing(row: ChangeRow, language: str) -> str:
    """Why a row has no finding: it is hidden, or was not asked or not answered in both rounds."""
    if row.verdict == PROTECTED:
        return say("findings.protected", language)
    if row.reason == NOT_IN_BOTH_ROUNDS:
        return say("figures.asked_once", language)
    return say("figures.no_answers" if row.level == "item" else "figures.too_few_answers", language)


def frame(
    result: Protected,
    title: str,
    shows: str,
    edition: str,
    language: str,
    *,
    who: str | None = None,
    tested: bool = True,
    **values: str,
) -> Frame:
    """Title, subtitle and footer of a figure.

    Parameters
    ----------
    shows : str
        A word of ``figures.shows_<shows>``: what is drawn.
    edition : str
        Name of the edition.
    who : str, optional
        Which people it rests on; where absent, those of the headline.
    tested : bool
        Whether it shows findings of a test.
    **values
        Fill what else the words of `shows` ask for.
    """
    test = next((row.test for row in result.changes if row.test), None) if tested else None
    none = "–" if tested else say("figures.not_tested", language)
    footer = say(
        "figures.footer",
        language,
        edition=edition,
        test=say(f"findings.test_{test}", language) if test else none,
        threshold=result.settings.threshold,
        code=result.code,
        program=program(),
        audience=say(f"figures.audience_{result.audience}", language),
    )
    who = who or say(f"figures.who_{result.estimand}", language)
    index = measure_label(result, INDEX, language)
    named = {
        "the_index": say_of_index("figures.the_index", result, language),
        "first_index": index[:1].upper() + index[1:],
        "rose_or_fell": say_of_index("figures.rose_or_fell", result, language),
    }
    return Frame(title, say(f"figures.shows_{shows}", language, who=who, **named, **values), footer)


def who_in(result: Protected, rounds: Sequence[str], language: str) -> str:
    """Which people a figure of some rounds rests on: of one round everybody, of two those that the estimand names."""
    if len(rounds) < 2:
        return say("figures.who_one", language)
    if tuple(rounds) == ("pre", "post"):
        return say(f"figures.who_{result.estimand}", language)
    return who_in_two_rounds(result, language)


def who_in_two_rounds(result: Protected, language: str) -> str:
    """Which people a figure rests on that compares any two rounds."""
    return say("figures.who_all" if result.estimand == "all" else f"figures.who_{result.estimand}_rounds", language)


def alternative(result: Protected, rows: Sequence[ChangeRow], language: str, units: str = POINTS) -> str:
    """A figure in words, for those who can't see it: the sentence of each row, then once why some lack numbers.

    Where there is one round, what was answered to each question.

    Beside a sentence, which is in points, its levels in other units, where these were chosen.
    """
    if not result.pairs:
        return " ".join(answers_in_words(result, row, language) for row in rows)
    said = [text for row in rows for text in (sentence(result, row, language), beside(result, row, units, language))]
    return " ".join(text for text in (*said, *why_withheld(rows, language)) if text)


def untested_frame(
    result: Protected, title: str, shows: str, rounds: Sequence[str], edition: str, language: str
) -> Frame:
    """The words around a figure of some rounds that shows no finding of a test."""
    who = who_in(result, rounds, language)
    if len(rounds) < 2:
        return frame(result, title, f"{shows}_one", edition, language, who=who, tested=False)
    first, second = (round_label(result, name, language) for name in rounds)
    return frame(result, title, shows, edition, language, who=who, tested=False, first=first, second=second)
