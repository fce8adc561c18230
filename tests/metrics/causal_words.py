"""Words by which a sentence would name a cause, or speak as nobody does, as regular expressions by language."""

from __future__ import annotations

CAUSAL = {
    "en": (
        r"\bcaus(?:ed|es|ing)\b", r"\bled to\b", r"\bbecause of\b", r"\bdue to\b", r"\bimproved by\b",
        r"\bthanks to\b", r"\beffect of\b", r"\bresulted in\b", r"\bmade trust\b", r"\bimpact\b", r"\bbrought about\b",
    ),
    "ar": (r"\bأدى إلى\b", r"\bأدت إلى\b", r"\bبسبب\b", r"\bبفضل\b", r"\bنتيجةً? ل", r"\bأثر اللقاء\b"),
    "ku": (r"\bبەهۆی\b", r"\bبە هۆی\b", r"\bبووە هۆی\b", r"\bکاریگەری\b"),
}  # fmt: skip
"""One group before and after can show no cause."""

UNNATURAL = (r"\btold\b", r"\bstands?\b", r"\bstood\b", r"\bbeside\b", r"\breckon", r"\bmend(?:ed)?\b")
"""English that is not how people speak of results."""
