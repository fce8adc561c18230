"""The database's tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class EditionRecord(Base):
    """One published edition: its protected result as a document, with a digest that tells whether it is whole.

    `format` tells the layout of the document; `code` the code of the numbers, as printed on figures.
    """

    __tablename__ = "edition"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[str] = mapped_column(String(10))
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    code: Mapped[str] = mapped_column(String(8))
    format: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))
    length: Mapped[int] = mapped_column(Integer)
    document: Mapped[str] = deferred(mapped_column(Text))


class WriterRecord(Base):
    """The version of the program that stored an edition, to name it where another one can't read the edition.

    A table of its own, as `DecisionsRecord`: editions of a database that an earlier version made have none.
    """

    __tablename__ = "edition_writer"

    edition_id: Mapped[str] = mapped_column(String(32), ForeignKey("edition.id"), primary_key=True)
    program: Mapped[str] = mapped_column(String(40))


class SourceRecord(Base):
    """A file that an edition rests on, by a digest of its digest: it tells whether another edition rests on it too."""

    __tablename__ = "edition_source"

    edition_id: Mapped[str] = mapped_column(String(32), ForeignKey("edition.id"), primary_key=True)
    source: Mapped[str] = mapped_column(String(64), primary_key=True)


class DecisionsRecord(Base):
    """What was decided on codes that are alike, of an edition that has any.

    A table of its own: a database that an earlier version made gains it when it is opened, and its editions stay as
    they are.
    """

    __tablename__ = "edition_decisions"

    edition_id: Mapped[str] = mapped_column(String(32), ForeignKey("edition.id"), primary_key=True)
    decisions: Mapped[str] = mapped_column(Text)


class EarlierEventRecord(Base):
    """An event's name and day that an edition had before they were corrected, by a digest: it stays the same event."""

    __tablename__ = "edition_earlier_event"

    edition_id: Mapped[str] = mapped_column(String(32), ForeignKey("edition.id"), primary_key=True)
    event: Mapped[str] = mapped_column(String(64), primary_key=True)


class NoteRecord(Base):
    """A note of the officer in one language, of an edition (`about` is empty) or of a figure of it.

    A table of its own, as `DecisionsRecord`.
    """

    __tablename__ = "edition_note"

    edition_id: Mapped[str] = mapped_column(String(32), ForeignKey("edition.id"), primary_key=True)
    about: Mapped[str] = mapped_column(String(40), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class WithdrawnRecord(Base):
    """What is kept of an edition that was withdrawn: by which people it would be known again, and what it showed.

    All names in it are digests with the salt; it holds no title, no place and no label.
    """

    __tablename__ = "edition_withdrawn"

    salt: Mapped[str] = mapped_column(String(32), primary_key=True)
    known_by: Mapped[str] = mapped_column(Text)
    shown: Mapped[str] = mapped_column(Text)
