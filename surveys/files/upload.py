"""A file as it was handed in: its bare name and its bytes."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from surveys.model.issues import Issue, SurveyError
from words import printable


@dataclass(frozen=True)
class Upload:
    """A spreadsheet that somebody handed in.

    Attributes
    ----------
    name : str
        The bare file name as it may be shown (`words.printable`); what the file is, is read off its content.
    content : bytes
        The whole file.
    """

    name: str
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", printable(self.name))

    @classmethod
    def from_path(cls, path: str | PathLike[str]) -> Upload:
        """The file at a path.

        Raises
        ------
        SurveyError
            If there is no such file, it can't be read, or it is a folder, a pipe or a device: reading these may never
            end.
        """
        file = Path(path)
        name = printable(file.name or str(file))
        try:
            if not stat.S_ISREG(file.stat().st_mode):
                raise SurveyError(Issue("error", "no_regular_file", name))
            return cls(name, file.read_bytes())
        except FileNotFoundError as error:
            raise SurveyError(Issue("error", "file_missing", name)) from error
        except OSError as error:
            raise SurveyError(Issue("error", "file_unreadable", name)) from error

    @property
    def stem(self) -> str:
        """The file name without its ending: what Excel calls the one sheet of a text file."""
        return Path(self.name).stem

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()
