"""The last step: what is doubtful, the officer's own files, publishing, and what is published."""
