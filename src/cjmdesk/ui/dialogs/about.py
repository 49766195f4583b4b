"""Version, licences and folders."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cjmdesk import _version, shipped
from cjmdesk.i18n import N_, _
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.room import open_at
from cjmdesk.ui.theme import Theme

LICENCES = (
    ("cjmdesk", "MIT"),
    ("Qt, PySide6", "LGPL 3"),
    ("Noto Sans, Noto Emoji", "SIL Open Font License 1.1"),
    ("Lucide", "ISC"),
    ("Python", "PSF 2"),
    ("reportlab", "BSD"),
    ("pydantic, fontTools, python-calamine", "MIT"),
    ("markdown-it-py, Beautiful Soup, PyYAML", "MIT"),
    ("charset-normalizer, appdirs", "MIT"),
    ("Pillow", "MIT-CMU"),
    ("uharfbuzz", "Apache 2.0"),
    ("defusedxml", "PSF 2"),
)
WHAT = N_("Customer journey maps on your desk: drawn offline, printed as wall posters.")


class AboutDialog(QDialog):
    """Says what the program is and what it is made of; everything can be copied."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About cjmdesk"))
        open_at(self, 560, 460)
        sign = QLabel()
        sign.setPixmap(pixmap("route", theme.colour("accent").name(), 44, self.devicePixelRatioF()))
        name = QLabel(_("cjmdesk {version}").format(version=_version.__version__))
        name.setProperty("role", "title")
        what = QLabel(_(WHAT))
        what.setProperty("role", "quiet")
        what.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(what)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.text = QPlainTextEdit(facts())
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(80)
        self.text.setAccessibleName(_("Versions, licences and folders"))
        copy, close = QPushButton(_("Copy")), QPushButton(_("Close"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        column.addLayout(foot)


def facts() -> str:
    """Versions, licences and folders as plain text."""
    from cjmdesk.storage import places

    lines = [
        f"cjmdesk {_version.__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform(terse=True)}",
        "",
        _("Licences"),
        *(f"  {what}: {licence}" for what, licence in LICENCES),
        "",
        _("Folders"),
        *(
            f"  {words}: {folder}"
            for words, folder in (
                (_("settings"), places.config_folder()),
                (_("state and log"), places.state_folder()),
                (_("shipped files"), shipped.folder()),
            )
        ),
    ]
    return "\n".join(lines)
