"""What the officer says of an edition and of its figures, in the officer's own words: plain text, by language."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.database import EditionError
from store.tables import NoteRecord
from words import LANGUAGES, printable

Notes = Mapping[str, Mapping[str, str]]
"""Texts by language, by what they are about: `OF_EDITION`, or the name of a figure."""
OF_EDITION = ""
"""What happened between the rounds."""
LONGEST_NOTE = 2_000
"""Characters of a note in one language."""


def checked(notes: Notes) -> dict[str, dict[str, str]]:
    """Notes as they are stored: a line each without signs of control; empty ones are left out.

    Raises
    ------
    EditionError
        If one is too long.
    ValueError
        If one is in a language that the program does not speak.
    """
    found: dict[str, dict[str, str]] = {}
    for about, texts in notes.items():
        for language, text in texts.items():
            if language not in LANGUAGES:
                raise ValueError(f"{language!r} is no language of a note; it may be in {', '.join(LANGUAGES)}")
            lines = (printable(line).strip() for line in text.splitlines())
            plain = "\n".join(line for line in lines if line)
            if len(plain) > LONGEST_NOTE:
                raise EditionError("note_too_long", most=f"{LONGEST_NOTE}")
            if plain:
                found.setdefault(about, {})[language] = plain
    return found


def notes_of(session: Session, edition_id: str) -> dict[str, dict[str, str]]:
    """The notes that an edition has."""
    found: dict[str, dict[str, str]] = {}
    records = session.scalars(select(NoteRecord).where(NoteRecord.edition_id == edition_id))
    for record in sorted(records, key=lambda one: (one.about, LANGUAGES.index(one.language))):
        found.setdefault(record.about, {})[record.language] = record.text
    return found


def replace_notes(session: Session, edition_id: str, notes: Notes) -> None:
    """Stores checked notes in place of those that an edition has."""
    session.execute(delete(NoteRecord).where(NoteRecord.edition_id == edition_id))
    session.add_all(
        NoteRecord(edition_id=edition_id, about=about, language=language, text=text)
        for about, texts in notes.items()
        for language, text in texts.items()
    )
