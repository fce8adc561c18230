"""A result whose index has a name of its own, and where a text of it speaks of trust all the same."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from metrics import Protected, Settings
from surveys import Survey
from tests.charts.survey_rounds import survey_with
from tests.remembered import analyse
from tests.sample import sample_survey
from words import say

NAME = {"en": "Cohesion", "ar": "التماسك", "ku": "یەکگرتوویی"}
TRUST = {"en": re.compile("trust", re.IGNORECASE), "ar": re.compile("(?<!أو)ثق[^ي]"), "ku": re.compile("متمان")}
"""The word by its root: trust, distrusting; الثقة، يثق، ثقتهم, but not أوثق (surer); متمانە، بێمتمانەیی."""
MAY_BE_SAID = {
    "screens.term_interval": "statistics' own term for an interval is a word of trust in Arabic and Kurdish",
    "screens.mutual_none": "names the column trust_target of the questionnaire's form",
    "screens.mutual_none_one_group": "names the column trust_target of the questionnaire's form",
}
"""Sentences with the word that may stand beside a result with another index, each with its reason."""


def renamed(survey: Survey) -> Survey:
    """A survey whose index has a name of its own, and whose own texts speak of trust nowhere."""
    instrument = _without_trust(survey.instrument)
    return replace(survey, instrument=replace(instrument, index_label=NAME))


def _without_trust(part: Any) -> Any:
    """A part of a questionnaire without the word in what is shown of it; its codes stay."""
    if isinstance(part, dict):
        return {key: _neutral(text) if isinstance(text, str) else _without_trust(text) for key, text in part.items()}
    if isinstance(part, tuple):
        return tuple(map(_without_trust, part))
    if is_dataclass(part) and not isinstance(part, type):
        changed = {one.name: _without_trust(getattr(part, one.name)) for one in fields(part) if one.init}
        return replace(part, **changed)
    return part


def _neutral(text: str) -> str:
    for root in TRUST.values():
        text = root.sub("x", text)
    return text


@cache
def named(kind: str = "sample") -> Protected:
    """A result of an index with a name: of the sample, or of a made survey with some rounds."""
    estimand = kind if kind in {"all", "independent"} else "auto"
    survey = renamed(sample_survey() if kind == "sample" else survey_with(kind))
    return analyse(survey, Settings(estimand=estimand, group_by="sex" if kind == "sample" else None))


def found(text: str, language: str) -> list[str]:
    """Where a text has the word, with what stands around it; but for the sentences that may."""
    for key in MAY_BE_SAID:
        text = text.replace(say(key, language), "")
    return [text[max(hit.start() - 40, 0) : hit.end() + 40] for hit in TRUST[language].finditer(text)]
