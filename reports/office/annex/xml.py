"""Elements of a document of Word, made one by one, and words in runs of one direction each (ISO 29500-1, 17)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from words import writable

Element = Any
"""An element of lxml, which comes without types."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ISOLATES = {"\N{LEFT-TO-RIGHT ISOLATE}": False, "\N{RIGHT-TO-LEFT ISOLATE}": True, "\N{FIRST STRONG ISOLATE}": None}
_OWN, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = ("R", "AL")


def element(name: str, /, **attributes: object) -> Element:
    """A new element; its attributes are those of its own namespace."""
    made: Element = OxmlElement(name)
    prefix = name.partition(":")[0]
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), writable(str(value)))
    return made


def child(parent: Element, name: str, /, **attributes: object) -> Element:
    """A new element as the last one of another."""
    made = element(name, **attributes)
    parent.append(made)
    return made


def runs(parent: Element, text: str, *, rtl: bool, colour: str = "") -> None:
    """Words in runs of one direction each.

    Parameters
    ----------
    rtl : bool
        Whether the words around them run from right to left.
    colour : str
        ``#RRGGBB``; that of the style where empty.
    """
    for words, is_rtl in stretches(writable(text), rtl=rtl):
        run = child(parent, "w:r")
        if colour or is_rtl:
            look = child(run, "w:rPr")
            if colour:
                child(look, "w:color", val=colour.removeprefix("#"))
            if is_rtl:
                child(look, "w:rtl")
        _text(run, words)


def _text(run: Element, words: str) -> None:
    said = child(run, "w:t")
    said.text = words
    if words != words.strip() or "  " in words:
        said.set(_SPACE, "preserve")


def stretches(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Words in pieces of one direction, each with whether it runs from right to left.

    Word orders words by the direction of their run, and pays no heed to isolates (Unicode Annex 9), which other
    programs go by: so what is isolated is a run of its own, and keeps its isolates.
    """
    if rtl and _is_of_others(text):
        text = f"{_OWN}{text}{_END}"
    pieces: list[tuple[str, bool]] = []
    for piece in _isolated(text):
        if piece[:1] in _ISOLATES:
            said = _ISOLATES[piece[0]]
            pieces.append((piece, bool(_first_strong(piece)) if said is None else said))
        elif rtl:
            pieces.append((piece, True))
        else:
            pieces += _of_letters(piece)
    for is_rtl, alike in groupby(pieces, key=lambda one: one[1]):
        yield "".join(words for words, _ in alike), is_rtl


def _is_of_others(text: str) -> bool:
    """Whether a text is a name or a sentence that runs from left to right as a whole."""
    kinds = {_kind(sign) for sign in text}
    return "L" in kinds and "R" not in kinds and text[0] not in _ISOLATES


def _isolated(text: str) -> Iterator[str]:
    """A text in what is isolated and what lies between, whole isolates with all that is in them."""
    depth, start = 0, 0
    for place, sign in enumerate(text):
        if sign in _ISOLATES:
            if not depth and place > start:
                yield text[start:place]
                start = place
            depth += 1
        elif sign == _END and depth:
            depth -= 1
            if not depth:
                yield text[start : place + 1]
                start = place + 1
    if start < len(text):
        yield text[start:]


def _first_strong(text: str) -> bool | None:
    """Whether the first letter runs from right to left; None where there is none."""
    found = (unicodedata.bidirectional(sign) for sign in text)
    return next((one in _RIGHT_TO_LEFT for one in found if one in ("L", *_RIGHT_TO_LEFT)), None)


def _of_letters(text: str) -> Iterator[tuple[str, bool]]:
    """A text from left to right in pieces: letters that run the other way, with what lies between them, are one."""
    kinds = [_kind(sign) for sign in text]
    start = 0
    while start < len(text):
        first = next((i for i in range(start, len(text)) if kinds[i] == "R"), None)
        if first is None:
            yield text[start:], False
            return
        if first > start:
            yield text[start:first], False
        following = next((i for i in range(first, len(text)) if kinds[i] == "L"), len(text))
        last = max(i for i in range(first, following) if kinds[i] == "R")
        yield text[first : last + 1], True
        start = last + 1


def _kind(sign: str) -> str:
    found = unicodedata.bidirectional(sign)
    return "R" if found in _RIGHT_TO_LEFT else "L" if found == "L" else ""


def field(parent: Element, code: str, cached: str, *, rtl: bool) -> None:
    """A field with the result that it has when it is brought up to date."""
    simple = child(parent, "w:fldSimple", instr=f" {code} ")
    runs(simple, cached, rtl=rtl)


def field_mark(paragraph: Element, kind: str) -> None:
    """Where a field that spans paragraphs begins, has its result, or ends."""
    child(child(paragraph, "w:r"), "w:fldChar", fldCharType=kind)


def field_code(paragraph: Element, code: str) -> None:
    """What a field that spans paragraphs does."""
    said = child(child(paragraph, "w:r"), "w:instrText")
    said.text = f" {code} "
    said.set(_SPACE, "preserve")
