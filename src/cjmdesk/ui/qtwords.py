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


class QtWords(QTranslator):
    """The catalogue of Qt for one language."""

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
        found = super().translate(context, sourceText, disambiguation, n)
        moved = _MOVED.get((context, sourceText)) if not found else None
        if moved is not None:
            found = super().translate(*moved, disambiguation, n)
        return found or None  # type: ignore[return-value] # an empty text would be taken for the words
