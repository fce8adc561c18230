"""The steps of *Surveys*: from an officer's files to an edition."""
