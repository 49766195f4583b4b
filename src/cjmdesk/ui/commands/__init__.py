"""What every command of the window does, one file for each group of them."""
