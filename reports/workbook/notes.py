"""The notes sheet: what was found, how to read the numbers, and what they rest on."""

from __future__ import annotations

from math import ceil

from metrics import INDEX, Protected, party_label, sentence
from metrics.result.names import matched_label, round_on_day, say_of_index, who_is_compared
from metrics.result.units import POINTS
from metrics.result.withheld import why_withheld
from reports.workbook.columns import in_words
from reports.workbook.sheet import Sheet
from reports.workbook.tables.names import breakdown_label, round_label
from words import has, number, say

Fact = tuple[str, str | int]
_LINE, _LINE_HEIGHT = 125, 13
"""Characters of a sentence on a line, and the height of a line in points: merged cells don't grow by themselves."""


def write_notes(sheet: Sheet, result: Protected, heading: str, units: str) -> None:
    """Writes the heading, the findings, and a line a fact."""
    language, page = sheet.language, sheet.sheet
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    sheet.put(0, 0, heading, "title")
    row = 2
    lines = [(finding, "words") for finding in _headline(result, language)]
    lines += [(result.one_group.message(language), "words")] if result.one_group is not None else []
    lines += [(say_of_index(f"workbook.{word}", result, language), "muted") for word in _warnings(result, units)]
    for line, look in lines:
        sheet.across(row, 2, line, look)
        page.set_row(row, _LINE_HEIGHT * ceil(len(line) / _LINE))
        row += 1
    for label, value in (*_choices(result, language), *_people(result, language)):
        row += 1
        sheet.put(row, 0, label, "words")
        if isinstance(value, int):
            page.write_number(row, 1, value, sheet.looks.look("fact"))
        else:
            sheet.put(row, 1, value, "words")
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    sheet.print_on(row + 1, 2)


def _headline(result: Protected, language: str) -> list[str]:
    """The sentence of each headline row; none where there is one round. Then once why rows lack numbers."""
    rows = [result.change_of.get((INDEX, group)) for group in result.headline_groups]
    found = [sentence(result, row, language) for row in rows if row is not None]
    return [*found, *why_withheld(result.changes, language)]


def _warnings(result: Protected, units: str) -> list[str]:
    of_units = [] if units == POINTS else [f"note_{units}"]
    of_gaps = ["note_gaps"] if result.gaps else []
    of_paper = ["note_paper"] if result.changes else []
    return [f"note_{result.audience}", "note_one_result", "note_scale", *of_units, *of_gaps, *of_paper]


def _choices(result: Protected, language: str) -> list[Fact]:
    """Code and settings."""
    settings = result.settings
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    invited = ", ".join(
        f"{party_label(result, name, language)}: {number(n, language)}" for name, n in settings.invited.items()
    )
    breakdown = breakdown_label(result, language)
    facts: list[tuple[str, str | int]] = [
        ("code", result.code),
        ("estimand", who_is_compared(result, language)),
        *(("pair", _pair(result, pair, language)) for pair in result.pairs if len(result.pairs) > 1),
        *(("test", in_words("test", test, language)) for test in tests),
        ("clusters_setting", say(f"workbook.clusters_{_clusters(result)}", language)),
        ("weights", say(f"workbook.weights_{'on' if settings.weights else 'off'}", language)),
        ("threshold", settings.threshold),
        ("margin", f"{settings.margin:g}"),
        *([("breakdown", breakdown)] if breakdown else []),
        *([("invited_by_group", invited)] if invited else []),
        ("seed", settings.seed),
    ]
    named = (say("screens.set_named", language), say(f"screens.named_{result.named}", language))
    names = result.one_group is None or result.breakdown is not None
    return [*([named] if names else []), *((_label(word, language), value) for word, value in facts)]


def _clusters(result: Protected) -> str:
    """Whether people of one organisation count as a unit: unknown where no row knows the organisations."""
    if not result.settings.clusters:
        return "off"
    return "on" if any(row.clusters for row in result.changes) else "unknown"


def _label(word: str, language: str) -> str:
    """What a fact is called: as a column of it would be, where there is one."""
    topic = "headings" if has(f"headings.{word}") else "workbook"
    return say(f"{topic}.{word}", language)


def _pair(result: Protected, pair: tuple[str, str], language: str) -> str:
    """A pair of rounds compared, with its people where their number is shown; the headline's is called so."""
    earlier, later = (round_label(result, name, language) for name in pair)
    word = "pair_headline" if pair == result.headline_pair else "pair_other"
    text, people = say(f"workbook.{word}", language, earlier=earlier, later=later), result.people_compared(pair)
    if people is None:
        return text
    return say("workbook.pair_people", language, pair=text, n=number(people, language))


def _people(result: Protected, language: str) -> list[Fact]:
    """How many people answered in each round, and both times."""
    counts = [(_answered(result, round_.name, language), round_.respondents) for round_ in result.rounds]
    if result.estimand != "independent":
        counts.append((matched_label(result, language), result.matched))
    return [(label, say("workbook.hidden_cell", language) if n is None else n) for label, n in counts]


def _answered(result: Protected, name: str, language: str) -> str:
    return say("screens.respondents_round", language, round=round_on_day(result, name, language))
