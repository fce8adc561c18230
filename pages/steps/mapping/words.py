"""The words of the mapping screen, and names for what stands in the files."""

from __future__ import annotations

from pages.shell.language import language
from pages.shell.plain import plain
from surveys.mapping import SIDE_TARGET, AnswerList, Doubt, Mapped, Mapping
from surveys.mapping.scales.known import SCALES
from words import has, isolate, label_in, say, say_about_index

_LONGEST = 90
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_SHOWN = 4


def mapping_words(key: str, **values: object) -> str:
    """A sentence of the mapping screen in the reader's language."""
    return say(f"mapping.{key}", language(), **values)


def mapping_words_of_index(key: str, mapping: Mapping, **values: object) -> str:
    """A sentence about what a questionnaire measures: trust, or what it calls the index; as Markdown."""
    return say_about_index(f"mapping.{key}", language(), plain(label_in(mapping.index_label, language())), **values)


def why(code: str) -> str:
    """The reason of a guess in words; empty for none."""
    kind = code.removeprefix("scale_")
    if kind != code:
        return mapping_words("why_scale", scale=mapping_words(f"scale_{kind}"))
    return mapping_words(f"why_{code}") if has(f"mapping.why_{code}") else ""


def doubt(mapping: Mapping, one: Doubt) -> str:
    """What is in doubt, in words."""
    if one.code in ("unplaced", "unscored"):
        answers = one.values["answers"]
        assert isinstance(answers, tuple)
        shown = " · ".join(apart(text, 40) for text in answers[:_SHOWN]) + (" …" if len(answers) > _SHOWN else "")
        return mapping_words(f"doubt_{one.code}", answers=shown)
    if one.code == "one_file":
        files = one.values["files"]
        assert isinstance(files, tuple)
        return mapping_words("doubt_one_file", files=" · ".join(file_name(file, mapping.files) for file in files))
    if one.code.startswith("list_"):
        return mapping_words(one.code)
    if one.code.startswith("scale_"):
        return mapping_words("doubt_scale")
    return mapping_words(f"doubt_{one.code}") if has(f"mapping.doubt_{one.code}") else why(one.code)


def file_name(file: int, files: int) -> str:
    """What one of the files is called: before, after, a follow-up; the file, where there is one."""
    if files == 1:
        return mapping_words("file_only")
    return mapping_words(("file_before", "file_after")[file] if file < 2 else "file_later", n=file - 1)


def files_asking(mapping: Mapping, column: Mapped) -> str:
    """In which files a column stands."""
    if len(column.found) == mapping.files:
        return mapping_words("in_all" if mapping.files != 2 else "in_both") if mapping.files > 1 else ""
    return mapping_words("in_only", files=" · ".join(file_name(file, mapping.files) for file in column.files))


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A heading or an answer in one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def apart(text: str, longest: int = _LONGEST) -> str:
    """A text of the files inside a sentence: in one line, and in its own direction."""
    return f"{_ISOLATE}{shortened(text, longest)}{_END}"


def list_name(answers: AnswerList) -> str:
    """A list by its two ends and what kind of scale it is."""
    scored = sorted((answer for answer in answers.answers if answer.score is not None), key=lambda one: one.score or 0)
    ends = (scored or answers.answers)[:: max(len(scored or answers.answers) - 1, 1)]
    kind = answers.kind if answers.kind in (*SCALES, "numbers") else "unknown"
    if len(ends) < 2:
        return mapping_words(f"scale_{kind}")
    first, last = (apart(end.text, 24) for end in ends)
    return isolate(mapping_words("list_name", kind=mapping_words(f"scale_{kind}"), first=first, last=last), language())


def side_name(side: str) -> str:
    """A side as the reader knows it; one of the officer's own as it was typed."""
    return say(f"sides.{side}", language()) if has(f"sides.{side}") else side


def target_name(target: str) -> str:
    """A group as the files name it, or a side as the reader knows it."""
    side = target.removeprefix(SIDE_TARGET)
    return mapping_words("target_side", side=side_name(side)) if side != target else shortened(target, 60)
