"""Templates that would harm are refused in one message each; sound ones come through."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pptx
import pytest

from reports.templates import guard
from reports.templates.guard import DOCX, PPTX, XLSX, TemplateError, checked_template, refuse_fetched
from reports.templates.package import seen_in
from reports.templates.workbook import WorkbookWalk
from tests.reports.office.packages import changed, plain, replaced
from words import LANGUAGES

_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _package(document: bytes, ending: str = DOCX) -> Any:
    opened: Any = docx.Document if ending == DOCX else pptx.Presentation
    return opened(io.BytesIO(document)).part.package


def code_of(error: pytest.ExceptionInfo[TemplateError]) -> str:
    """What is said, once and in every language."""
    (issue,) = error.value.issues
    assert all(issue.message(language) for language in LANGUAGES)
    return issue.code


_ENDINGS = (DOCX, PPTX, XLSX)


@pytest.mark.parametrize("ending", _ENDINGS)
def test_a_sound_template_comes_through_as_it_is(ending: str) -> None:
    template = plain(ending)
    assert checked_template(template, ending) == template
    if ending != XLSX:
        refuse_fetched(_package(template, ending), ending)


def _repacked(name: str = "x.bin", method: int = zipfile.ZIP_DEFLATED, flag: int = 0) -> Callable[[bytes], bytes]:
    """Puts a part into a template, with a flag of its entry set."""

    def put(template: bytes) -> bytes:
        written = io.BytesIO(template)
        with zipfile.ZipFile(written, "a") as archive:
            archive.writestr(name, b"x" * 100, method)
        content = bytearray(written.getvalue())
        content[content.rindex(b"PK\x01\x02") + 8] |= flag
        return bytes(content)

    return put


def _with(name: str, content: bytes) -> Callable[[bytes], bytes]:
    return lambda template: changed(template, lambda parts: parts.update({name: content}))


@pytest.mark.parametrize("ending", _ENDINGS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda template: template[: len(template) // 2], "damaged"),
        (lambda template: template[:-30] + bytes(30), "damaged"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked"),
        (_repacked(flag=1), "locked"),
        (_repacked(method=zipfile.ZIP_LZMA), "damaged"),
        (_repacked("../x.bin"), "damaged"),
        (_repacked("/x.bin"), "damaged"),
        (_repacked("a\\x.bin"), "damaged"),
        (_with("vbaProject.bin", b"x"), "macros"),
        (_with("media/a.png", b"\xff\xfe<\0a\0/\0>\0"), "damaged"),
        (_with("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged"),
        (_with("a.bin", b"<a/>" * 400_001), "too_full"),
        (_with("a.xml", b"<a " + b'b="" ' * 400_001), "too_full"),
        (_with("a.xml", b'<a b="' + b"x" * 2**20 + b'"/>'), "damaged"),
        (_with("a.xml", b"<a><!--" + b"<x" * 2**19 + b"--></a>"), "too_full"),
        (_with("a.xml", b"<a><!--" + b"<xxxxx" * 2**18 + b"--></a>"), "damaged"),
        (_with("[Content_Types].xml", b"<a/>"), "damaged"),
    ],
)
def test_every_kind_of_template_has_the_same_limits(change: Callable[[bytes], bytes], code: str, ending: str) -> None:
    with pytest.raises(TemplateError) as error:
        checked_template(change(plain(ending)), ending)
    assert code_of(error) == f"template_{code}"


@pytest.mark.parametrize("name", ["picture.svg", "a.bin"])
def test_a_picture_that_names_its_type_is_no_danger(name: str) -> None:
    picture = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg><image href="data:image/png;base64,aa"/></svg>'
    )
    checked_template(_with(name, picture)(plain(DOCX)), DOCX)
    assert not seen_in(name, picture).fetched


def test_an_old_drawing_need_not_be_well_formed_but_may_load_nothing() -> None:
    assert not seen_in("a.vml", b'<x><br><v src="image1.png"></x>').fetched
    assert seen_in("a.vml", b"<x><br><v src='//a/b'></x>").fetched == "//a/b"


@pytest.mark.parametrize(
    ("inside", "least"),
    [
        ("<c/>" * 100, 100),
        ("<row/>" * 100, 100),
        ('<mergeCell ref="A1:Z9"/>', 26 * 9),
        ("<dataValidation/>" * 50, 100),
        (f'<dataValidation sqref="{"A1 " * 100}"/>', 100),
        ("<xf/>" * 50, 100),
    ],
)
def test_what_a_workbook_takes_to_be_laid_out_is_counted(inside: str, least: int) -> None:
    counted = seen_in("a.xml", f"<a>{inside}</a>".encode(), WorkbookWalk).laid_out
    assert least <= counted <= 1.1 * least


def test_a_workbook_that_takes_long_to_lay_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_LAID_OUT", 100)
    with pytest.raises(TemplateError) as error:
        checked_template(plain(XLSX), XLSX)
    assert code_of(error) == "template_too_full"


@pytest.mark.parametrize(
    ("ending", "said", "is_now"),
    [
        (DOCX, "document.main+xml", "template.main+xml"),
        (PPTX, "presentation.main+xml", "template.main+xml"),
        (PPTX, "presentation.main+xml", "slideshow.main+xml"),
    ],
)
def test_a_dotx_potx_or_ppsx_becomes_a_plain_document(ending: str, said: str, is_now: str) -> None:
    template = changed(plain(ending), lambda parts: replaced(parts, "[Content_Types].xml", said, is_now))
    opened = checked_template(template, ending)
    assert docx.Document(io.BytesIO(opened)) if ending == DOCX else pptx.Presentation(io.BytesIO(opened))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "template_wrong_kind"),
        (b"%PDF-1.7", "template_wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "template_locked"),
        (plain(DOCX)[:2_000], "template_damaged"),
        (b"PK\x03\x04" + bytes(100), "template_damaged"),
        (plain(PPTX), "template_wrong_kind"),
        (changed(plain(DOCX), lambda parts: parts.pop("[Content_Types].xml")), "template_wrong_kind"),
        (changed(plain(DOCX), lambda parts: parts.pop("word/styles.xml")), "template_damaged"),
        (changed(plain(DOCX), lambda parts: parts.update({"word/styles.xml": b"<w:styles"})), "template_damaged"),
        (changed(plain(DOCX), lambda parts: parts.update({"WORD/styles.xml": b"<a/>"})), "template_damaged"),
        (changed(plain(DOCX), lambda parts: parts.update({"x.xml": b"<a>" * 300 + b"</a>" * 300})), "template_damaged"),
        (
            changed(plain(DOCX), lambda parts: parts.update({"x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
            "template_damaged",
        ),
        (changed(plain(DOCX), lambda parts: parts.update({"word/vbaProject.bin": b""})), "template_macros"),
        (
            changed(
                plain(DOCX),
                lambda parts: replaced(
                    parts,
                    "[Content_Types].xml",
                    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    "vnd.ms-word.document.macroEnabled.main+xml",
                ),
            ),
            "template_macros",
        ),
        (changed(plain(DOCX), lambda parts: parts.update({"word/activeX/activeX1.xml": b"<a/>"})), "template_macros"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_template_that_would_harm_is_refused_in_one_message(content: bytes, code: str) -> None:
    with pytest.raises(TemplateError) as error:
        checked_template(content, DOCX)
    assert code_of(error) == code


@pytest.mark.parametrize(
    "name", ["word/media/picture.png", "word/other.xml", "word/styles.big", "word/embeddings/a.xlsx"]
)
def test_a_template_that_swells_is_refused_before_it_is_unpacked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_BYTES", 4_000_000)
    monkeypatch.setattr(guard, "MOST_XML", 3_000_000)
    size = 4_000_001 if name.endswith("png") else 3_000_001
    bomb = changed(plain(DOCX), lambda parts: parts.update({name: bytes(size)}))
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(TemplateError) as error:
        checked_template(bomb, DOCX)
    assert code_of(error) == "template_too_large"


@pytest.mark.parametrize("kind", ["application/xml", "application/vnd.openxmlformats-officedocument.theme+xml"])
def test_xml_that_is_called_a_picture_is_refused(kind: str) -> None:
    def disguised(parts: dict[str, bytes]) -> None:
        tag = f'<Override PartName="/word/media/a.png" ContentType="{kind}"/></Types>'
        replaced(parts, "[Content_Types].xml", "</Types>", tag)
        parts["word/media/a.png"] = b"<a/>"

    with pytest.raises(TemplateError) as error:
        checked_template(changed(plain(DOCX), disguised), DOCX)
    assert code_of(error) == "template_damaged"


def _linked(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    tag = f'<Relationship Id="rIdX" Type="{_RELS}/{kind}" Target="{target}"{mode}/></Relationships>'

    def link(parts: dict[str, bytes]) -> None:
        replaced(parts, "word/_rels/document.xml.rels", "</Relationships>", tag)
        if not mode:
            parts[f"word/{target}"] = b"x"
            replaced(parts, "[Content_Types].xml", "</Types>", _TYPE.format(target))

    return changed(plain(DOCX), link)


_TYPE = '<Override PartName="/word/{}" ContentType="application/octet-stream"/></Types>'


def _written(xml: str) -> bytes:
    return changed(plain(DOCX), lambda parts: replaced(parts, "word/document.xml", "<w:sectPr", f"{xml}<w:sectPr"))


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (_linked("image", "https://example.org/seen.png"), "https://example.org/seen.png"),
        (_linked("attachedTemplate", "file:///C:/Users/a/Normal.dotm"), "file:///C:/Users/a/Normal.dotm"),
        (_linked("subDocument", "other.docx"), "other.docx"),
        (_linked("hyperlink", "file://host/share"), "file://host/share"),
        (_linked("aFChunk", "afchunk.html", ""), "word/afchunk.html"),
        (
            _written(
                '<w:p><w:r><w:pict><v:rect xmlns:v="urn:v"><v:imagedata src="http://a.org/b"/></v:rect></w:pict></w:r></w:p>'
            ),
            "http://a.org/b",
        ),
        (
            _written(
                '<w:p><w:r><w:pict><v:fill xmlns:v="urn:v" xmlns:o="urn:o" o:althref="//a/b"/></w:pict></w:r></w:p>'
            ),
            "//a/b",
        ),
        (_written('<w:p><w:r><a:hlinkHover xmlns:a="urn:a"/></w:r></w:p>'), "hlinkHover"),
        (
            _written('<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a.org/b&quot; "/></w:p>'),
            'INCLUDEPICTURE "http://a.org/b"',
        ),
        (
            _written(
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEA</w:instrText></w:r>'
                '<w:r><w:instrText>UTO cmd</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            ),
            "DDEAUTO cmd",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_document_that_loads_anything_on_opening_is_refused(document: bytes, what: str) -> None:
    checked_template(_written(""), DOCX)
    with pytest.raises(TemplateError) as error:
        refuse_fetched(_package(document), DOCX)
    assert code_of(error) == "template_fetches"
    assert error.value.issues[0].values["what"] == what


def _field(code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('end')}"


@pytest.mark.parametrize(
    ("code", "is_refused"),
    [
        ('HYPERLINK "https://example.org/link/1"', False),
        ('HYPERLINK "https://example.org/database"', False),
        ('STYLEREF "Import"', False),
        ("REF link", False),
        ("PAGE", False),
        (' link Excel.Sheet "a.xlsx"', True),
        ('"DATABASE" a', True),
    ],
)
def test_a_field_is_known_by_its_first_word(code: str, is_refused: bool) -> None:
    simple = f'<w:fldSimple w:instr="{code.replace(chr(34), "&quot;")}"/>'
    for xml in (_field(code), simple, f"{_field('PAGE')}{simple}", f"{simple}{_field('PAGE')}"):
        assert bool(seen_in("a.xml", f'<w:p xmlns:w="urn:w">{xml}</w:p>'.encode()).fetched) is is_refused
    within = _field(f"IF 1 = 1 </w:instrText></w:r>{_field(code)}<w:r><w:instrText>")
    assert bool(seen_in("a.xml", f'<w:p xmlns:w="urn:w">{within}</w:p>'.encode()).fetched) is is_refused


@pytest.mark.parametrize("kind", ["oleObject", "package"])
def test_an_object_of_another_program_is_refused(kind: str) -> None:
    with pytest.raises(TemplateError) as error:
        refuse_fetched(_package(_linked(kind, "embeddings/object.bin", "")), DOCX)
    assert code_of(error) == "template_macros"


@pytest.mark.parametrize("target", ["https://example.org", "mailto:office@example.org"])
def test_a_link_that_is_clicked_may_stay(target: str) -> None:
    refuse_fetched(_package(_linked("hyperlink", target)), DOCX)
