"""Version, licences and folders."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cjmdesk import _version, shipped
from cjmdesk.i18n import N_, _
from cjmdesk.ui.dialogs.reading import ReadingDialog
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme

LICENCES = (
    ("cjmdesk", "MIT"),
    ("Qt, PySide6", "LGPL 3"),
    ("Noto Sans, Noto Emoji", "SIL Open Font License 1.1"),
    ("Lucide", "ISC"),
    ("Python", "PSF 2"),
    ("reportlab, msgspec, XlsxWriter", "BSD"),
    ("pydantic, fontTools, python-calamine", "MIT"),
    ("markdown-it-py, Beautiful Soup, PyYAML", "MIT"),
    ("charset-normalizer, appdirs", "MIT"),
    ("Pillow", "MIT-CMU"),
    ("uharfbuzz", "Apache 2.0"),
    ("defusedxml", "PSF 2"),
)
WHAT = N_("Customer journey maps on your desk: drawn offline, printed as wall posters.")


class AboutDialog(ReadingDialog):
    """Says what the program is and what it is made of; everything can be copied."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        ratio = parent.devicePixelRatioF() if parent else 1.0
        sign = QLabel()
        sign.setPixmap(pixmap("route", theme.colour("accent").name(), 44, ratio))
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
        super().__init__(
            parent, _("About cjmdesk"), (560, 460), top, facts(), _("Versions, licences and folders")
        )


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
