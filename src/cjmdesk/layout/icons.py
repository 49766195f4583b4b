"""Icons as paths: outline icons on a grid of 24 × 24, strokes 2 wide with round ends."""

import json
from functools import cache

from cjmdesk import shipped
from cjmdesk.layout.scene import Path, PathCommand

GRID = 24
STROKE = 2


@cache
def _shapes() -> dict[str, list[list[float | str]]]:
    loaded: dict[str, list[list[float | str]]] = json.loads(
        shipped.path("icons", "icons.json").read_text(encoding="utf-8")
    )
    return loaded


def known(name: str) -> bool:
    """Whether an icon of that name is bundled."""
    return name in _shapes()


@cache
def _commands(name: str, size: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
    scale = size / GRID
    return tuple(
        (str(command[0]), tuple(float(value) * scale for value in command[1:])) for command in _shapes()[name]
    )


def icon(name: str, x: float, y: float, size: float, colour: str, item: str = "") -> tuple[Path, ...]:
    """The icon with its top left at x, y and sides of `size` mm; nothing for an unknown name."""
    if not known(name):
        return ()
    commands: list[PathCommand] = []
    for letter, values in _commands(name, size):
        moved = [value + (y if place % 2 else x) for place, value in enumerate(values)]
        commands.append((letter, *moved))
    return (Path(item, tuple(commands), stroke=colour, stroke_width=STROKE * size / GRID),)
