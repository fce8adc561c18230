"""Files that are open: what is read again with another answer of the officer's need not be opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.files.book import Book
from surveys.files.sources import Tables, open_sources
from surveys.files.upload import Upload
from surveys.files.wall import Progress
from surveys.model.issues import SurveyError


@dataclass(frozen=True)
class OpenFiles:
    """What files hold, or why they can't be opened.

    All that stands in them is in it, also what names a person: it lives in memory only, and only until they are read.
    """

    _outcomes: Mapping[tuple[str, str], Book | SurveyError] = field(default_factory=dict, repr=False)

    def of(self, upload: Upload | Tables) -> Book | SurveyError:
        """What a file holds, by its name and the digest of its bytes.

        Raises
        ------
        KeyError
            If it was never opened.
        """
        return self._outcomes[upload.name, upload.sha256]

    def with_files(self, uploads: Sequence[Upload | Tables], progress: Progress | None = None) -> OpenFiles:
        """These and those of the uploads that are not among them, which are opened (`progress` as of `open_all`)."""
        wanted = {(upload.name, upload.sha256): upload for upload in uploads}
        missing = {key: upload for key, upload in wanted.items() if key not in self._outcomes}
        outcomes = open_sources([*missing.values()], progress)
        return OpenFiles({**self._outcomes, **dict(zip(missing, outcomes, strict=True))})


NOTHING_OPEN = OpenFiles()
