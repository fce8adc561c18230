"""The instrument: an XLSForm in, the questionnaire with its scoring rules out."""
