"""What painting can fail with."""


class PaintError(Exception):
    """A Scene cannot be put on the device asked for. The message is one sentence for people."""
