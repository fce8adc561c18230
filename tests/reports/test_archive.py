"""Archives: the same content gives the same bytes, and every reader opens them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.files.archive import repacked, zip_of
from reports.office.charts.sheet import Grid, workbook

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


def test_an_office_document_does_not_tell_when_it_was_written() -> None:
    def document(when: datetime) -> bytes:
        return written_at(when, {"docProps/core.xml": core(when.isoformat()), "ppt/presentation.xml": b"<p/>"})

    early, late = repacked(document(datetime(2001, 2, 3))), repacked(document(datetime(2026, 11, 29)))
    assert early == late
    assert contents(early)["docProps/core.xml"] == core("1980-01-01T00:00:00Z")


def test_a_document_in_it_is_taken_as_it_is_even_where_it_is_no_archive() -> None:
    """What came with a template may be anything, and unpacked it may be a thousand times as large."""
    inner = written_at(datetime(2001, 2, 3), {"docProps/core.xml": core("2001-02-03T00:00:00Z")})
    files = {"word/embeddings/a.xlsx": inner, "word/embeddings/b.docx": b"PK no archive"}
    assert contents(repacked(written_at(datetime(2001, 2, 3), files))) == files


def test_the_workbook_behind_a_chart_tells_no_time() -> None:
    content = workbook([Grid("Data", {(0, 0): "words", (1, 1): 2.5})], rtl=False)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        told = re.findall(rb"W3CDTF\">([^<]*)<", archive.read("docProps/core.xml"))
    assert set(told) == {b"2000-01-01T00:00:00Z"}


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
