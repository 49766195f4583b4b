"""How words are compared that people type in a hurry, to find something by its name."""

import unicodedata


def folded(text: str) -> str:
    """Small letters without the marks above and below them: “zolw” is “żółw”, and “е” is “ё”."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
