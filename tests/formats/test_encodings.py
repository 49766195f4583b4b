"""Old encodings are told apart by their letters, also where no known word helps."""

import pytest
from foreign import imported, only, said, stages

from cjmdesk.formats.encodings import decode

TEXTS = {
    "shift_jis": "お客様の旅\n宿を探す,予約する,泊まる\n",
    "euc_jp": "工場見学,申込,参加\n電話,窓口,受付\n",
    "iso2022_jp": "工場見学,申込,参加\n",
    "cp949": "직원의 하루\n출근,회의,퇴근\n",
    "gb18030": "姓名,年龄\n张伟,34\n",
    "big5": "圖書館,借書,還書\n",
    "cp1251": "Имя,Возраст\nИван,34\n",
    "koi8_u": "Поход к врачу\n",
    "cp866": "Гость отеля ищет номер\n",
    "cp1250": "Návštěva lékaře\nPřihlášení\n",
    "iso8859_2": "Gość hotelu\nszuka noclegu;wyjeżdża\nzłość\n",
    "cp1252": "Hôpital; l'entrée; où\n",
    "mac_roman": "Tür öffnen\nGrüße; Ärztin\n",
    "cp1253": "Πελάτης ξενοδοχείου\n",
    "cp1254": "Giriş\nŞifre yazıyor: İpek\n",
    "cp1255": "אורח במלון\nמחפש חדר\n",
    "cp1256": "ضيف الفندق\nيبحث عن غرفة\n",
    "iso8859_6": "زيارة التسجيل\n",
    "cp1257": "Užsirašymas\nLaukia eilėje: Žmogus\n",
    "cp874": "แขกโรงแรม\nหาห้อง;จอง\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_letters_tell_the_encoding(encoding: str) -> None:
    found = decode(TEXTS[encoding].encode(encoding))
    assert found.text == TEXTS[encoding]
    assert found.guessed


def test_a_diagram_in_an_old_japanese_encoding() -> None:
    text = "journey\n title 購入の旅\n section 認知\n  広告を見る：３：田中さん\n"
    assert stages(only("a.mmd", text, written="shift_jis")) == ["認知"]
    assert "cp932" in said(imported("a.mmd", text, written="shift_jis"), "guessed")
