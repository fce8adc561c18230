"""What goes back to the officer alone: files with cells marked, what was found in them, a questionnaire, a reminder."""
