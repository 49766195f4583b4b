"""The window in which a map's texts are written in other languages."""
