"""Columns that could name a person: known by their heading, their question's type or their cells, and dropped.

>>> topic_of("What is your e-mail address?")
'heading_email'
>>> topic_of("Your position on the reform")
''
"""

from surveys.columns.personal.headings import topic_of
from surveys.columns.personal.recognition import PersonalColumns, is_strong, personal_columns, sort_out

__all__ = ["PersonalColumns", "is_strong", "personal_columns", "sort_out", "topic_of"]
