"""The dialog in which a new map is chosen and named."""
