"""Titles for lanes that have none in their file, in languages that the program itself does not speak.

A lane without a title is called by its kind in the map's language; where the program has no words in
that language, the poster of a Hebrew journey would say "Actions" in its largest label.
"""

TITLES: dict[str, dict[str, str]] = {
    "actions": {
        "ar": "الإجراءات",
        "bg": "Действия",
        "ca": "Accions",
        "cs": "Akce",
        "da": "Handlinger",
        "de": "Aktionen",
        "el": "Ενέργειες",
        "es": "Acciones",
        "fi": "Toiminta",
        "fr": "Actions",
        "he": "פעולות",
        "hu": "Tevékenységek",
        "it": "Azioni",
        "ja": "行動",
        "ko": "행동",
        "nl": "Acties",
        "no": "Handlinger",
        "pt": "Ações",
        "ro": "Acțiuni",
        "sk": "Činnosti",
        "sv": "Handlingar",
        "tr": "Eylemler",
        "uk": "Дії",
        "zh": "行为",
        "zh-Hant": "行為",
    },
    "emotions": {
        "ar": "المشاعر",
        "bg": "Емоции",
        "ca": "Emocions",
        "cs": "Emoce",
        "da": "Følelser",
        "de": "Emotionen",
        "el": "Συναισθήματα",
        "es": "Emociones",
        "fi": "Tunteet",
        "fr": "Émotions",
        "he": "רגשות",
        "hu": "Érzelmek",
        "it": "Emozioni",
        "ja": "感情",
        "ko": "감정",
        "nl": "Emoties",
        "no": "Følelser",
        "pt": "Emoções",
        "ro": "Emoții",
        "sk": "Emócie",
        "sv": "Känslor",
        "tr": "Duygular",
        "uk": "Емоції",
        "zh": "情绪",
        "zh-Hant": "情緒",
    },
}
"""Lane kind → language → title. Only the kinds that importers make of themselves."""


def lane_title(kind: str, language: str) -> str:
    """The title of a lane of `kind` on a map in `language`; empty where the poster knows a word."""
    titles = TITLES.get(kind, {})
    if language in ("zh-TW", "zh-HK"):
        language = "zh-Hant"
    return titles.get(language) or titles.get(language.split("-")[0], "")
