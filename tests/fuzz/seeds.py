"""The sound files that are mutated: one survey exported in every way, the sample, the instrument, real exports."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache

from surveys import Upload
from tests.machine import find_shared_data
from tests.sample import AFTER, BEFORE, INSTRUMENT
from tests.surveys.exports.answers import POST, PRE
from tests.surveys.exports.everyway import EXPORTS
from tests.surveys.exports.instrument import form

_ZIP, _SAV, _COMPOUND = b"PK\x03\x04", b"$FL", b"\xd0\xcf\x11\xe0"
_MADE_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Seed:
    """A sound file, the questionnaire that it answers, and a sound file of the other round."""

    file: Upload
    instrument: Upload
    other: Upload

    @property
    def kind(self) -> str:
        """``zip``, ``sav``, ``compound`` or ``text``."""
        content = self.file.content
        if content.startswith(_ZIP):
            return "zip"
        return "sav" if content.startswith(_SAV) else "compound" if content.startswith(_COMPOUND) else "text"


def _timeless(upload: Upload) -> Upload:
    """The file without the time at which it was made, so that it has the same bytes each time."""
    if not upload.content.startswith(_ZIP):
        return upload
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(upload.content)) as archive, zipfile.ZipFile(buffer, "w") as copy:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "docProps/core.xml":
                content = _MADE_AT.sub(b"2024-01-01T00:00:00Z", content)
            copy.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)
    return Upload(upload.name, buffer.getvalue())


@cache
def answer_seeds() -> tuple[Seed, ...]:
    """Files of answers, each round of every export, the sample, and the real exports where they are at hand."""
    forms = {together: _timeless(Upload("form.xlsx", form(with_round=together))) for together in (False, True)}
    found = []
    for export in EXPORTS:
        files = [_timeless(upload) for upload in export.uploads(PRE, POST)]
        found += [Seed(file, forms[export.together], files[number - 1]) for number, file in enumerate(files)]
    before, after, instrument = map(Upload.from_path, (BEFORE, AFTER, INSTRUMENT))
    found += [Seed(before, instrument, after), Seed(after, instrument, before)]
    return (*found, *(Seed(upload, forms[False], found[0].file) for upload in _real()))


@cache
def form_seeds() -> tuple[Seed, ...]:
    """Questionnaires, each with sound answers to it as its `other`."""
    one, both = (next(seed for seed in answer_seeds() if seed.file.name == name) for name in ("pre.csv", "both.csv"))
    shipped = Upload.from_path(INSTRUMENT)
    found = [
        Seed(one.instrument, one.instrument, one.file),
        Seed(both.instrument, both.instrument, both.file),
        Seed(shipped, shipped, Upload.from_path(BEFORE)),
    ]
    folder = find_shared_data()
    names = sorted((folder / "fixtures" / "xlsform").glob("*.xls*")) if folder else []
    return (*found, *(Seed(upload, upload, one.file) for upload in map(Upload.from_path, names)))


def _real() -> list[Upload]:
    folder = find_shared_data()
    endings = {".csv", ".xlsx", ".sav", ".zip"}
    paths = sorted((folder / "fixtures").rglob("*")) if folder else []
    return [Upload.from_path(path) for path in paths if path.suffix in endings and "xlsform" not in path.parts]
