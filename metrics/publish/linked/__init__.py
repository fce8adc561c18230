"""What linked measures (the index, its dimensions and their items) reveal of one another, and its prevention."""
