"""Judges how sensible a decoded text is, by the letters that languages and encodings really use.

The double-byte encodings order their characters by use: the first level holds nearly all that
people write, so a text of second-level characters was decoded wrongly. For the other scripts one
language must explain all letters at once.
"""

# ruff: noqa: E501 - alphabets stand on one line each

import re
from itertools import pairwise

_LATIN = (
    "äöüßé", "àâæçéèêëîïôœùûüÿ", "áéíñóúü¿¡", "ąćęłńóśźż", "àáâãçéêíóôõú", "àèéìíîòóù", "áéëèïíóöü", "åäöé",
    "áčďéěíňóřšťúůýž", "æøåéöü", "çğıöşüâîûi\u0307", "áéíóöőúüű", "ăâîșțşţ", "áäčďéíĺľňóôŕšťúýž", "čćđšž",
    "ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž", "àçèéíïòóúü·", "áðéíóúýþæö",
    "àáâãèéêìíòóôõùúýăđĩũơư\u0300\u0301\u0303\u0309\u0323₫",
)  # fmt: skip
"""The letters of Latin alphabets beyond a–z, a language or group of them each, the most written first."""

_RUSSIAN, _KANA = "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "ぁ-ゖァ-ヺー"
_OTHERS = (
    (_RUSSIAN, "оеаинтсрвл"),
    ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "оаиінтверл"),
    ("абвгдеёжзійклмнопрстуўфхцчшыьэюя", "аіенрыолтк"),
    ("абвгдежзийклмнопрстуфхцчшщъьюя", "аеиоттнрсв"),
    ("абвгдђежзијклљмнњопрстћуфхцчџшќѓѕ", "аоиенртјсу"),
    ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", "αοιετσνηυρ"),
    ("אבגדהוזחטיכלמנסעפצקרשתךםןףץ", "יוהלאתרמשב"),
    ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژگکیًٌٍَُِّْ،؛؟", "االيمونترة"),
    ("กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืุูเแโใไๆ็่้๊๋์", "านรเกอมลยท"),
)  # fmt: skip
"""Other alphabets, each with its ten most frequent letters."""

_HAN = frozenset(
    "的一是不了在人有我他这这们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建務這們來為國說時會對個過發後裡種經麼學現當沒動還進樣實軍無與長機關點業將兩間問應戰頭體見產東聲員論處義幾認條氣題爾變總電數報結購買階段需求客戶觸點渠道情緒痛機會顧户购买阶段触点绪点机会顾"
    "付款待等排队隊查找搜索医院病人广告廣告下载下載注册登录朋友网络網路网站網站商品选择選擇比较較订单訂單支付评价評價服务服務使用推荐薦优惠優惠门店門市店员員用户戶客服车車送货貨快递遞"
    "見読話書買食飲行来会員登録検索商品購入支払注文配送予約店舗受付案内説明選択比較検討認知興味情報利用継続共有課題感情行動思考接点顧客客様田中佐藤鈴木山本東京日本年齢名前時間旅写真"
)
_FIRST_LEVEL = {
    "gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "cp949": (0xB0, 0xC8), "euc_jp": (0xB0, 0xCF),
    "shift_jis": (0x88, 0x98), "cp932": (0x88, 0x98), "iso2022_jp": (0x00, 0x00),
}  # fmt: skip
_QUIET = frozenset("„“”–—’‘…«»°€¿¡№•→")
_ODD = re.compile(
    r"[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f¤¦§¨©¬®¯±¶¸¹º¼½¾¿×÷†‡‰¢£¥ƒˆ˜ª²³\u2500-\u259f\u0370-\u037f\u3130-\u318f]"
)
_KANA_LETTER = re.compile(f"[{_KANA}]")
_WIDE = re.compile("[\u3000-\u303f\uff01-\uff5e]")


def likelihood(text: str, encoding: str) -> float:
    """How sensible `text` is, about 0…14, less where it is not; `encoding` gave it."""
    foreign = [letter for letter in text if letter > "\x7f" and letter not in _QUIET]
    if not foreign:
        return 0.0
    known = _wide_share(foreign, encoding) if encoding in _FIRST_LEVEL else _narrow_share(foreign)
    odd = len(_ODD.findall("".join(foreign)))
    return known - 20 * odd / len(foreign) - 30 * _clashes(text)


def _wide_share(foreign: list[str], encoding: str) -> float:
    """For double-byte encodings: the share of characters of the first level, and of very usual ones."""
    hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in foreign)
    kana = len(_KANA_LETTER.findall("".join(foreign)))
    first = usual = 0.0
    chinese = encoding in ("gb18030", "big5")
    for letter in foreign:
        plain = _WIDE.match(letter) or (not chinese and _KANA_LETTER.match(letter))
        if plain or (letter in _HAN and not hangul):
            first, usual = first + 1, usual + 1
        elif _is_first_level(letter, encoding):
            first += 1
            usual += "\uac00" <= letter <= "\ud7a3"
    strangers = len(foreign) - hangul if hangul else (kana if chinese else 0)
    return (10 * first + 4 * min(len(foreign), 1.5 * usual) - 6 * strangers) / len(foreign)


def _is_first_level(letter: str, encoding: str) -> bool:
    if encoding == "iso2022_jp":
        return "\u4e00" <= letter <= "\u9fff"
    try:
        code = letter.encode(encoding)
    except UnicodeError:
        return False
    low, high = _FIRST_LEVEL[encoding]
    trail = 0xA1 if encoding in ("gb18030", "cp949", "euc_jp") else 0x40
    return len(code) == 2 and low <= code[0] <= high and code[1] >= trail


def _narrow_share(foreign: list[str]) -> float:
    """The share of letters that one alphabet explains, and how usual they are in it."""
    folded = [letter for sign in foreign for letter in sign.lower()]
    best = 0.0
    for rank, letters in enumerate(_LATIN):
        share = sum(letter in letters for letter in folded) / len(folded)
        best = max(best, 10 * share + (3 - rank / 20) * (share > 0.95))
    for alphabet, frequent in _OTHERS:
        share = sum(letter in alphabet for letter in folded) / len(folded)
        usual = sum(letter in frequent for letter in folded) / len(folded)
        best = max(best, 10 * share + 4 * min(1.0, usual / 0.75) * share)
    return best


def _is_ideograph(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"


def _clashes(text: str) -> float:
    """The share of letters that stand beside one of another script, as a capital in a word, or accented in a row."""
    pairs = clashes = 0.0
    for before, after in pairwise(text):
        if before.isalpha() and after.isalpha() and (before > "\x7f" or after > "\x7f"):
            pairs += 1
            latin = before < "\u0250", after < "\u0250"
            if before < "\u3000" and after < "\u3000" and latin[0] != latin[1]:
                clashes += 1
            elif before.islower() and (after.isupper() or _is_ideograph(after)):
                clashes += 1 if after.isupper() else 0.25
            elif all(latin) and before > "\x7f" and after > "\x7f":
                clashes += 0.3
    return clashes / max(1, pairs)
