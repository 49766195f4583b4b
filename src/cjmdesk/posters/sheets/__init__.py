"""Everything that is printed besides the poster: notes, titles, faces, dots, personas, booklets."""
