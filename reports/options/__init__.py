"""Options of the command about rounds (further files, names and days), and about the event and the reports' look."""
