"""Guesses the language of a map from its letters and its small words."""

# ruff: noqa: E501 - long rows of letters and words

import re
from collections.abc import Mapping

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_TRADITIONAL = frozenset(
    "們個這說時會國來對過發後學經還點開關問題機會買賣購階觸體驗應當聯繫務單價員區產業顯錯確認號碼評價負責"
)
_SIMPLIFIED = frozenset(
    "们个这说时会国来对过发后学经还点开关问题机买卖购阶触体验应当联系务单价员区产业显错确认号码评负责"
)

_SMALL_WORDS = {
    "en": "the and of to in is for with on a an not it that this are was at my i we you or by from as how what new no me go do see pay use get your our order user page app buy search find "
    "customer product check email online make out up all more first than they their has have can will be too so but",
    "pl": "i w na z do nie się jest że o od po za dla to jak przez lub czy oraz ma ale co klient klienta przed zakup",
    "de": "der die das und ist nicht ein eine mit für auf zu den im von des dem sich als wie oder bei nach ich kunde "
    "wird zum zur kauf einen",
    "fr": "le la les de des et du un une est pas pour dans sur au aux par avec en ce que qui ou je client achat à",
    "es": "el la los las de y en un una no es para con por que del al se su lo como o más cliente compra mi",
    "it": "il lo la gli le di e un una non è per con del della che in si da al dei nel cliente acquisto più",
    "pt": "o a os as de e em um uma não é para com por que do da no na dos das ao se cliente compra mais",
    "nl": "de het een en van is niet voor met op te in dat aan bij naar ik klant ook wordt of hoe",
    "cs": "a v na se je že s z do pro o k jak nebo ale po za co zákazník při není jsou",
    "sv": "och att det som en är för på med inte av till den ett kunden om jag",
    "da": "og at det som en er for på med ikke af til den et kunden om jeg",
    "fi": "ja on ei se että mutta tai kun asiakas oli niin kuin",
    "hu": "a az és nem hogy egy is van meg ügyfél vagy vásárlás",
    "ro": "și de la în cu nu un o este pentru pe din care client sau",
    "tr": "ve bir bu için ile de da müşteri değil çok daha satın alma",
    "vi": "và của là có không cho khách hàng được trong một để với",
    "id": "dan yang di untuk dengan tidak pada ini pelanggan dari ke",
}
_LETTERS = {
    "pl": "ąęłńśźżćó",
    "de": "äöüß",
    "fr": "éèêàçùûîôœë",
    "es": "ñáíóúé¿¡",
    "it": "àèìòù",
    "pt": "ãõçáâêé",
    "cs": "ěščřžýáíéůťďň",
    "sv": "åäö",
    "da": "æøå",
    "hu": "őűáéóöü",
    "ro": "ăâîșțşţ",
    "tr": "ğışçöü",
    "vi": "ơưđạảấầậắằếềệịọộờởợụủứừựỳỹ",
    "fi": "äö",
}
_SMALL = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}


def guess_language(texts: list[str], votes: Mapping[str, float] | None = None) -> str:
    """The tag of the language of `texts`; `en` where nothing tells.

    votes: what known words in titles say for each language, 0…1.
    """
    text = " ".join(texts)[:20_000]
    letters = len(_LETTER.findall(text))
    if not letters:
        return "en"
    for language, pattern in _SCRIPTS:
        found = len(pattern.findall(text))
        if found > letters * (0.1 if language == "ja" else 0.3):
            return _refined(language, text)
    return _latin(text, votes or {})


def _refined(language: str, text: str) -> str:
    if language == "ru":
        return (
            "uk"
            if re.search(r"[іїєґІЇЄҐ]", text) and not re.search(r"[ыэъЫЭЪ]", text)
            else _other_cyrillic(text)
        )
    if language == "zh":
        traditional = sum(letter in _TRADITIONAL - _SIMPLIFIED for letter in text)
        simplified = sum(letter in _SIMPLIFIED - _TRADITIONAL for letter in text)
        return "zh-Hant" if traditional > simplified else "zh"
    if language == "ar":
        return "fa" if len(re.findall(r"[پچژگک]", text)) > len(text) * 0.01 else "ar"
    return language


def _other_cyrillic(text: str) -> str:
    low = text.casefold()
    if "ы" not in low and "э" not in low and low.count("ъ") > len(low) * 0.004:
        return "bg"
    return "ru"


def _latin(text: str, votes: Mapping[str, float]) -> str:
    words = [word.casefold() for word in _WORD.findall(text)]
    scores: dict[str, float] = {}
    for language, small in _SMALL.items():
        hits = sum(1.0 if len(word) > 1 else 0.3 for word in words if word in small)
        own = sum(text.casefold().count(letter) for letter in _LETTERS.get(language, ""))
        scores[language] = (hits + 0.6 * own) / max(10, len(words)) + votes.get(language, 0.0)
    foreign = sum(letter > "\x7f" for letter in text if letter.isalpha())
    if foreign > len(text) * 0.01:
        scores["en"] *= 0.5
    best = max(scores, key=lambda language: scores[language])
    told = scores[best] * max(10, len(words)) >= 1 or votes.get(best, 0) >= 0.3
    return best if told and scores[best] > max(0.03, scores["en"] * 1.2 + 0.02) else "en"
