"""Where things go: millimetres, y down; a map becomes a Scene."""
