"""What an export is: the tool that it imitates, its file name, and how its bytes are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from surveys import Upload
from tests.surveys.exports.answers import Filled


@dataclass(frozen=True)
class Export:
    """One way in which the answers may be handed in.

    Attributes
    ----------
    name : str
        What it is called in the tests.
    tool : str
        The code of the tool, with which the code of the format begins.
    file : str
        The file's name; ``{round}`` and ``{count}`` in it are the round and the number of submissions.
    write : callable
        The bytes of a round; of both, if `together`.
    """

    name: str
    tool: str
    file: str
    write: Callable[..., bytes]
    together: bool = False

    def uploads(self, pre: Filled, post: Filled) -> list[Upload]:
        """The files of both rounds."""
        if self.together:
            return [Upload(self.file.format(round="both", count=len(pre.submissions)), self.write(pre, post))]
        return [Upload(self._file(one), self.write(one)) for one in (pre, post)]

    def _file(self, filled: Filled) -> str:
        return self.file.format(round=filled.name, count=len(filled.submissions))
