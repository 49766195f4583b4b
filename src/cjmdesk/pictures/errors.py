"""What reading a picture can fail with."""


class PictureError(Exception):
    """A picture cannot be taken in. The message is one sentence for people."""
