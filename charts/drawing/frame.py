"""The words around a figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """The words around a figure.

    Attributes
    ----------
    title : str
        What it says, made from the findings.
    subtitle : str
        What it shows.
    footer : str
        Edition, test, threshold, code.
    """

    title: str
    subtitle: str
    footer: str
