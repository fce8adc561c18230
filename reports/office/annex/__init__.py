"""The annex: all that a result holds as one document, whose look is its styles' alone."""

from reports.office.annex.whole import annex

__all__ = ["annex"]
