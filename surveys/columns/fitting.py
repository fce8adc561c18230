"""Which questions each column of a table may stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from surveys.columns.headings import BY_NAME, Fit, Headings
from surveys.files.table import Table, wordings_of
from surveys.model.instrument import Instrument


def fit_columns(
    table: Table, instrument: Instrument, headings: Headings, needed: set[str], chosen: Mapping[int, str | None]
) -> tuple[list[tuple[Fit, ...]], list[int]]:
    """The questions that each column fits equally, and the columns that only the order of the form tells apart.

    Parameters
    ----------
    table, instrument, headings
        One file's submissions, the questionnaire, and the headings that its questions may have.
    needed : set of str
        The names of the questions that have a part in a survey.
    chosen : mapping
        The question of columns that the officer was asked for, by name; None for a column that has none.
    """
    by_name = {question.name: Fit(question, BY_NAME) for question in instrument.questions}
    fits = _fits(table, headings, needed)
    for column, name in chosen.items():
        if column >= len(fits):
            continue
        fits[column] = (by_name[name],) if name is not None and name in by_name else ()
    return _in_order(instrument, fits, _with_ignored(table, headings, fits, chosen))


def _fits(table: Table, headings: Headings, needed: set[str]) -> list[tuple[Fit, ...]]:
    """The questions of each column: by all that it may be compared as; else by the row of the grid that it is.

    A name and a text that fit different questions leave both. The row of a grid takes no question that a column fits
    as a whole. Last comes the name without its separators, where it is left and one column alone has it.
    """
    wordings = [wordings_of(table, column) for column in range(len(table.headings))]
    fits = [_agreed([headings.fits(text) for text in texts if text], needed) for texts in wordings]
    taken = {found[0].question.name for found in fits if len(found) == 1}
    for column, texts in enumerate(wordings):
        if not fits[column] and column not in table.metadata and not any(map(headings.is_option, texts)):
            rows = _agreed([headings.behind_stem(text) for text in texts if text], needed)
            fits[column] = () if {fit.question.name for fit in rows} & taken else rows
    return _with_bare_names(table, headings, wordings, fits)


def _with_bare_names(
    table: Table, headings: Headings, wordings: Sequence[Sequence[str]], fits: Sequence[tuple[Fit, ...]]
) -> list[tuple[Fit, ...]]:
    taken = {fit.question.name for found in fits for fit in found}
    bare: dict[str, list[tuple[int, Fit]]] = {}
    for column, texts in enumerate(wordings):
        if not fits[column] and column not in table.metadata and not any(map(headings.is_option, texts)):
            for fit in next(filter(None, map(headings.bare_name, texts)), ()):
                bare.setdefault(fit.question.name, []).append((column, fit))
    alone = {of[0][0]: of[0][1] for name, of in bare.items() if name not in taken and len(of) == 1}
    return [(alone[column],) if column in alone else found for column, found in enumerate(fits)]


def _with_ignored(
    table: Table, headings: Headings, fits: Sequence[tuple[Fit, ...]], chosen: Collection[int]
) -> list[tuple[Fit, ...]]:
    """The questions of each column; of columns that one question claims together, those to be ignored that fit too."""
    claims: dict[tuple[str, ...], list[int]] = {}
    for column, found in enumerate(fits):
        if len(found) == 1 and column not in chosen:
            claims.setdefault(_path_of(found[0]), []).append(column)
    widened = list(fits)
    for column in (column for columns in claims.values() if len(columns) > 1 for column in columns):
        also = (fit for text in wordings_of(table, column) if text for fit in headings.with_ignored(text))
        widened[column] = tuple({_path_of(fit): fit for fit in (*fits[column], *also)}.values())
    return widened


def _in_order(
    instrument: Instrument, fits: Sequence[tuple[Fit, ...]], widened: Sequence[tuple[Fit, ...]]
) -> tuple[list[tuple[Fit, ...]], list[int]]:
    """Columns of one heading that fit as many questions, distinguished by their order; and which those are.

    Tools export the columns in the order of the form. So the first of them is the first of the questions, provided that
    each then stands between the same questions as in the form; where one does not, all stay as they are in `fits`.
    Questions to be ignored count here: a form that has a heading twice, and ignores one, says which.
    """
    order = {(*question.path, question.name): index for index, question in enumerate(instrument.questions)}
    settled, by_order = list(fits), []
    for among, columns in _alike(widened).items():
        if len(among) == len(columns):
            found = sorted(widened[columns[0]], key=lambda fit: order[_path_of(fit)])
            tried = dict(zip(columns, found, strict=True))
            if all(_stands_between(widened, order, column, order[_path_of(fit)]) for column, fit in tried.items()):
                by_order += columns
                for column, fit in tried.items():
                    settled[column] = (fit,)
    return settled, sorted(by_order)


def _path_of(fit: Fit) -> tuple[str, ...]:
    return (*fit.question.path, fit.question.name)


def _alike(fits: Sequence[tuple[Fit, ...]]) -> dict[frozenset[tuple[str, ...]], list[int]]:
    """The columns that fit the same questions, of those that fit several."""
    alike: dict[frozenset[tuple[str, ...]], list[int]] = {}
    for column, found in enumerate(fits):
        if len(found) > 1:
            alike.setdefault(frozenset(map(_path_of, found)), []).append(column)
    return alike


def _stands_between(
    fits: Sequence[tuple[Fit, ...]], order: Mapping[tuple[str, ...], int], column: int, index: int
) -> bool:
    """Whether the nearest columns on both sides whose question is clear are before and behind it in the form too."""
    clear = [(other, order[_path_of(found[0])]) for other, found in enumerate(fits) if len(found) == 1]
    before = [known for other, known in clear if other < column][-1:]
    behind = [known for other, known in clear if other > column][:1]
    return bool(before or behind) and all(known < index for known in before) and all(index < known for known in behind)


def _agreed(found: Sequence[tuple[Fit, ...]], needed: set[str]) -> tuple[Fit, ...]:
    """What the wordings of a column fit: those that all fit; where they contradict each other, all that is needed."""
    fits = [one for one in found if one]
    if len(fits) < 2:
        return fits[0] if fits else ()
    common = set.intersection(*({fit.question.name for fit in one} for one in fits))
    if common:
        return tuple(fit for fit in fits[0] if fit.question.name in common)
    wanted: dict[tuple[str, ...], Fit] = {}
    for fit in (fit for one in fits for fit in one if fit.question.name in needed):
        wanted.setdefault(_path_of(fit), fit)
    return tuple(wanted.values()) or fits[0]
