"""Files that leave the program: archives whose bytes follow from what is in them, and folders written whole."""
