"""The order of rows in a file changes no bit of a survey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import Upload, read_instrument, read_survey
from tests.surveys.workbooks import HEADER, SURVEY, bits, form

ANSWER = st.sampled_from(["sd", "d", "n", "a", "sa", "dk", "", "99", "huh"])
ROW = st.tuples(
    st.sampled_from(["ngo", "women", "ministry", ""]), ANSWER, ANSWER, ANSWER, st.sampled_from(["1", "2.5", "0"])
)
WEIGHTED = read_instrument(form(survey=[*SURVEY, ["decimal", "w", "Weight", "", "weight", "", ""]]))
TYPED = read_instrument(form(survey=[["text", *row[1:]] if row[1] == "stakeholder" else row for row in SURVEY]))


def table(rows: Sequence[tuple[str, ...]]) -> Upload:
    return Upload("pre.csv", "\n".join(",".join(row) for row in [(*HEADER, "w"), *rows]).encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12), st.randoms(use_true_random=False), st.booleans())
def test_shuffled_rows_give_the_same_bits(rows: list[tuple[str, ...]], random: Any, with_codes: bool) -> None:
    coded = [(f"c{number}" if with_codes and number % 3 else "", *row) for number, row in enumerate(rows)]
    coded.append(("zz", "ngo", "a", "a", "a", "1"))
    shuffled = coded.copy()
    random.shuffle(shuffled)
    for instrument in (WEIGHTED, TYPED):
        one, other = (read_survey([table(order)], instrument) for order in (coded, shuffled))
        assert bits(one) == bits(other)


def test_people_stand_by_code_and_those_without_one_behind() -> None:
    rows = [
        ("", "ministry", "d", "d", "d", "1"),
        ("b", "ngo", "sa", "a", "a", "1"),
        ("", "ngo", "d", "d", "d", "1"),
        ("A", "ngo", "sd", "a", "a", "1"),
    ]
    survey = read_survey([table(rows)], WEIGHTED)
    assert survey.rounds[0].scores[:, 0].tolist() == [1.0, 5.0, 2.0, 2.0]
    assert survey.group.tolist() == [0, 0, 0, 2]


def test_how_most_people_wrote_a_group_is_its_label_whatever_comes_first() -> None:
    spellings = ["NGO", "Ngo", "Ngo", "ngo", "ngo"]
    labels = set()
    for seed in range(8):
        order = np.random.default_rng(seed).permutation(len(spellings))
        rows = [(f"c{index}", spellings[index], "a", "a", "a", "1") for index in order]
        labels.add(read_survey([table(rows)], TYPED).groups[0].label["en"])
    assert labels == {"Ngo"}
