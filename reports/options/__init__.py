"""Options of the command that say something of rounds: their further files, their names and their days."""
