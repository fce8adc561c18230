"""What a notebook shows of a survey or a result: a title, and a screenful of lines, as text or as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from words import is_right_to_left

_MOST_LINES = 12
"""The most lines that one part may fill."""
_LONGEST = 160


@dataclass(frozen=True)
class Summary:
    """A title and its parts, each a heading and lines.

    Attributes
    ----------
    kind : str
        What it is a summary of: the name of the class.
    parts : sequence of pairs of str and sequence of str
        Heading and lines; a part without lines is not shown.
    """

    kind: str
    title: str
    language: str
    parts: Sequence[tuple[str, Sequence[str]]]

    def as_text(self) -> str:
        """The summary in lines of text, headings in a column of their own."""
        width = max((len(heading) for heading, _ in self._shown()), default=0)
        lines = [f"{self.kind}: {_cut(self.title)}"]
        for heading, entries in self._shown():
            lines += [f"  {left:<{width}}  {line}" for left, line in zip_longest([heading], entries, fillvalue="")]
        return "\n".join(lines)

    def as_html(self) -> str:
        """The summary as a table, in the language's direction; whatever a file brought in is escaped."""
        direction = "rtl" if is_right_to_left(self.language) else "ltr"
        rows = "".join(
            f'<tr><th scope="row">{escape(heading)}</th><td>{"<br>".join(map(escape, entries))}</td></tr>'
            for heading, entries in self._shown()
        )
        head = f"<caption>{escape(f'{self.kind}: {_cut(self.title)}')}</caption>"
        return f'<table dir="{direction}" lang="{self.language}">{head}<tbody>{rows}</tbody></table>'

    def _shown(self) -> Iterator[tuple[str, list[str]]]:
        for heading, lines in self.parts:
            shown = [_cut(line) for line in lines[:_MOST_LINES]]
            left_out = len(lines) - len(shown)
            if shown:
                yield heading, shown + [f"… (+{left_out})"] * bool(left_out)


def _cut(text: str) -> str:
    """A text in one line, cut off where it would fill the screen."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
