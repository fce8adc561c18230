"""Who was found again between two rounds and how, in a picture and a sentence; and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.shell.language import language
from pages.shell.plain import plain
from pages.steps.matching import matching_words
from surveys.model.matching import Sureness
from surveys.model.round_names import round_words
from words import label_in, number, percent, say

_KINDS = ("by_code", "by_decision", "not_found")
_STYLE = """
.found-again { display: grid; grid-template-columns: minmax(4rem, auto) 1fr; gap: 0.125rem 1rem; max-width: 46rem;
  margin: 0 0 0.5rem; align-items: center; }
.found-again .bar { display: flex; height: 0.875rem; gap: 2px; }
.found-again .bar span { box-sizing: border-box; min-width: 3px; }
.found-again .by_code, .found-again i.by_code { background: var(--muted); }
.found-again .by_decision { background: repeating-linear-gradient(45deg, var(--muted) 0 2px, transparent 2px 5px);
  border: 1px solid var(--muted); }
.found-again .not_found { border: 1px solid var(--muted); }
.found-again .parts { grid-column: 2; font-size: 0.875rem; color: var(--muted); margin: 0 0 0.375rem;
  display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.found-again .parts i { display: inline-block; width: 0.625rem; height: 0.625rem; margin-inline-end: 0.375rem;
  box-sizing: border-box; }
"""


def found_again(pairs: Sequence[Sureness]) -> None:
    """For each two rounds that are compared, the headline's first."""
    if not pairs:
        return
    st.html(f"<style>{_STYLE}</style>")
    st.subheader(matching_words("sure"), anchor=False)
    for one in pairs:
        if len(pairs) > 1:
            before, after = (round_words(name, language()) for name in (one.first, one.later))
            st.markdown(f"**{say('figures.from_to', language(), before=before, after=after)}**")
        st.html(_bars(one))
        st.markdown(plain(_sentence(one)))
        if one.wrong is not None:
            st.caption(matching_words("wrong_why"))


def _bars(one: Sureness) -> str:
    rows = ((one.first, one.only_first, one.no_code_first), (one.later, one.only_later, one.no_code_later))
    return f'<div class="found-again">{"".join(_bar(one, *row) for row in rows)}</div>'


def _bar(one: Sureness, round_: str, missing: int, uncoded: int) -> str:
    """A round's people as one bar, and under it how many each part is."""
    counts = list(zip(_KINDS, (one.by_code, one.joined, missing), strict=True))
    texts = {kind: matching_words(kind, n=number(count, language())) for kind, count in counts if count}
    if uncoded:
        texts["not_found"] += f" ({matching_words('no_code', n=number(uncoded, language()))})"
    people = number(sum(count for _, count in counts), language())
    name = round_words(round_, language())
    said = matching_words("bar", round=name, n=people, parts="; ".join(texts.values()))
    parts = "".join(f'<span class="{kind}" style="flex: {count} 1 0"></span>' for kind, count in counts if count)
    labels = "".join(f'<span><i class="{kind}"></i>{escape(text)}</span>' for kind, text in texts.items())
    return (
        f"<div>{escape(name)}</div>"
        f'<div class="bar" role="img" aria-label="{escape(said)}">{parts}</div>'
        f'<div class="parts">{labels}</div>'
    )


def _sentence(one: Sureness) -> str:
    """How many matches may be of different people, or why nobody knows."""
    if not one.by_code:
        return matching_words("nobody")
    if one.wrong is None or one.agreement is None:
        return matching_words("wrong_untold")
    values = {
        "n": number(one.agreement.people, language()),
        "differing": number(one.agreement.differing, language()),
        "strangers": number(one.agreement.people * (1 - one.agreement.chance), language()),
        **{name: percent(100 * getattr(one.wrong, name), language()) for name in ("share", "low", "high")},
    }
    if one.agreement.label:
        return matching_words("wrong_fact", question=label_in(one.agreement.label, language()), **values)
    return matching_words("wrong_group", **values)
