"""A template restyles the annex: its styles, page, head and foot stay, its words and what would harm go."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, Twips

from reports.content.provenance import provenance_line
from reports.formats import docx as annex
from reports.office.annex.base_document import base_document
from reports.office.annex.changes import accept_changes
from reports.templates.guard import TemplateError
from tests.reports.office.documents import annex_of, lines_of, opened, report_of
from tests.reports.office.packages import changed, findings_of, parts_of, plain, replaced
from words import LANGUAGES, is_right_to_left


def template(*, sections: int = 1, head: str = "Letterhead", foot: str = "Street 1", width: float = 21.0) -> bytes:
    """A template with a style of its own, words, a head and a foot."""
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(31)
    document.add_paragraph("Words that go")
    document.add_table(2, 2)
    first = document.sections[0]
    first.header.paragraphs[0].text, first.footer.paragraphs[0].text = head, foot
    for _ in range(sections - 1):
        document.add_section(WD_SECTION.NEW_PAGE)
    document.sections[-1].page_width = Cm(width)
    document.core_properties.author = "Somebody Else"
    document.core_properties.comments = "Secret"
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sections", [1, 3])
def test_styles_head_foot_and_page_are_those_of_the_template(language: str, sections: int) -> None:
    report = report_of("sample", language, template=template(sections=sections))
    content = annex.write(report)
    document = opened(content)
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert len(document.sections) == 1
    section = document.sections[0]
    assert section.page_width == opened(template(sections=sections)).sections[-1].page_width
    assert [one.text for one in section.header.paragraphs] == ["Letterhead"]
    assert section.footer.paragraphs[0].text == "Street 1"
    assert report.result.code in section.footer.paragraphs[-1].text
    assert "Words that go" not in lines_of(document)
    assert findings_of(content) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_the_same_with_a_template_and_without(language: str) -> None:
    styled = annex.write(report_of("sample", language, template=template()))
    assert set(lines_of(opened(styled))) == set(lines_of(opened(annex_of("sample", language))))


def test_styles_that_a_template_lacks_are_added() -> None:
    bare = changed(plain("docx"), lambda parts: parts.update({"word/styles.xml": _NO_STYLES}))
    content = annex.write(report_of("sample", "ar", template=bare))
    document = opened(content)
    assert findings_of(content) == []
    known = {style.name.lower() for style in document.styles}
    assert {"title", "heading 3", "annex caption", "annex table", "list bullet"} <= known
    assert is_right_to_left("ar")


_NO_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)


def test_styles_are_found_by_name_whatever_their_ids_are() -> None:
    """Word writes ids in the language of its menus; names are English."""
    german = changed(
        template(),
        lambda parts: parts.update(
            {
                name: parts[name].replace(b'"Heading1"', b'"berschrift1"').replace(b'"Normal"', b'"Standard"')
                for name in ("word/styles.xml", "word/document.xml")
            }
        ),
    )
    body = opened(annex.write(report_of("sample", template=german))).element.body
    used = {found.get(qn("w:val")) for found in body.iter(qn("w:pStyle"))}
    assert "berschrift1" in used
    assert "Heading1" not in used


def test_a_page_without_room_becomes_a4() -> None:
    document = opened(annex.write(report_of("sample", template=template(width=9.0))))
    assert document.sections[0].page_width == Twips(11906)


def _wide(size: str) -> bytes:
    return changed(template(), lambda parts: replaced(parts, "word/document.xml", 'w:w="11906"', f'w:w="{size}"'))


def test_the_size_of_a_page_may_have_a_unit() -> None:
    document = base_document(_wide("8.5in"))
    assert document.sections[0].page_width == Twips(12240)


@pytest.mark.parametrize("size", ["abc", "8.5 in", "8,5in", "nan", "1e9", ""])
def test_a_page_of_no_size_is_refused(size: str) -> None:
    with pytest.raises(TemplateError) as error:
        base_document(_wide(size))
    assert error.value.issues[0].code == "template_damaged"


def test_nothing_of_the_template_s_own_words_stays() -> None:
    content = annex.write(report_of("sample", template=template()))
    assert opened(content).core_properties.author == "Thiqa"
    whole = b"".join(parts_of(content).values())
    assert not any(word in whole for word in (b"Somebody Else", b"Secret", b"Words that go"))
    assert not any("stylesWithEffects" in name or "thumbnail" in name for name in parts_of(content))


_WHO = 'w:id="9" w:author="Secret" w:date="2020-01-01T00:00:00Z"'


def test_changes_that_a_template_tracks_are_accepted_and_nobody_is_named() -> None:
    head = (
        f"<w:p><w:ins {_WHO}><w:r><w:t>kept</w:t></w:r></w:ins><w:del {_WHO}><w:r><w:delText>Secret</w:delText></w:r>"
        f"</w:del><w:r><w:rPr><w:rPrChange {_WHO}><w:rPr/></w:rPrChange></w:rPr><w:t> too</w:t></w:r></w:p></w:hdr>"
    )
    number = '<w15:docId xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:val="{Secret}"/>'

    def tracked(parts: dict[str, bytes]) -> None:
        replaced(parts, "word/header1.xml", "</w:hdr>", head)
        replaced(parts, "word/settings.xml", "</w:settings>", f"{number}</w:settings>")
        replaced(
            parts, "docProps/core.xml", "</cp:coreProperties>", "<cp:version>Secret</cp:version></cp:coreProperties>"
        )

    content = annex.write(report_of("sample", template=changed(template(), tracked)))
    assert opened(content).sections[0].header.paragraphs[-1].text == "kept too"
    assert not any(b"Secret" in part for part in parts_of(content).values())
    assert findings_of(content) == []


@pytest.mark.parametrize("name", ["word/styles.xml", "word/header1.xml", "word/numbering.xml"])
def test_a_part_of_other_xml_is_no_crash(name: str) -> None:
    accept_changes(base_document(changed(template(), lambda parts: parts.update({name: b"<a/>"}))))


def test_a_template_that_numbers_its_pages_is_not_numbered_twice() -> None:
    tag = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:hdr>'
    numbered = changed(template(), lambda parts: replaced(parts, "word/header1.xml", "</w:hdr>", tag))
    report = report_of("sample", template=numbered)
    foot = opened(annex.write(report)).sections[0].footer
    assert foot.paragraphs[-1].text == provenance_line(report)


_ATTACHED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="file:///C:/Users/jdoe/Normal.dotm" TargetMode="External"/></Relationships>'
)


def test_settings_that_load_or_lock_are_dropped() -> None:
    def lock(parts: dict[str, bytes]) -> None:
        parts["word/_rels/settings.xml.rels"] = _ATTACHED.encode()
        settings = parts["word/settings.xml"]
        start = settings.index(b">", settings.index(b"<w:settings")) + 1
        attached = (
            b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            b'r:id="rId1"/><w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
        )
        parts["word/settings.xml"] = settings[:start] + attached + settings[start:]

    content = annex.write(report_of("sample", template=changed(template(), lock)))
    settings = parts_of(content)["word/settings.xml"]
    assert not any(word in settings for word in (b"attachedTemplate", b"trackRevisions", b"documentProtection"))
    assert b"jdoe" not in b"".join(parts_of(content).values())
    assert findings_of(content) == []


def _linked_head(parts: dict[str, bytes]) -> None:
    tag = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="https://example.org/logo.png" TargetMode="External"/></Relationships>'
    )
    parts["word/_rels/header1.xml.rels"] = tag.encode()


def test_a_head_that_loads_a_picture_is_refused_and_names_it() -> None:
    with pytest.raises(TemplateError, match=r"https://example\.org/logo\.png"):
        annex.write(report_of("sample", template=changed(template(), _linked_head)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", plain("pptx"), plain("docx")[:4_000]])
def test_what_is_no_template_is_refused_with_one_message(content: bytes) -> None:
    with pytest.raises(TemplateError) as error:
        annex.write(report_of("sample", template=content))
    assert len(error.value.issues) == 1
