"""What a journey is: frozen values, no Qt, no files."""
