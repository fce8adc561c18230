"""What a survey is: the questionnaire, its rounds and people, and what is worth saying about a file. Reads no file."""
