"""What the columns of the real exports mean, said by a person: by a pattern of their headings, in words of our own.

The exports are optional test data (``THIQA_SHARED``). Every file of theirs is among those whose columns are known, or
among those that are no answers (`NO_ANSWERS`). Columns that the tools add are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys import Upload
from surveys.mapping.source.tables import open_tables, source_columns
from tests.benchmarks.made_forms import Meant
from tests.machine import find_shared_data


@dataclass(frozen=True)
class Rule:
    """The columns whose heading begins as a pattern says, the roles that are right, and the answers from low to high.

    The answers are patterns of what they begin with; those that fit none have no position.
    """

    heading: str
    roles: str
    answers: Sequence[str] = ()
    reversed: bool = False


_AGREE = ("strongly d", "disagree", "neither", "agree", "strongly a")
_FIVE = ("1", "2", "3", "4", "5")
_FAVOUR = ("very un", "somewhat un", "neither", "somewhat f", "very f")
_CONFIDENCE = ("hardly", "only", "a great")
_ASKED = (
    Rule("(participant|respondent).code", "respondent_id"),
    Rule("gender", "disaggregate group"),
    Rule("age", "ignore disaggregate"),
    Rule("(the police often abuse|officials mostly)", "item", _AGREE, reversed=True),
    Rule("(i trust the local|the police treat|the municipality)", "item", _AGREE),
    Rule(r"trust_\w+/t[pg]\d_r", "item", _FIVE, reversed=True),
    Rule(r"trust_\w+/t[pg]\d$", "item", _FIVE),
    Rule("channels_other", "open_ended"),
    Rule("(channels|where do you report)", "ignore"),
    Rule(r"other \(", "open_ended"),
)
_ONE_ANSWER = (
    Rule("this is a multiple choice", "disaggregate ignore"),
    Rule("this is a free text", "open_ended"),
    Rule("q2 - topics", "ignore"),
)
"""An export of one submission, whose choice is a code without a label."""
_FILES: tuple[tuple[Sequence[str], Sequence[Rule]], ...] = (
    (
        ("fixtures/google_forms/candy2015_google_form_grid_first400.xlsx",),
        (
            Rule("how old", "ignore disaggregate"),
            Rule("are you going", "disaggregate"),
            Rule(r"\[", "item", ("despair", "joy")),
            Rule("(please (list|leave)|do you see|guess the)", "open_ended ignore"),
            Rule(r"(that dress|betty|\"that dress)", "disaggregate"),
            Rule("check all that apply", "ignore disaggregate"),
            Rule(r"fill in the blank: \"taylor", "ignore"),
            Rule(r"fill in the blank: \"imitation", "disaggregate"),
            Rule("what is your favou?rite font", "open_ended"),
            Rule("if you squint", "disaggregate open_ended"),
            Rule(r"please estimate the degree\(s\)", "disaggregate ignore"),
            Rule("(please estimate the degrees|which day)", "ignore"),
        ),
    ),
    (
        ("fixtures/google_forms/uva_sp24_form_responses.xlsx",),
        (
            Rule("do you believe", "item", ("no", "yes")),
            Rule("what (is the rationale|is your field|state)", "open_ended"),
            Rule("are you currently", "disaggregate group"),
            Rule("if you are an", "disaggregate"),
        ),
    ),
    (
        ("fixtures/kobo/customer_satisfaction__labels.xlsx",),
        (Rule("restaurant", "open_ended"), Rule("did you enjoy", "item", ("no", "yes"))),
    ),
    (
        ("fixtures/kobo/or_other__labels_or_other.csv",),
        (
            Rule("fav_emperor$", "disaggregate open_ended"),
            Rule("fav_emperor(s?)_other", "open_ended"),
            Rule("fav_e", "ignore"),
        ),
    ),
    (
        ("fixtures/kobo/grouped_translated__labels_hier_es.xlsx",),
        (Rule(".*simetr", "ignore"), Rule(".*segmentos", "ignore"), Rule("¿(tienes|desc)", "open_ended disaggregate")),
    ),
    (
        ("fixtures/kobo/grouped_translated__xml_hier.csv",),
        (
            Rule(".*symmetry", "ignore"),
            Rule(".*segments", "ignore"),
            Rule("do_you_(have|descend)", "open_ended disaggregate"),
        ),
    ),
    (
        ("fixtures/kobo/hxl_grouped_repeatable__labels_hxlrow_repeats.xlsx",),
        (Rule("household location", "open_ended disaggregate ignore"),),
    ),
    (("fixtures/qualtrics/qualtRics_sample_3hdr_de.csv",), _ONE_ANSWER),
    (("fixtures/qualtrics/qualtRics_sample_legacy_2hdr_bom.csv",), _ONE_ANSWER),
    (("fixtures/odk_central/singlerepeat.csv.zip",), (Rule("name", "ignore"), Rule("age", "ignore"))),
    (
        ("fixtures/odk_central/structuredform_groupPaths.csv.zip",),
        (
            Rule("(name|age|home-address-street)", "ignore"),
            Rule("home-type", "open_ended disaggregate"),
            Rule("home-address-city", "open_ended disaggregate ignore"),
        ),
    ),
    (
        ("fixtures/surveycto/scto_official_test_data_form_WIDE.csv",),
        (
            Rule("(intronote|confirmnote|name|age|pct_)", "ignore"),
            Rule("consent", "consent"),
            Rule("stream_", "open_ended ignore"),
        ),
    ),
    (
        ("fixtures/surveymonkey/538_StarWars.csv",),
        (
            Rule("(have you seen|do you consider|are you familiar|which character)", "disaggregate"),
            Rule("(household|education|location|age)", "disaggregate"),
            Rule("gender", "disaggregate group"),
            Rule("which of the following", "open_ended ignore"),
            Rule("please state", "item", _FAVOUR),
            Rule("please rank", "ignore"),
        ),
    ),
    (
        ("fixtures/surveymonkey/538_steak-risk-survey.csv",),
        (
            Rule("(consider|how do you like|household|education|location|age)", "disaggregate"),
            Rule("gender", "disaggregate group"),
            Rule("(do you (ever|eat)|have you ever)", "item disaggregate"),
        ),
    ),
    (
        ("fixtures/typed_by_hand/janitor_dirty_data.xlsx",),
        (
            Rule("(first|last|%|do not)", "ignore"),
            Rule("employee", "disaggregate group"),
            Rule("(subject|certification)", "open_ended disaggregate"),
            Rule("hire", "open_ended ignore"),
            Rule("(full time|active)", "item disaggregate"),
        ),
    ),
    (
        ("fixtures/typed_by_hand/readxl_deaths.xlsx",),
        (
            Rule("(name|profession|age|date of b)", "ignore"),
            Rule("has kids", "disaggregate"),
            Rule("date", "open_ended ignore"),
        ),
    ),
    (
        ("fixtures/spss/pyreadstat_sample_missing.sav",),
        (
            Rule("mylabl", "disaggregate group"),
            Rule("myord", "item", ("low", "medium", "high")),
            Rule("(mynum|mydate|dtime|mytime)", "ignore"),
            Rule("mychar", "open_ended"),
        ),
    ),
    (("fixtures/spss/pyreadstat_ordered_category.sav",), (Rule("col1", "item", ("low", "medium", "high")),)),
    (("fixtures/spss/haven_datetime.sav",), (Rule("(date|time)", "ignore open_ended"),)),
    (("fixtures/spss/haven_labelled-num-na.sav",), (Rule("only one value", "ignore open_ended disaggregate"),)),
    (("fixtures/spss/haven_umlauts.sav",), (Rule("this", "disaggregate open_ended"),)),
    (("fixtures/kobo/trust_ar_en/pre__labels_en.xlsx", "fixtures/kobo/trust_ar_en/post__labels_en.xlsx"), _ASKED),
    (("fixtures/kobo/trust_ar_en/pre__xml.csv", "fixtures/kobo/trust_ar_en/post__xml.csv"), _ASKED),
    (("fixtures/kobo/trust_ar_en/post__labels_en.xlsx",), _ASKED),
    (
        ("data/gss_panel/pre_2006.xlsx", "data/gss_panel/post_2008.xlsx", "data/gss_panel/followup_2010.xlsx"),
        (
            Rule("respondent", "respondent_id"),
            Rule("group", "group"),
            Rule("sex", "disaggregate"),
            Rule("age", "ignore disaggregate"),
            Rule("weight", "weight"),
            Rule("trust$", "item", ("cannot", "depends", "can t")),
            Rule("fair$", "item", ("take", "depends", "fair")),
            Rule("helpful$", "item", ("lookout", "depends", "helpful")),
            Rule("con", "item", _CONFIDENCE),
        ),
    ),
)

_WIDE: tuple[tuple[Sequence[str], Sequence[Rule]], ...] = (
    (
        ("fixtures/limesurvey/fusionjena_lime1_codetext_array_ipblanked.csv",),
        (
            Rule(r"\w+c\[sq\d+\]\. please provide a new category", "open_ended ignore"),
            Rule(r"\w+cq\. for general comments", "open_ended ignore"),
            Rule(r"\w+\[sq\d+\]\. ", "disaggregate open_ended"),
            Rule(r"researchfield\[", "ignore disaggregate"),
            Rule("researchdegree", "disaggregate open_ended"),
            Rule("ownresearchf", "open_ended ignore"),
            Rule("ownquestions", "open_ended"),
        ),
    ),
)
"""An export of 1,396 columns, in which three people sort words into categories: none of it is a scale."""

NO_ANSWERS = {
    "fixtures/kobo/trust_ar_en/instrument.xlsx": "a questionnaire, of the answers beside it",
    "fixtures/surveymonkey/not_a_survey_crosstab.csv": "a table of percentages",
    "fixtures/xlsform/pyxform_case_insensitivity.xlsx": "a questionnaire",
    "fixtures/xlsform/pyxform_duplicate_columns.xlsx": "a questionnaire",
    "fixtures/xlsform/pyxform_or_other.xlsx": "a questionnaire",
    "fixtures/xlsform/pyxform_spaces_in_choices_header.xls": "a questionnaire",
    "data/gss_panel/instrument.xlsx": "a questionnaire, of the answers beside it",
}
"""The files that hold no submissions, and what they are: all of them are refused."""


def files_named(*, wide: bool = False) -> set[str]:
    """The files whose columns are known; `wide`: the export of very many columns alone."""
    return {name for names, _ in (_WIDE if wide else _FILES) for name in names}


def known_files(*, wide: bool = False) -> Iterator[tuple[tuple[Upload, ...], Mapping[str, Meant]]]:
    """The real exports at hand, those of one survey together, and what their columns mean by their headings.

    `wide`: the export of very many columns alone, which else would drown the others.
    """
    folder = find_shared_data()
    if folder is None:
        return
    for names, rules in _WIDE if wide else _FILES:
        rounds = tuple(Upload.from_path(folder / name) for name in names)
        yield rounds, _meant(rounds, rules)


def _meant(rounds: Sequence[Upload], rules: Sequence[Rule]) -> Mapping[str, Meant]:
    found: dict[str, Meant] = {}
    for column in source_columns(open_tables(rounds))[0]:
        rule = next((rule for rule in rules if re.match(rule.heading, column.heading, re.IGNORECASE)), None)
        if rule is not None and not column.is_metadata:
            positions = {
                text.casefold(): place / (len(rule.answers) - 1)
                for text in column.answers
                for place, start in enumerate(rule.answers)
                if text.casefold().startswith(start)
            }
            found[column.heading] = Meant(frozenset(rule.roles.split()), positions, rule.reversed)
    return found
