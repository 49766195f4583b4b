"""The empty wall grid: slots for sticky notes, each with a code that the scribe line understands."""
