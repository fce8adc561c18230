"""The shelf of published editions: put one there, list them, take one down to read.

Only protected results are stored, never answers. A record is written in one transaction and carries the digest of its
document, so an edition is there whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from metrics import RoundName, Shared, to_document, with_round_names
from metrics.result import shared_from_document
from store.codes import typed_code
from store.database import EditionError, as_edition_error, opened
from store.decisions import Decision, from_text, to_text
from store.formats import FORMAT, READABLE, in_this_layout
from store.notes import Notes, checked, notes_of, replace_notes
from store.refusal import Shown, refusal, refusal_beside
from store.tables import (
    DecisionsRecord,
    EarlierEventRecord,
    EditionRecord,
    NoteRecord,
    SourceRecord,
    WithdrawnRecord,
    WriterRecord,
)
from words import program


@dataclass(frozen=True)
class Edition:
    """One platform event as it was published.

    Attributes
    ----------
    id : str
        Stands in the address of its pages.
    title, place : str
    held_on : date or None
        Day of the platform.
    published_at : datetime
        In UTC.
    """

    id: str
    title: str
    place: str
    held_on: date | None
    published_at: datetime


class Shelf:
    """The published editions of one database.

    Parameters
    ----------
    url : str, optional
        An SQLAlchemy address; by default an SQLite file in `data_folder`, made at the first use.

    Raises
    ------
    EditionError
        If the database can't be opened.
    """

    def __init__(self, url: str | None = None) -> None:
        self._engine = opened(url)
        self._whole: set[tuple[str, str]] = set()  # id and digest of those found whole: all of a text is read for that

    def publish(
        self,
        result: Shared,
        title: str,
        place: str = "",
        held_on: date | None = None,
        decisions: Sequence[Decision] = (),
        sources: Collection[str] = (),
        notes: Notes | None = None,
    ) -> Edition:
        """Stores a result as an edition, and with it what was decided on codes that are alike, and the officer's notes.

        Parameters
        ----------
        result : Shared
            As it is handed on: rounded, and without what was found in the officer's files.
        sources : collection of str, optional
            Digests of the files that it rests on: an edition of the same files, or of the same event, may not tell
            more beside it.
        notes : Notes, optional
            What the officer says of the edition and of its figures, in the officer's own words.

        Raises
        ------
        TypeError
            If the result is not as it is handed on.
        EditionError
            If the title is empty, a note too long, the edition would tell of few people beside one that is out, or the
            database refuses; nothing is stored then.
        """
        if not isinstance(result, Shared):
            raise TypeError("only a protected result, as it is handed on, can be published")
        if not title.strip():
            raise EditionError("needs_title")
        known, digests = checked(notes or {}), {_digest(source) for source in sources}
        self._refuse(result, title.strip(), held_on, digests)
        record = EditionRecord(
            id=token_hex(8),
            title=title.strip(),
            place=place.strip(),
            held_on=held_on.isoformat() if held_on else "",
            published_at=datetime.now(UTC),
            code=result.code,
        )
        _write(record, result)
        edition = _edition(record)
        with as_edition_error("not_stored"), Session(self._engine) as session, session.begin():
            session.add(record)
            session.flush()
            session.add(WriterRecord(edition_id=record.id, program=program()))
            session.add_all(SourceRecord(edition_id=record.id, source=digest) for digest in digests)
            if decisions:
                session.add(DecisionsRecord(edition_id=record.id, decisions=to_text(decisions)))
            replace_notes(session, record.id, known)
        return edition

    def _refuse(self, result: Shared, title: str, held_on: date | None, digests: Collection[str]) -> None:
        """Refuses a result that would tell of few people beside an edition of the same files or event."""
        day, event_ = held_on.isoformat() if held_on else "", _event(title, held_on)
        of_files = select(SourceRecord.edition_id).where(SourceRecord.source.in_(digests))
        renamed = select(EarlierEventRecord.edition_id).where(EarlierEventRecord.event == event_)
        of_event = (EditionRecord.title == title) & (EditionRecord.held_on == day)
        same = select(EditionRecord.id).where(EditionRecord.id.in_(of_files) | EditionRecord.id.in_(renamed) | of_event)
        with as_edition_error("not_opened"), Session(self._engine) as session:
            found = list(session.scalars(same.where(EditionRecord.format.in_(READABLE))))
            withdrawn = [(one.salt, one.known_by, one.shown) for one in session.scalars(select(WithdrawnRecord))]
        why = [refusal(self.read(edition_id), result) for edition_id in found]
        for salt, known_by, shown in withdrawn:
            if {_digest(salt + one) for one in (event_, *digests)} & set(json.loads(known_by)):
                why.append(refusal_beside(Shown.from_text(shown), Shown.of(result, salt)))
        if first := next(filter(None, why), None):
            raise EditionError(first, threshold=str(result.settings.threshold))

    def correct(
        self,
        edition_id: str,
        title: str,
        place: str = "",
        held_on: date | None = None,
        rounds: Mapping[str, RoundName] | None = None,
    ) -> Edition:
        """Corrects the name, place and day of an edition, and what its rounds are called; no number of it changes.

        Parameters
        ----------
        rounds : mapping of str to RoundName, optional
            The names and days of all rounds, as `metrics.with_round_names` takes them; where absent, they stay.

        Raises
        ------
        EditionError
            If the title is empty, there is no such edition, or the database refuses; nothing is changed then.
        SurveyError
            If the rounds can't be called so; nothing is changed then either.
        """
        if not title.strip():
            raise EditionError("needs_title")
        result = None if rounds is None else self.read(edition_id)
        renamed = None if result is None or rounds is None else with_round_names(result, rounds)
        with as_edition_error("not_stored"), Session(self._engine) as session, session.begin():
            record = session.get(EditionRecord, edition_id)
            if record is not None:
                before = _event(record.title, date.fromisoformat(record.held_on) if record.held_on else None)
                if before != _event(title.strip(), held_on):
                    session.merge(EarlierEventRecord(edition_id=edition_id, event=before))
                record.title, record.place = title.strip(), place.strip()
                record.held_on = held_on.isoformat() if held_on else ""
                if renamed is not None and renamed is not result:
                    _write(record, renamed)
                    session.merge(WriterRecord(edition_id=edition_id, program=program()))
                return _edition(record)
        raise EditionError("not_there")

    def write_notes(self, edition_id: str, notes: Notes) -> None:
        """Writes the officer's notes of an edition in place of those it had; no number of it changes.

        Raises
        ------
        EditionError
            If a note is too long, there is no such edition, or the database refuses; nothing is changed then.
        """
        known = checked(notes)
        with as_edition_error("not_stored"), Session(self._engine) as session, session.begin():
            if found := session.get(EditionRecord, edition_id) is not None:
                replace_notes(session, edition_id, known)
        if not found:
            raise EditionError("not_there")

    def notes(self, edition_id: str) -> Notes:
        """The officer's notes of an edition; none where there are none.

        Raises
        ------
        EditionError
            If the database can't be read.
        """
        with as_edition_error("not_opened"), Session(self._engine) as session:
            return notes_of(session, edition_id)

    def editions(self) -> tuple[Edition, ...]:
        """All whole editions that this program can read, the latest event first.

        Raises
        ------
        EditionError
            If the database can't be read.
        """
        readable = select(EditionRecord).where(EditionRecord.format.in_(READABLE))
        with as_edition_error("not_opened"), Session(self._engine) as session:
            records = session.scalars(readable).all()
            new = [record.id for record in records if (record.id, record.digest) not in self._whole]
            if new:
                whole = EditionRecord.id.in_(new) & (func.length(EditionRecord.document) == EditionRecord.length)
                columns = select(EditionRecord.id, EditionRecord.digest)
                self._whole |= {(id_, digest) for id_, digest in session.execute(columns.where(whole))}
            found = [_edition(record) for record in records if (record.id, record.digest) in self._whole]
        return tuple(sorted(found, key=lambda e: (e.held_on or date.min, e.published_at), reverse=True))

    def find(self, code: str) -> tuple[Edition, ...]:
        """The whole editions whose numbers have a code, as somebody reads it off a paper; the latest event first.

        Case, blanks and dashes make no difference, and letters that look like digits are read as these. What is handed
        on of an edition has its code, whoever it is for; two editions of the same numbers have the same one.

        Raises
        ------
        EditionError
            If the database can't be read.
        """
        wanted = typed_code(code)
        with as_edition_error("not_opened"), Session(self._engine) as session:
            of_code = set(session.scalars(select(EditionRecord.id).where(EditionRecord.code == wanted)))
        return tuple(edition for edition in self.editions() if edition.id in of_code)

    def read(self, edition_id: str) -> Shared:
        """The result of an edition, as it was handed on.

        Raises
        ------
        EditionError
            If there is none of that id, it is not whole, another version of the program stored it in another format,
            or the database can't be read.
        """
        with as_edition_error("not_opened"), Session(self._engine) as session:
            record = session.get(EditionRecord, edition_id)
            writer = session.get(WriterRecord, edition_id)
            text, digest, format_ = (record.document, record.digest, record.format) if record else ("", "", FORMAT)
            written_by = ", ".join([*([writer.program] if writer else []), f"format {format_}"])
        if not text or _digest(text) != digest:
            raise EditionError("not_there")
        if format_ not in READABLE:
            raise EditionError("other_format", program=written_by)
        try:
            return shared_from_document(in_this_layout(json.loads(text), format_))
        except (KeyError, TypeError, ValueError) as error:
            raise EditionError("other_format", program=written_by) from error

    def decisions(self, files: Collection[str]) -> tuple[Edition, tuple[Decision, ...]] | None:
        """The decisions on these files (digests) of the edition that was published last with any; None without.

        Raises
        ------
        EditionError
            If the database can't be read.
        """
        both = select(EditionRecord, DecisionsRecord.decisions).join(
            DecisionsRecord, DecisionsRecord.edition_id == EditionRecord.id
        )
        with as_edition_error("not_opened"), Session(self._engine) as session:
            kept = [(_edition(record), from_text(text)) for record, text in session.execute(both)]
        for edition, decisions in sorted(kept, key=lambda one: one[0].published_at, reverse=True):
            of_files = tuple(decision for decision in decisions if decision.is_of(files))
            if of_files:
                return edition, of_files
        return None

    def withdraw(self, edition_id: str) -> None:
        """Deletes an edition with the decisions, sources and notes kept with it; in SQLite its bytes are overwritten.

        What was handed on of it stays where it is, and was seen: what the edition showed is kept without a name of
        anything, so that no other one tells of few people beside it (`store.refusal.Shown`).

        Raises
        ------
        EditionError
            If there is none of that id, the database refuses (nothing is deleted then), or the edition is deleted but
            the file could not be made smaller.
        """
        kept = self._kept_of(edition_id)
        with as_edition_error("not_deleted"), Session(self._engine) as session, session.begin():
            for beside in (DecisionsRecord, SourceRecord, WriterRecord, EarlierEventRecord, NoteRecord):
                session.execute(delete(beside).where(beside.edition_id == edition_id))
            gone = session.scalars(
                delete(EditionRecord).where(EditionRecord.id == edition_id).returning(EditionRecord.id)
            )
            found = gone.first() is not None
            if found and kept is not None:
                session.add(kept)
        if not found:
            raise EditionError("not_there")
        if self._engine.dialect.name == "sqlite":
            with as_edition_error("not_shrunk"), self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(sql("VACUUM"))

    def _kept_of(self, edition_id: str) -> WithdrawnRecord | None:
        """What is kept of an edition once it is withdrawn; None of one that can't be read, and so was not shown."""
        try:
            result = self.read(edition_id)
        except EditionError:
            return None
        with as_edition_error("not_opened"), Session(self._engine) as session:
            record = session.get_one(EditionRecord, edition_id)
            events = select(EarlierEventRecord.event).where(EarlierEventRecord.edition_id == edition_id)
            sources = select(SourceRecord.source).where(SourceRecord.edition_id == edition_id)
            now = _event(record.title, date.fromisoformat(record.held_on) if record.held_on else None)
            known_by = [now, *session.scalars(events), *session.scalars(sources)]
        salt = token_hex(16)
        digests = sorted(_digest(salt + one) for one in known_by)
        return WithdrawnRecord(salt=salt, known_by=json.dumps(digests), shown=Shown.of(result, salt).to_text())

    def close(self) -> None:
        """Lets go of the database file."""
        self._engine.dispose()


def _event(title: str, held_on: date | None) -> str:
    """An event by a digest of its name and day."""
    return _digest(json.dumps([title, held_on.isoformat() if held_on else ""]))


def _write(record: EditionRecord, result: Shared) -> None:
    """Writes a result's document into the record of an edition, in the layout of this program."""
    text = json.dumps(to_document(result), ensure_ascii=False, allow_nan=False)
    record.document, record.digest, record.length, record.format = text, _digest(text), len(text), FORMAT


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _edition(record: EditionRecord) -> Edition:
    published = record.published_at
    return Edition(
        record.id,
        record.title,
        record.place,
        date.fromisoformat(record.held_on) if record.held_on else None,
        published if published.tzinfo else published.replace(tzinfo=UTC),
    )
