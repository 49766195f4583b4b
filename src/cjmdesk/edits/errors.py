"""The one error of this room."""


class EditError(ValueError):
    """An edit is not possible; the project is as it was. str() is a sentence for the user."""
