"""Our files: loading, saving without ever losing anything, folders of the program."""
