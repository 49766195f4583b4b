"""What is said of pasted words that could not be taken as they were."""

from cjmdesk.i18n import ngettext
from cjmdesk.model.texts import unwritable


def left_out(words: str) -> str:
    """A sentence on the characters of `words` that no text can hold; empty where there are none."""
    count = unwritable(words)
    if not count:
        return ""
    text = ngettext(
        "{count} character that can be neither shown nor written was left out.",
        "{count} characters that can be neither shown nor written were left out.",
        count,
    )
    return text.format(count=count)
