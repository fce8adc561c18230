"""Archives: the same content gives the same bytes, and every reader opens them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.archive import repacked, zip_of

NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=8)


def contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def written_at(when: datetime, files: dict[str, bytes]) -> bytes:
    """An archive as libraries write it: in any order, at some time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, when.timetuple()[:6]), content)
    return written.getvalue()


@given(FILES, st.randoms())
def test_the_order_in_which_files_come_makes_no_difference(files: dict[str, bytes], chance: Random) -> None:
    mixed = list(files.items())
    chance.shuffle(mixed)
    assert zip_of(dict(mixed)) == zip_of(files)
    assert contents(zip_of(files)) == files


@given(FILES)
def test_an_archive_written_at_another_time_is_the_same_once_it_is_repacked(files: dict[str, bytes]) -> None:
    early, late = written_at(datetime(2001, 2, 3), files), written_at(datetime(2026, 11, 29, 23, 58, 2), files)
    assert repacked(early) == repacked(late) == zip_of(files)
    assert repacked(repacked(early)) == repacked(early)


def test_times_rights_and_system_are_fixed() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of({"a/b.txt": b"text" * 100}))) as archive:
        (entry,) = archive.infolist()
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert (entry.create_system, entry.external_attr >> 16) == (3, 0o644)
    assert entry.compress_type == zipfile.ZIP_DEFLATED
    assert entry.compress_size < entry.file_size


def test_what_readers_look_for_first_stands_first() -> None:
    """OPC names no order, but the kind of a file is guessed by its first entry; ODF and EPUB ask for it, unpacked."""
    archive = zip_of({"A.xml": b"", "[Content_Types].xml": b"", "mimetype": b"application/epub+zip", "0": b""})
    assert list(contents(archive)) == ["mimetype", "[Content_Types].xml", "0", "A.xml"]
    assert archive[30:58] == b"mimetypeapplication/epub+zip"


def core(when: str) -> bytes:
    return (
        f'<cp:coreProperties><dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created><dc:title>A</dc:title>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified></cp:coreProperties>'
    ).encode()


def test_an_office_document_and_the_workbooks_in_it_do_not_tell_when_they_were_written() -> None:
    def document(when: datetime) -> bytes:
        properties = {"docProps/core.xml": core(when.isoformat())}
        workbook = written_at(when, properties | {"xl/workbook.xml": b"<workbook/>"})
        return written_at(when, properties | {"ppt/embeddings/book1.xlsx": workbook})

    early, late = repacked(document(datetime(2001, 2, 3))), repacked(document(datetime(2026, 11, 29)))
    assert early == late
    inner = contents(contents(early)["ppt/embeddings/book1.xlsx"])
    assert inner["docProps/core.xml"] == core("1980-01-01T00:00:00Z")


def test_a_folder_of_its_own_is_no_entry() -> None:
    assert contents(repacked(written_at(datetime(2001, 2, 3), {"a/": b"", "a/b": b"x"}))) == {"a/b": b"x"}


def test_an_entry_that_is_there_twice_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    with pytest.raises(ValueError, match="twice: a"):
        repacked(written.getvalue())


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        repacked(b"no archive")
