"""Searching the bundled icons by words of any of the program's languages. No widgets."""

import json
from functools import cache

from cjmdesk import shipped
from cjmdesk.i18n import current_language
from cjmdesk.ui.folded import folded


@cache
def keywords() -> dict[str, dict[str, str]]:
    """Icon name → language → words, of the icons that are offered."""
    loaded: dict[str, dict[str, str]] = json.loads(
        shipped.path("icons", "keywords.json").read_text(encoding="utf-8")
    )
    return loaded


def search(text: str, recent: tuple[str, ...] = ()) -> list[str]:
    """The names of the icons whose words begin with every word of `text`, in any language.

    recent: these come first. All icons for an empty text.
    """
    asked = _plain(text).split()
    names = [*(name for name in recent if name in keywords()), *keywords()]
    return [name for name in dict.fromkeys(names) if all(_begins(name, word) for word in asked)]


def spoken(name: str) -> str:
    """What an icon shows, in the window's language: the first of its words."""
    words = keywords().get(name, {})
    said = words.get(current_language()) or words.get("en") or name
    return said.split()[0]


@cache
def _words(name: str) -> tuple[str, ...]:
    said = " ".join((name.replace("-", " "), *keywords()[name].values()))
    return tuple(_plain(said).split())


def _begins(name: str, asked: str) -> bool:
    return any(word.startswith(asked) for word in _words(name))


def _plain(text: str) -> str:
    """Without case and accents, the parts of compound words each by itself."""
    return folded(text).replace("-", " ")
