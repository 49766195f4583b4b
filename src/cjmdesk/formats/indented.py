"""Reads text whose indentation alone makes it an outline, as mind maps and notes put it on the clipboard."""

from cjmdesk.formats.blocks import BULLET, Document, Heading, Item, Line, Outline

_TAB = 4
_MOST_LEVELS = 12


def read_indented(text: str) -> Document | None:
    """The outline in `text`, its only top line as heading; None where indentation makes none."""
    roots: list[Item] = []
    open_items: list[tuple[int, Item]] = []
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            continue
        depth = len(line.expandtabs(_TAB)) - len(line.expandtabs(_TAB).lstrip())
        item = Item([Line(BULLET.sub("", bare, count=1))])
        while open_items and open_items[-1][0] >= depth:
            open_items.pop()
        if len(open_items) >= _MOST_LEVELS:
            return None
        (open_items[-1][1].children if open_items else roots).append(item)
        open_items.append((depth, item))
    titles = [item for item in roots if not item.children]
    stages = [item for item in roots if item.children]
    if roots and titles == roots[: len(titles)] and len(titles) <= 1 and len(stages) >= 2:
        heading = titles[0].lines[0].text if titles else ""
    elif len(roots) == 1 and sum(bool(item.children) for item in roots[0].children) >= 2:
        heading, stages = roots[0].lines[0].text, roots[0].children
    else:
        return None
    outline = Outline(ordered=False, items=stages)
    return Document([Heading(1, heading), outline] if heading else [outline])
