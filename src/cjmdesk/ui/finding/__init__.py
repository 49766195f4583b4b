"""Finding words and filtering notes: what the window keeps of it, and the bars for it."""
