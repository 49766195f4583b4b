"""Two maps of one journey laid over each other: their differences in words, and on a poster."""
