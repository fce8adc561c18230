"""The annex: what stands together on a page, and what one round has to say in short."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from tests.reports.office.documents import annex_of, lines_of, opened


def test_the_summary_of_one_round_says_where_each_side_is() -> None:
    said = "Civil society: trust is 65 of 100. Security institutions: trust is 61 of 100."
    assert lines_of(opened(annex_of("one round"))).count(said) == 1
    assert not any("trust is 44 of 100" in line for line in lines_of(opened(annex_of("sample"))))


@pytest.mark.parametrize("kind", ["sample", "one round"])
def test_a_figure_stands_on_one_page_with_its_key_its_words_and_its_source(kind: str) -> None:
    document = opened(annex_of(kind))
    names = {one.style_id: one.name.lower() for one in document.styles}
    paragraphs = list(document.element.body.iter(qn("w:p")))
    styles = [names[one.pPr.pStyle.val] for one in paragraphs]
    sources = [place for place, style in enumerate(styles) if style == "annex source"]
    assert sources
    for place in sources:
        before = paragraphs[place - 1]
        while styles[place - 1] == "annex note":
            place -= 1
            assert paragraphs[place].pPr.find(qn("w:keepNext")) is not None
        assert before.pPr.find(qn("w:keepNext")) is not None
        assert paragraphs[place - 1].pPr.find(qn("w:keepNext")) is not None, styles[place - 1]
