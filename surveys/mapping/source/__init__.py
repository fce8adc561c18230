"""What the files hold, column by column: the same question of every round is one column."""
