"""Languages of maps, under the names that their speakers give them."""

from PySide6.QtCore import QLocale

from cjmdesk.i18n import LANGUAGES


def language_name(tag: str) -> str:
    """What the language of a tag calls itself ("Polski"), with the tag where two would look alike; the tag
    itself where it is not known."""
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    locale = QLocale(tag.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return tag
    name = locale.nativeLanguageName()
    name = name[:1].upper() + name[1:] if name else QLocale.languageToString(locale.language())
    return name if len(tag) < 4 else f"{name} ({tag})"
