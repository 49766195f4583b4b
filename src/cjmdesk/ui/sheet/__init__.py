"""A Scene on the screen, with zoom, pan and hit testing; shared by canvas and print preview."""
