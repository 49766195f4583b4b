"""What the program promises not to lose, tried out by breaking things: see docs/reliability.md."""
