"""How it was measured, in plain words: who is compared, by which test, what each term means, and the instrument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charts.drawing.rounds import pair_label
from charts.figures.reliability import reliability_sentence
from metrics import INDEX, Protected, group_label
from metrics.result.names import index_name
from metrics.tables.reliability import POOLED
from reports.content.basis.people import attrition_notes, people_sentence
from reports.content.basis.settings import weights_words
from reports.content.findings import what
from reports.content.hiding.groups_together import Spelling, as_it_stands
from reports.content.protection import why_hidden
from reports.report import Report
from words import has, label_in, number, own_direction, printable, say, say_about_index

TERMS = (
    "index", "aspect", "matched", "interval", "margin", "finding", "pointing", "ruled_out", "detectable", "effect", "p",
    "adjusted", "sd", "net", "threshold", "protected", "in_part", "rounding",
)  # fmt: skip
"""The terms that are explained, in order."""
AT_HAND = ("marks", "index", "interval", "margin", "pointing", "ruled_out", "matched", "protected")
"""What a reader meets first, the marks of the figures before all, explained on the pages that show results."""


@dataclass(frozen=True)
class MethodNote:
    """Something that is to be known of how it was measured.

    Attributes
    ----------
    name : str
        Of what it is.
    heading : str
        A few words.
    texts : tuple of str
        A paragraph each.
    """

    name: str
    heading: str
    texts: tuple[str, ...]


def method(report: Report) -> tuple[MethodNote, ...]:
    """How it was measured, in order; what does not apply to this result is left out."""
    language = report.language
    found = {
        "scale": (glossary_entry(report.result, "index", language)[1],),
        "people": tuple(_people(report)),
        "compared": who_is_compared_in_words(report.result, language),
        "attrition": attrition_notes(report.result, report.language),
        "test": tuple(_test(report)),
        "margin": (_meaning(report, "margin"), _meaning(report, "finding")) if report.result.change_of else (),
        "adjusted": (_meaning(report, "adjusted"),) if _is_adjusted(report.result) else (),
        "colleagues": tuple(independence(report.result, language)),
        "weights": (weights_words(report.result, language),) if report.result.settings.weights else (),
        "reliability": tuple(_reliability(report)),
        "protection": why_hidden(report.result, language),
        "limits": limits(report.result, language),
    }
    return tuple(
        MethodNote(name, say(f"reports.content_method_{name}", language), texts)
        for name, texts in found.items()
        if texts
    )


def glossary(result: Protected, language: str, spelling: Spelling = as_it_stands) -> tuple[tuple[str, str], ...]:
    """Each term with what it means, and an example of those that do not have one in their meaning."""
    return tuple(_with_example(result, term, language, spelling) for term in TERMS)


def _with_example(result: Protected, term: str, language: str, spelling: Spelling) -> tuple[str, str]:
    name, meaning = glossary_entry(result, term, language, spelling)
    example = f"screens.example_{term}"
    return name, f"{meaning} {say(example, language)}" if has(example) else meaning


def glossary_entry(result: Protected, term: str, language: str, spelling: Spelling = as_it_stands) -> tuple[str, str]:
    """A term with what it means; `spelling`: how the name of the index is written."""
    index = spelling(printable(index_name(result, language)))
    rose_or_fell = say_about_index("screens.rose_or_fell", language, index)
    settings = result.settings
    values = {"margin": settings.margin, "threshold": settings.threshold, "rose_or_fell": rose_or_fell}
    meaning = say_about_index(f"screens.meaning_{term}", language, index, **values)
    return say_about_index(f"screens.term_{term}", language, index), meaning


def _meaning(report: Report, term: str) -> str:
    return glossary_entry(report.result, term, report.language)[1]


def who_is_compared_in_words(result: Protected, language: str) -> tuple[str, ...]:
    """On whom the comparisons rest; where there are several, how many people each has, where that is shown."""
    if len(result.pairs) < 2:
        return (say(f"screens.who_{result.estimand}" if result.pairs else "screens.who_one", language),)
    lead = say("screens.who_all" if result.estimand == "all" else f"screens.who_{result.estimand}_pairs", language)
    counts = [(pair, result.people_compared(pair)) for pair in result.pairs]
    lines = (
        say("screens.pair_people", language, pair=pair_label(result, pair, language), n=number(n, language))
        for pair, n in counts
        if n is not None
    )
    return (lead, *lines)


def limits(result: Protected, language: str) -> tuple[str, ...]:
    """What no result of such a survey can say: causes of a change, those who did not answer, single people."""
    words = (*(("cause",) if result.pairs else ()), "others", "person")
    return tuple(say(f"reports.content_no_{word}", language) for word in words)


def _people(report: Report) -> Iterator[str]:
    """Who came and who answered twice, in a sentence; then what is to be known of them."""
    result, language = report.result, report.language
    yield people_sentence(result, language)
    for issue in result.issues:
        if issue.code in ("one_group", "one_group_unknown", "joined_by_hand"):
            yield issue.message(language)
        elif issue.code == "asked_in_one_round":
            yield issue.explained(language).wrong


def _test(report: Report) -> Iterator[str]:
    """Test, exact check and interval."""
    rows, language = report.result.changes, report.language
    test, check = (next((getattr(row, name) for row in rows if getattr(row, name)), None) for name in ("test", "check"))
    if test is None:
        return
    yield say("screens.test_is", language, test=say(f"findings.test_{test}", language))
    if check is not None:
        yield say("screens.check_is", language, check=say(f"findings.test_{check}", language))
    yield _meaning(report, "interval")


def _is_adjusted(result: Protected) -> bool:
    return any((row.family_size or 0) > 1 for row in result.changes)


def independence(result: Protected, language: str) -> Iterator[str]:
    """Which answers count as independent: those of organisations where they are known, else of people."""
    found = [result.change_of.get((INDEX, group)) for group in result.headline_groups]
    rows = [row for row in found if row is not None]
    if not rows:
        return
    known = [row for row in rows if row.clusters is not None]
    if not known:
        yield say("reports.content_independent", language)
        return
    for row in known:
        k = number(row.clusters or 0, language)
        yield say("screens.independence_known", language, who=printable(group_label(result, row.group, language)), k=k)


def _reliability(report: Report) -> Iterator[str]:
    """How far the questions of the index hang together, over all rounds, and what that means."""
    result, language = report.result, report.language
    rows = [row for row in result.reliability if row.round == POOLED and row.scope == INDEX]
    if rows:
        yield say("screens.reliability_text", language)
        yield from (reliability_sentence(result, row, language) for row in rows)


@dataclass(frozen=True)
class Wording:
    """How a question is put to somebody; `who` is empty where it is put to all alike."""

    who: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question of the instrument.

    Attributes
    ----------
    number : int
        Its place, from 1.
    item : str
    wordings : tuple of Wording
    aspect : str
        Empty where it is of none.
    answers : tuple of str
        From the lowest score to the highest.
    reversed : bool
        Whether a high answer counts as low.
    """

    number: int
    item: str
    wordings: tuple[Wording, ...]
    aspect: str
    answers: tuple[str, ...]
    reversed: bool


def instrument(report: Report) -> tuple[Question, ...]:
    """Every question with its wordings, answers and aspect, in the questionnaire's order."""
    result, language = report.result, report.language
    found = []
    for place, measure in enumerate((one for one in result.measures if one.level == "item"), start=1):
        wordings = tuple(
            Wording(_asked(report, asked), own_direction(printable(label_in(text, language)), language))
            for asked, text in (measure.wordings or {}).items()
        )
        aspect = result.measure_of.get(measure.dimension or "")
        found.append(
            Question(
                place,
                measure.name,
                wordings or (Wording("", what(report, measure.name, "")),),
                "" if aspect is None else printable(label_in(aspect.label, language)),
                tuple(own_direction(printable(label_in(one.label, language)), language) for one in measure.answers),
                measure.reversed,
            )
        )
    return tuple(found)


def _asked(report: Report, asked: str) -> str:
    """Who is asked a wording: a side or a group by its label; empty where all are."""
    if not asked:
        return ""
    result, language = report.result, report.language
    labels = {group.name: group.label for group in result.groups} | {side.name: side.label for side in result.sides}
    return printable(label_in(labels.get(asked, {}), language) or asked.replace("_", " "))
