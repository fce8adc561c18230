"""What is hidden and what is shown together: the rules behind the words."""
