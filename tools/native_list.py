"""The words of a language as a list for a native reader, and the list with what they would write, read back.

``python -m tools.native_list write ar list.xlsx`` · ``python -m tools.native_list read list.xlsx``
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import xlsxwriter

from words import DATA, LANGUAGES, writable
from words.catalogue import BY, HEADINGS

WORDS = DATA / "words"
DOUBTS = Path(__file__).with_name("doubts.json")
"""Where we are unsure of a wording, and why: by language and key."""
SOURCE = "en"
SHEET, ABOUT = "Words", "How to"
HEADS = ("Key", "Form", "English", "Now", "Our doubt", "Better", "Remark")
_WIDTHS = (30, 8, 55, 55, 34, 55, 30)
_BETTER = HEADS.index("Better")
_ISOLATED = re.compile("[\u2066-\u2068]([^\u2066-\u2069]+)\u2069")
_STEP = " / "
_MARKDOWN = re.compile(r"!\[|\]\(|://|[`<>$]|:material")
"""What makes pictures, links, code, markup, formulas and icons of Markdown."""
_FORMULA = ("=", "+", "-", "@")

Words = dict[str, Any]


class NotReadError(Exception):
    """A list that can't be read back: one message a cell."""


@dataclass(frozen=True)
class Line:
    """A sentence, or one form of it, in English and in a language.

    Attributes
    ----------
    key : str
        ``topic.name``.
    form : str
        The plural categories that lead to it; empty of a sentence that has one form.
    """

    key: str
    form: str
    english: str
    now: str


def topics(folder: Path = WORDS) -> list[str]:
    """The topics, each a file of every language; last the one whose file holds all languages."""
    return [*sorted(path.stem for path in (folder / SOURCE).glob("*.json")), HEADINGS]


def _file(folder: Path, language: str, topic: str) -> Path:
    return folder / f"{topic}.json" if topic == HEADINGS else folder / language / f"{topic}.json"


def _words(folder: Path, language: str, topic: str) -> Words:
    found: Words = json.loads(_file(folder, language, topic).read_text(encoding="utf-8"))
    return {key: texts[language] for key, texts in found.items()} if topic == HEADINGS else found


def _forms(words: str | Mapping[str, Any], form: str = "") -> Iterator[tuple[str, str]]:
    """Each form of a sentence by the plural categories that lead to it."""
    if isinstance(words, str):
        yield form, words
        return
    for category, inner in words.items():
        if category != BY:
            yield from _forms(inner, f"{form}{_STEP}{category}" if form else category)


def _english_of(words: str | Mapping[str, Any], form: str) -> str:
    """The English form that goes with a form: that of the same categories, else the one of all other numbers."""
    for category in form.split(_STEP):
        if isinstance(words, str):
            break
        words = words.get(category, words["other"])
    while not isinstance(words, str):
        words = words["other"]
    return words


def lines(language: str, folder: Path = WORDS) -> list[Line]:
    """Every sentence of a language, a line for each of its forms."""
    found = []
    for topic in topics(folder):
        english, own = _words(folder, SOURCE, topic), _words(folder, language, topic)
        for key, words in own.items():
            found += [
                Line(f"{topic}.{key}", form, _english_of(english[key], form), text) for form, text in _forms(words)
            ]
    return found


def write(language: str, path: Path, folder: Path = WORDS) -> None:
    """Writes the list: how to use it on the first sheet, then a row for each sentence or form."""
    doubts = json.loads(DOUBTS.read_text(encoding="utf-8")).get(language, {})
    with xlsxwriter.Workbook(str(path)) as book:
        wrapped = {"text_wrap": True, "valign": "top"}
        plain, head = book.add_format(wrapped), book.add_format({"bold": True, "valign": "top", "bg_color": "#E3E8ED"})
        own = book.add_format({**wrapped, "reading_order": 2 if _is_right_to_left(folder, language) else 1})
        asked = book.add_format({**wrapped, "bg_color": "#FFF4CC"})
        _write_about(book, language, folder, plain, head)
        sheet = book.add_worksheet(SHEET)
        for column, (name, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        rows = lines(language, folder)
        for place, line in enumerate(rows, start=1):
            doubt = doubts.get(line.key, "")
            cells = (line.key, line.form, line.english, line.now, doubt, "", "")
            looks = (plain, plain, plain, own, asked if doubt else plain, own, plain)
            for column, (text, look) in enumerate(zip(cells, looks, strict=True)):
                _ = (
                    sheet.write_string(place, column, text, look)
                    if text
                    else sheet.write_blank(place, column, "", look)
                )
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        _fit_to_paper(sheet)
        sheet.autofilter(0, 0, len(rows), len(HEADS) - 1)


def _fit_to_paper(sheet: Any) -> None:
    """As wide as a page, for those who read on paper."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _is_right_to_left(folder: Path, language: str) -> bool:
    return bool(_words(folder, language, "language")["direction"] == "rtl")


def _write_about(book: Any, language: str, folder: Path, plain: Any, head: Any) -> None:
    """The first sheet: what to do, and each placeholder with a sentence that holds it."""
    sheet = book.add_worksheet(ABOUT)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    _fit_to_paper(sheet)
    texts = (
        ("Language", language),
        ("What to do", f"Read “Now” on the sheet “{SHEET}”. Where you would say it better, write the whole text under "
         "“Better”; leave it empty where the text is good. Anything else goes under “Remark”. Rows with a doubt of "
         "ours are yellow: filter “Our doubt” to see them first. Change no other column, and save as .xlsx."),
        ("{…}", "A placeholder: the program puts a number or a name there. Keep each as it is, braces included; its "
         "place in the sentence is free."),
        ("Form", "Where the words depend on a number, each plural form has a row: zero (0), one (1), two (2), few "
         "(3–10 in Arabic), many (11–99 in Arabic), other. A form may leave out the placeholder of its number."),
        ("Terms", "One word for one thing: see the list in the rows that begin with “screens.term_”."),
    )  # fmt: skip
    for place, (name, text) in enumerate(texts):
        sheet.write_string(place, 0, name, head)
        sheet.write_string(place, 1, text, plain)
    examples: dict[str, str] = {}
    for line in lines(language, folder):
        for name in sorted(_fields(line.english)):
            examples.setdefault(name, f"{line.key}: {line.english}")
    start = len(texts) + 1
    sheet.write_string(start, 0, "Placeholder", head)
    sheet.write_string(start, 1, "A sentence that holds it", head)
    for place, (name, text) in enumerate(sorted(examples.items()), start=start + 1):
        sheet.write_string(place, 0, f"{{{name}}}", plain)
        sheet.write_string(place, 1, text, plain)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def read(path: Path, folder: Path = WORDS) -> list[tuple[Line, str]]:
    """The sentences that a list words better, with their new words.

    Raises
    ------
    NotReadError
        If anything in it is wrong: a message for each cell.
    """
    book = openpyxl.load_workbook(path, read_only=True)
    if not {ABOUT, SHEET} <= set(book.sheetnames):
        raise NotReadError(f"{path.name}: it has no sheets “{ABOUT}” and “{SHEET}”, so it is no list of words.")
    language = next(book[ABOUT].iter_rows(max_row=1, min_col=2, max_col=2, values_only=True))[0]
    if language not in LANGUAGES or language == SOURCE:
        raise NotReadError(f"{ABOUT}!B1: “{language}” is no language that the words are translated into.")
    rows = [[_text(value) for value in row] for row in book[SHEET].iter_rows(max_col=len(HEADS), values_only=True)]
    if not rows or tuple(rows[0]) != HEADS:
        raise NotReadError(f"{SHEET}!A1: the first row must hold the headings {', '.join(HEADS)}.")
    known = {(line.key, line.form): line for line in lines(language, folder)}
    by = {line.key: _counts(folder, language, line.key) for line in known.values()}
    found, wrong = [], []
    for number, (key, form, english, now, _, better, _) in enumerate(rows[1:], start=2):
        line = known.get((key, form))
        if line is None:
            if any((key, form, better)):
                wrong.append(f"{SHEET}!A{number}: there is no “{key}” with the form “{form}”.")
            continue
        if not better.strip():
            continue
        better = _as_before(better, line.now)
        problems = list(_problems(line, english, now, better, by[key]))
        wrong += [f"{SHEET}!{column}{number} ({key}): {text}" for column, text in problems]
        if not problems and better != line.now:
            found.append((line, better))
    if wrong:
        raise NotReadError("\n".join(wrong))
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _counts(folder: Path, language: str, key: str) -> set[str]:
    """The placeholders whose number chooses the form of a sentence."""
    topic, _, name = key.partition(".")

    def inside(words: str | Mapping[str, Any]) -> set[str]:
        if isinstance(words, str):
            return set()
        return {words[BY]}.union(*(inside(inner) for form, inner in words.items() if form != BY))

    return inside(_words(folder, language, topic)[name])


def _as_before(better: str, now: str) -> str:
    """The new words with what nobody sees to type: blanks at the ends, and marks that keep a part in its own order."""
    head, tail = now[: len(now) - len(now.lstrip())], now[len(now.rstrip()) :]
    text = f"{head}{better.strip()}{tail}"
    if not _ISOLATED.search(text):
        for bare, isolated in {match[1]: match[0] for match in _ISOLATED.finditer(now)}.items():
            text = text.replace(bare, isolated)
    return text


def _problems(line: Line, english: str, now: str, better: str, counts: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with new words, by column."""
    if english != line.english:
        yield "C", f"the English has changed since; it is now “{line.english}”. Read it again."
    if now != line.now:
        yield "D", f"the words have changed since; they are now “{line.now}”. Read them again."
    try:
        given = _fields(better)
    except ValueError:
        yield "F", "a brace is missing or too many."
        return
    for name in sorted(_fields(line.now) - given - counts):
        yield "F", f"the placeholder {{{name}}} is missing."
    for name in sorted(given - _fields(line.now) - (counts & _fields(line.english))):
        yield "F", f"the placeholder {{{name}}} is not one of this sentence."
    for text in _wrong_signs(line.now, better):
        yield "F", text


def _wrong_signs(now: str, better: str) -> Iterator[str]:
    """What new words hold that is no word and that the words of now do not."""
    if writable(better) != better or len(better.splitlines()) > len(now.splitlines()):
        yield "it holds a line break or a character that can't be shown."
    if len(re.findall("[\u2066-\u2068]", better)) != better.count("\u2069"):
        yield "a mark of direction is opened and not closed: type the text anew."
    if better.count("**") != now.count("**"):
        yield "keep the signs ** where they are."
    if _written_otherwise(better) - _written_otherwise(now):
        yield "a placeholder is its name in braces and nothing else: {n}, not {n!r} or {n:>9}."
    if new := sorted(_meant(better) - _meant(now)):
        yield f"it holds what a page would not show as words: {' '.join(new)}."


def _written_otherwise(text: str) -> set[tuple[str, str | None, str | None]]:
    """The placeholders with more in their braces than a name."""
    parts = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    return {(name, spec, conversion) for name, spec, conversion in parts if spec or conversion}


def _meant(text: str) -> set[str]:
    """Signs that a page or a spreadsheet reads as more than words."""
    return {*_MARKDOWN.findall(text), *([text[0]] if text[:1] in _FORMULA else [])}


def apply(changes: Sequence[tuple[Line, str]], language: str, folder: Path = WORDS) -> None:
    """Writes the word files that changes touch: all of them or, where one can't be written, none."""
    files: dict[Path, Words] = {}
    for line, better in changes:
        topic, _, name = line.key.partition(".")
        path = _file(folder, language, topic)
        whole = files.setdefault(path, json.loads(path.read_text(encoding="utf-8")))
        steps = [*([name, language] if topic == HEADINGS else [name]), *filter(None, line.form.split(_STEP))]
        inner = whole
        for step in steps[:-1]:
            inner = inner[step]
        inner[steps[-1]] = better
    made = {path: path.with_suffix(".new") for path in files}
    try:
        for path, whole in files.items():
            made[path].write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        for path, new in made.items():
            new.replace(path)
    finally:
        for new in made.values():
            new.unlink(missing_ok=True)


def language_of(path: Path) -> str:
    """The language of a list that `read` could read."""
    book = openpyxl.load_workbook(path, read_only=True)
    return str(book[ABOUT]["B1"].value)


def main(arguments: Sequence[str]) -> int:
    """Runs the command; returns its exit code."""
    match arguments:
        case ["write", language, path] if language in LANGUAGES and language != SOURCE:
            write(language, Path(path))
        case ["read", path]:
            try:
                changes = read(Path(path))
            except NotReadError as problem:
                print(f"{problem}\nNothing was written.", file=sys.stderr)
                return 2
            for line, better in changes:
                print(f"{line.key} {line.form}".rstrip(), f"  {line.now}", f"  {better}", sep="\n")
            apply(changes, language_of(Path(path)))
            print(f"{len(changes)} changed.")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
