"""Two maps compared: the list of differences, their curves, and what is taken over."""
