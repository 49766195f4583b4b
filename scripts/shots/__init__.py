"""What `screenshots.py` takes pictures of: each module shows a part of the program, state after state."""
