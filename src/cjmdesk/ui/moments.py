"""When something was, in the words of the window: every date with a time is said here."""

import datetime

from cjmdesk.i18n import current_language, date


def clock_words(moment: datetime.time, *, seconds: bool = False) -> str:
    """ "16:30", in every language: hours run to 24."""
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def moment_words(moment: datetime.datetime, *, seconds: bool = False) -> str:
    """ "14 March 2026, 16:30": the day with its month as a word, since figures of days and months are
    mixed up. moment: with a time zone; it is said in that of the computer."""
    local = moment.astimezone()
    return f"{date(local.date(), current_language())}, {clock_words(local.time(), seconds=seconds)}"
