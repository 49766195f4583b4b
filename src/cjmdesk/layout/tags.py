"""Tags: what a Scene says, in reading order, for those who hear it instead of seeing it.

A painter whose format knows structure (PDF) ties them to what it draws; the others pass them over.
"""

from msgspec import Struct


class Tag(Struct, frozen=True):
    """One piece: a heading, a list, a picture in words… Its own items are read before its children.

    kind: type of structure as PDF names it, such as "Sect", "H2", "P", "LI", "Figure", "Link".
    part, items: whose drawing it is: key of a part of the Scene, and numbers of items in it.
    alternative: what a picture shows, in words. actual: the words that a drawing stands for.
    title: name of a group that has no words of its own on the Scene. leads_to: number, from 1, of
    the page of the file that a link jumps to; 0 for what is no link.
    """

    kind: str
    part: str = ""
    items: tuple[int, ...] = ()
    children: tuple["Tag", ...] = ()
    alternative: str = ""
    actual: str = ""
    title: str = ""
    leads_to: int = 0
