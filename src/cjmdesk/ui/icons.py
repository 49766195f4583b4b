"""The bundled outline icons, in the theme's colours."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from cjmdesk import shipped
from cjmdesk.ui.theme import Theme

SIDE = 18
"""Pixels of an icon in menus and toolbars."""

AIR = 4
"""Pixels between an icon and the words beside it, besides the few that Qt leaves there."""


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Icon `name` in `colour` (`#RRGGBB`), `side` logical pixels at device ratio `ratio`.

    Empty when there is no such icon: a file of a newer version may name one we lack.
    """
    from PySide6.QtSvg import QSvgRenderer

    source = shipped.path("icons", f"{name}.svg")
    drawn = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(ratio)
    if source.is_file():
        data = source.read_bytes().replace(b"currentColor", colour.encode("ascii"))
        renderer = QSvgRenderer(QByteArray(data))
        with QPainter(drawn) as painter:
            renderer.render(painter, QRectF(0, 0, side, side))
    return drawn


def question_sign(asker: QWidget) -> QPixmap:
    """The sign of a box that asks something, in the theme's colour; Qt's own follow no theme."""
    return pixmap(
        "circle-question-mark", asker.palette().highlight().color().name(), 36, asker.devicePixelRatioF()
    )


def icon(
    theme: Theme, name: str, tone: str = "secondary", side: int = SIDE, *, beside: bool = False
) -> QIcon:
    """Icon `name` in colour `tone` of the theme, faint when disabled.

    A button that is given a `side` of its own needs it as its `iconSize`, too: else Qt enlarges the
    icon on screens of high density. beside: also with some air behind it, for buttons whose `iconSize`
    is `beside_words`.
    """
    made = QIcon()
    for ratio in sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}):
        for colour, mode in ((tone, QIcon.Mode.Normal), ("faint", QIcon.Mode.Disabled)):
            drawn = pixmap(name, QColor(theme.colour(colour)).name(), side, ratio)
            made.addPixmap(drawn, mode)
            if beside:
                made.addPixmap(_aired(drawn, ratio), mode)
    return made


def beside_words(side: int = SIDE) -> QSize:
    """The `iconSize` of a button with an icon beside its words."""
    return QSize(side + AIR, side)


def give_icon(
    button: QAbstractButton, theme: Theme, name: str, tone: str = "secondary", side: int = SIDE
) -> None:
    """Put an icon beside the words of a button, not so close as Qt does."""
    button.setIcon(icon(theme, name, tone, side, beside=True))
    button.setIconSize(beside_words(side))


def _aired(drawn: QPixmap, ratio: float) -> QPixmap:
    """The same with air at its right."""
    made = QPixmap(drawn.width() + round(AIR * ratio), drawn.height())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.drawPixmap(0, 0, drawn)
    return made
