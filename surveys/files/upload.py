"""A file as it was handed in: its bare name and its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from surveys.model.issues import Issue, SurveyError


@dataclass(frozen=True)
class Upload:
    """A spreadsheet that somebody handed in.

    Attributes
    ----------
    name : str
        The bare file name, for messages; what the file is, is read off its content.
    content : bytes
        The whole file.
    """

    name: str
    content: bytes = field(repr=False)

    @classmethod
    def from_path(cls, path: str | PathLike[str]) -> Upload:
        """The file at a path.

        Raises
        ------
        SurveyError
            If there is no such file, or it can't be read.
        """
        file = Path(path)
        name = file.name.encode("utf-8", "replace").decode()  # bytes that are no UTF-8 can't be printed or stored
        try:
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
