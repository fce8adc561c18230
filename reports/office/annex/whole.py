"""The annex as a whole, as a file."""

from __future__ import annotations

import io

from docx.oxml.ns import qn

from reports.files.archive import repacked
from reports.office.annex.base_document import base_document, turn
from reports.office.annex.body import Body
from reports.office.annex.running import add_running
from reports.office.annex.sections import add_chosen, add_everything
from reports.office.annex.styles import LANGUAGES, Styles
from reports.report import Report
from words import PROGRAM, is_right_to_left, printable


def annex(report: Report) -> bytes:
    """The annex as a DOCX file.

    All that its words look like is said by its styles, which a template may have in place of them; it has no look of
    its own but the colours of what rose and fell.

    Parameters
    ----------
    report : Report
        `report.template` is a document whose styles, page, headers and footers are used; `report.parts` are all that it
        holds where they are chosen.

    Raises
    ------
    reports.templates.guard.TemplateError
        If the template can't be used.
    ValueError
        If something is chosen that the result does not have.
    """
    document = base_document(report.template)
    styles = Styles(document.styles.element)
    rtl = is_right_to_left(report.language)
    styles.write_in(report.language, rtl=rtl)
    if rtl:
        turn(document.element.body.find(qn("w:sectPr")))
    body = Body(document, styles, report.language)
    (add_everything if report.parts is None else add_chosen)(body, report)
    add_running(body, report)
    package = document.part.package.rels
    for name in [name for name, one in package.items() if one.reltype.endswith("/core-properties")]:
        del package[name]
    about = document.core_properties
    about.title, about.language = printable(report.heading)[:255], LANGUAGES[report.language]
    about.author = about.last_modified_by = PROGRAM
    about.keywords, about.subject, about.comments, about.category = report.result.code, "", "", ""
    about.revision = 1
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())
