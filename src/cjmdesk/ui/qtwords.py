"""Qt's own words in the user's language, where its catalogues have them under an older name."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator

_MOVED = {
    ("QFileDialog", "&Look in:"): ("QFileDialog", "Look in:"),
    ("QFileDialog", "Files of &type:"): ("QFileDialog", "Files of type:"),
    ("QAbstractFileIconProvider", "Folder"): ("QFileDialog", "Folder"),
    ("QAbstractFileIconProvider", "File Folder"): ("QFileDialog", "File Folder"),
}
"""Context and text that Qt asks for now, and those that its catalogues translate."""


KEYS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgUp": "PgUp",
    "PgDown": "PgDn",
    "Del": "Del",
    "Ins": "Ins",
    "Home": "Home",
    "End": "End",
}
"""Keys by Qt's names for them → how they are written in every language, as on the keyboard itself."""


def written_keys(keys: str) -> str:
    """A shortcut with Qt's names, "Ctrl+Left", as menus, help and hints write it: "Ctrl+←"."""
    return "+".join(KEYS.get(key, key) for key in keys.split("+"))


class QtWords(QTranslator):
    """The catalogue of Qt for one language; without one, the names of the keys alone."""

    def isEmpty(self) -> bool:
        return False  # an empty one would not be heard

    def read(self, language: str) -> bool:
        """Load the catalogue; False if Qt has none for the language."""
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return self.load(f"qtbase_{language}", folder)

    def translate(  # the names are Qt's own
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        if context == "QShortcut" and sourceText in KEYS:
            return KEYS[sourceText]
        found = super().translate(context, sourceText, disambiguation, n)
        moved = _MOVED.get((context, sourceText)) if not found else None
        if moved is not None:
            found = super().translate(*moved, disambiguation, n)
        return found or None  # type: ignore[return-value] # an empty text would be taken for the words
