"""The map on its sheet, in the window."""
