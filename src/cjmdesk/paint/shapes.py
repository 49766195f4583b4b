"""Outlines that every painter draws alike: rounded boxes, card frames and bars, ellipses."""

from functools import lru_cache

from cjmdesk.layout.scene import CardBox, PathCommand

_ARC = 0.5522847498
"""How far the handles of a quarter circle reach, of its radius."""

Outline = tuple[PathCommand, ...]


@lru_cache(maxsize=4096)
def rounded(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """A rectangle with round corners; the radius gives way where a side is too short for it."""
    r = max(0.0, min(radius, width / 2, height / 2))
    right, bottom = x + width, y + height
    if r == 0:
        return (("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",))
    if width == height == 2 * r:
        return ellipse(x, y, width, height)
    k = r * (1 - _ARC)
    return (
        ("M", x + r, y),
        ("L", right - r, y),
        ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r),
        ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )


@lru_cache(maxsize=4096)
def ellipse(x: float, y: float, width: float, height: float) -> Outline:
    """The ellipse that touches the four sides of a box."""
    rx, ry = width / 2, height / 2
    cx, cy = x + rx, y + ry
    kx, ky = rx * _ARC, ry * _ARC
    return (
        ("M", cx + rx, cy),
        ("C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        ("C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        ("C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        ("C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
        ("Z",),
    )


def card_frame(card: CardBox) -> Outline:
    """The card's whole shape, its top left corner at the origin."""
    return rounded(0.0, 0.0, card.width, card.height, card.radius)


def card_outline(card: CardBox) -> Outline:
    """The middle of the card's thin line, which lies wholly inside the card."""
    w = card.outline_width
    return rounded(w / 2, w / 2, card.width - w, card.height - w, max(0.0, card.radius - w / 2))


def card_bar(card: CardBox) -> Outline:
    """The bar at the reading edge: it follows the round corners and thins out along them."""
    bar = _bar(card.height, card.bar_width, max(0.0, min(card.radius, card.width / 2, card.height / 2)))
    return tuple(_mirrored(command, card.width) for command in bar) if card.bar_at_right else bar


@lru_cache(maxsize=4096)
def _bar(height: float, width: float, r: float) -> Outline:
    if r == 0:
        return (("M", 0.0, 0.0), ("L", width, 0.0), ("L", width, height), ("L", 0.0, height), ("Z",))
    k = r * (1 - _ARC)
    outer: Outline = (
        ("M", r, 0.0),
        ("C", k, 0.0, 0.0, k, 0.0, r),
        ("L", 0.0, height - r),
        ("C", 0.0, height - k, k, height, r, height),
    )
    if width >= r:
        return (*outer, ("L", width, height), ("L", width, 0.0), ("Z",))
    inner = r - width
    across = r - inner * _ARC
    return (
        *outer,
        ("C", across, height, width, height - k, width, height - r),
        ("L", width, r),
        ("C", width, k, across, 0.0, r, 0.0),
        ("Z",),
    )


def _mirrored(command: PathCommand, width: float) -> PathCommand:
    values = [
        value if isinstance(value, str) else (width - value if place % 2 else value)
        for place, value in enumerate(command)
    ]
    return tuple(values)
