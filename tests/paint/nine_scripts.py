"""One page with every kind of item, and texts in nine scripts, for all painters."""

from cjmdesk.layout.scene import Bookmark, Box, CardBox, Image, Part, Path, Scene, SceneItem, Text, Wash
from cjmdesk.model.project import Picture
from cjmdesk.text.engine import REGULAR, TextStyle
from cjmdesk.text.qt import text_engine

SENTENCES = (
    "Zażółć gęślą jaźń AVATAR To – 19,99 zł fi fl office",
    "Клиент ищет «доставку» – 350 ₽",
    "Die Kundin fragt: „Wo bleibt mein Päckchen?“",
    "العميل يبحث عن معلومات التوصيل (19.99) في الصفحة",
    "הלקוחה מחפשת ABC מידע על משלוח 12 דקות",
    "顾客在首页寻找配送信息，但找不到运费。",
    "お客様はトップページで配送情報を探します。",
    "ลูกค้าค้นหาข้อมูลการจัดส่งในหน้าแรก",
    "ग्राहक होम पेज पर डिलीवरी की जानकारी ढूंढता है",
    "Happy 😀 family 👨‍👩‍👧 flag 🇵🇱 thumbs 👍🏽 end → ✓ ★ −5",
    "Escapes: (a) \\ <b> & \"c\" 'd' ]]>",
)


def card_part(sentence: str, x: float, y: float, style: TextStyle = REGULAR, width: float = 18.0) -> Part:
    """A card with a wrapped text of 4 mm."""
    block = text_engine().wrap(sentence, style, width)
    height = block.height * 4 + 2
    card = CardBox("c", 0, 0, 84, height, "#E8EFF6", "#2B5C8A", 0.9, 1.4)
    text = Text("c", 3, 1, 78, block, 4.0, "#1F2430")
    return Part(f"cell:{x}:{y}", x, y, 84, height, (card, text))


def shapes(picture: str = "0" * 64) -> tuple[SceneItem, ...]:
    """One of everything that is no text."""
    return (
        Box("", 5, 5, 287, 200, "#FAFAF8", "#DDE0E5", 0.3, 3),
        Wash("", 10, 170, 120, 25, ((0.0, "#D6EADF"), (0.5, "#FFFFFF"), (1.0, "#F6DAD5"))),
        Path("", (("M", 12, 185), ("C", 40, 170, 60, 200, 128, 175)), None, "#1F2430", 0.8),
        Path("", (("M", 12, 182.5), ("L", 128, 182.5)), None, "#8A929E", 0.4, (0.0, 1.2)),
        Box("", 135, 170, 30, 20, None, "#B23A24", 0.5, 2, (2, 1)),
        Path("", (("M", 140, 175), ("L", 150, 175), ("L", 145, 185), ("Z",)), "#2F6F8F", "#1F2430", 0.5),
        Image("", 170, 170, 20, 20, picture, 'a "round" <portrait>', round=True),
        Image("", 195, 170, 20, 20, picture),
        CardBox("", 220, 170, 30, 20, "#E4F2E7", "#2C6E3F", 2.0, 1.0, True, "#2C6E3F", 0.2),
    )


def page(styles: tuple[TextStyle, ...] = (REGULAR,), picture: str = "0" * 64) -> Scene:
    """A landscape A4 with the shapes and one column of sentences a style."""
    parts = [Part("page", 0, 0, 297, 210, shapes(picture))]
    for column, style in enumerate(styles):
        y = 10.0
        for sentence in SENTENCES:
            part = card_part(sentence, 10 + column * 90, y, style)
            parts.append(part)
            y += part.height + 1
    marks = (Bookmark("Świadomość (1)", 10, 10), Bookmark("Zakup", 100, 10))
    return Scene(297, 210, tuple(parts), "Dziewięć <pism> & źródło", "pl", marks)


def red_picture() -> dict[str, Picture]:
    """A stored picture, 8 × 8 pixels, half transparent red."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QColor, QImage

    from cjmdesk.pictures.store import make_picture

    text_engine()
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 128))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    key, picture = make_picture(bytes(buffer.data().data()), "image/png", 8, 8, "red")
    return {key: picture}
