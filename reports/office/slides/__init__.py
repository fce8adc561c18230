"""The presentation: some eight slides that tell what was found, each with one message as its title."""

from reports.office.slides.deck import deck

__all__ = ["deck"]
