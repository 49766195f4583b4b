"""What a text is before it is measured: paragraphs of characters that can be drawn."""

import re
import unicodedata
from collections.abc import Iterable

_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\ufffb]")
_HALF = re.compile("[\ud800-\udfff]")
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks in which all letters lie that run from the right, and some signs and figures that do not."""

_FROM_LEFT, _FROM_RIGHT, _APART, _DONE = "\u200e", "\u200f", "\u2068", "\u2069"
"""Signs that take no room: a paragraph that begins with one of the first two runs so; what stands
between the others has a direction of its own."""

DASHES = ("-", "\u2013", "\u2014", "/", "\u2192")
"""Signs (the last one an arrow) that stand between blanks and belong to the word before them: no line
begins with one where both fit on a line. That is a rule of setting in Polish and Russian, and does no harm
in others."""

_DASH = f"[{''.join(map(re.escape, DASHES))}]"
_BLANK_BEFORE_DASH = re.compile(rf"(?<=\S)(?<!^{_DASH})(?<!\s{_DASH}) (?={_DASH}(?: |$))")

_TAB = "    "
_PLAIN = re.compile("[ -~]*")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, as they are laid out; none for an empty or blank text.

    Every kind of line break ends one. Tabs become four blanks (a tab stop would depend on the
    device), control characters go, half characters become the replacement sign, blanks at a
    paragraph's end and empty paragraphs at the text's end take no room.
    """
    if _PLAIN.fullmatch(text):
        line = text.rstrip(" ")
        return [line] if line else []
    text = _UNSEEN.sub("", _HALF.sub("\ufffd", text.replace("\t", _TAB)))
    found = [part.rstrip() for part in _BREAKS.split(text)]
    while found and not found[-1]:
        found.pop()
    return found


def blanks_before_dashes(paragraph: str) -> list[int]:
    """Where blanks stand between a word and a dash of `DASHES`, as numbers of signs before them. Where
    letters run from the right there is none to be told."""
    places = [found.start() for found in _BLANK_BEFORE_DASH.finditer(paragraph)]
    return [] if places and has_leftward(paragraph) else places


def east_asian_order(text: str) -> str:
    """Whose forms the Chinese characters of `text` should take: "ja", "ko", "zh-Hant" or "zh".

    Unicode gives them one code; the other letters around them tell: kana mean Japanese, hangul
    Korean, bopomofo Taiwan. Without such a neighbour the simplified Chinese forms are taken.
    """
    if text.isascii() or max(text) < "\u1100":
        return "zh"
    if re.search("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]", text):
        return "ja"
    if re.search("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]", text):
        return "ko"
    if re.search("[\u3100-\u312f\u31a0-\u31bf]", text):
        return "zh-Hant"
    return "zh"


def runs_leftwards(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter with a direction decides."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return False
        if kind in ("R", "AL"):
            return True
    return False


def filled(form: str, **values: object) -> str:
    """`form.format(**values)` whose words all stand where they are read, whichever way they run.

    Without a sign the first letter decides on the direction of the whole: a name in Hebrew would turn
    an English sentence around, and "Needs:" what is needed in Arabic. A form that only leads to a value
    at its end ("Needs: {needs}") runs as the value does; any other as it is written, with values that
    run another way set apart (Unicode Standard Annex 9, 2.4 and 2.6).
    """
    told = {name: str(value) for name, value in values.items()}
    if not any(has_leftward(value) for value in told.values()):
        return form.format(**told)
    if form.endswith("}") and form.count("{") == 1 and runs_leftwards(*told.values()):
        return _FROM_RIGHT + form.format(**told)
    return _FROM_LEFT + form.format(**{name: f"{_APART}{value}{_DONE}" for name, value in told.items()})


def strung(parts: Iterable[str], between: str) -> str:
    """Parts on one line, the empty ones left out, each in its own direction: beside Hebrew the hyphens
    of a date would else put its year last. The line runs as its first letter does."""
    told = [part for part in parts if part]
    line = between.join(told)
    if not has_leftward(line):
        return line
    sign = _FROM_RIGHT if runs_leftwards(line) else _FROM_LEFT
    return sign + between.join(f"{_APART}{part}{_DONE}" for part in told)


def leading(first: str, second: str) -> str:
    """ "first → second", each in its own direction; where the line runs from the right, so does the arrow."""
    return strung((first, second), " ← " if runs_leftwards(f"{first} {second}") else " → ")


def short(text: str, most: int = 90) -> str:
    """`text` on one line, its end left out where it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    begun = line[: most - 1]
    whole = begun.rpartition(" ")[0]
    # Between two words, unless the first of them is longer than that.
    kept = begun if line[most - 1] == " " or len(whole) < 0.6 * most else whole
    return kept.rstrip(" ,;:–—-") + "…"


def has_leftward(text: str) -> bool:
    """Whether any letter of `text` is written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(c) in ("R", "AL") for c in _LEFTWARD.findall(text)
    )
