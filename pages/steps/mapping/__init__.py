"""A questionnaire that the officer sets up from the files' columns."""
