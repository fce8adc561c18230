"""A page that always has room: its sections, from their longest form to their shortest, and what gives way first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.typst.brief.calls import array, call

Forms = Sequence[str]
"""A section as Typst source, from its longest form to its shortest."""
Step = Mapping[str, int]
"""Which section takes which form next; one that has no such form keeps its shortest."""


def sheet(name: str, foot: str, sections: Mapping[str, Forms], steps: Sequence[Step]) -> str:
    """A page of sections in order; where they have no room, the steps are taken one after the other.

    Parameters
    ----------
    name : str
        Of the page, in letters: its sections are bound to names that begin with it.
    foot : str
        Typst source.
    sections : mapping of str to sequence of str
        By name. The last one stands at the lower end of the page.
    steps : sequence of mapping of str to int
        With the last of them the page has room, whatever the result is.
    """
    bound: dict[tuple[str, str], str] = {}
    for section, forms in sections.items():
        for form, source in enumerate(dict.fromkeys(forms)):
            bound[section, source] = f"{name}-{section}-{form}"
    bindings = [f"#let {called} = {source}" for (_, source), called in bound.items()]
    states = _states(sections, steps)
    candidates = [array(bound[section, source] for section, source in state.items()) for state in states]
    return "\n".join([*bindings, f"#{call('sheet', foot, array(candidates))}"])


def _states(sections: Mapping[str, Forms], steps: Sequence[Step]) -> Iterator[dict[str, str]]:
    """Which form each section has: the longest, then as the steps say; nothing that was tried before."""
    state = {section: forms[0] for section, forms in sections.items()}
    tried: set[tuple[str, ...]] = set()
    for step in ({}, *steps):
        state |= {section: sections[section][min(form, len(sections[section]) - 1)] for section, form in step.items()}
        if tuple(state.values()) not in tried:
            tried.add(tuple(state.values()))
            yield dict(state)
