"""What the drawings of time share: days in units, labels that do not touch, and the elements of a drawing.

The geometry is in units of the drawing, which are pixels at its natural size. ``flags`` and ``slots`` place
labels, in linear time, so that none touches another, whatever the dates and however many.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from math import ceil

from edition.render import escape

LINE, GAP = 20, 10  # height of a line of a label; what is free between two labels
SIZES = {"tl-date": 13, "tl-label": 15, "tl-name": 12, "tl-year": 12}  # of fonts; a width rests on it


def day(iso: str) -> int:
    """The ordinal of an ISO 8601 date; of a month or a year alone, of its middle."""
    year, month, day = [*map(int, iso.split("-")), 0, 0][:3]
    return date(year, month or 7, day or (15 if month else 2)).toordinal()


def width(text: str, size: int) -> float:
    """A width that ``text`` does not exceed in common fonts, the widest of which is DejaVu Serif in bold."""
    return size * sum(map(_advance, text))


def _advance(sign: str) -> float:
    """In ems; a Han character is as wide as high."""
    if unicodedata.east_asian_width(sign) in "WFA" or sign in "mwMW@%":
        return 1.1
    return 0.86 if sign.isupper() else 0.4 if sign in " .,:;'’ijl" else 0.7


def wrap(text: str, size: int, limit: float) -> list[str]:
    """``text`` in lines no wider than ``limit``, cut at spaces and beside Han characters, else anywhere."""
    lines = [""]
    for piece in _pieces(text):
        if width((lines[-1] + piece).rstrip(), size) <= limit:
            lines[-1] += piece
            continue
        lines.append("")
        for sign in piece:
            if width(lines[-1] + sign, size) > limit:
                lines.append("")
            lines[-1] += sign
    return [line.strip() for line in lines if line.strip()]


def even(text: str, size: int, limit: int) -> list[str]:
    """``text`` in as few lines as ``wrap`` needs, none of them wider than it must be; no word is cut for that."""
    most = len(wrap(text, size, limit))
    least = min(ceil(max(width(piece.rstrip(), size) for piece in _pieces(text))), limit)
    limits = range(least, limit)
    return wrap(text, size, least + bisect_left(limits, True, key=lambda wide: len(wrap(text, size, wide)) <= most))


def _pieces(text: str) -> list[str]:
    """What may not be cut: a word with the space after it, a Han character with the signs that close after it."""
    pieces = [""]
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        last = pieces[-1][-1:]
        closes = unicodedata.category(sign) in ("Pe", "Pf", "Po") or unicodedata.category(last or "a") in ("Ps", "Pi")
        after_wide = bool(last) and unicodedata.east_asian_width(last) in "WF"
        if not closes and (last == " " or wide or after_wide):
            pieces.append("")
        pieces[-1] += sign
    return pieces


def flags(labels: Sequence[tuple[float, float, float]], between: float = GAP) -> list[float]:
    """How high above the line each label stands: (x, width, height) in the order of x -> height of its foot.

    A label stands to the right of its pole, above every label that begins beneath it, so that neither
    the labels nor a pole and a label cross. ``between`` is free between one and the next above it.
    """
    feet: list[float] = []
    skyline: list[tuple[float, float]] = []  # (x, top), the nearest last: what is lower and farther is hidden
    for x, wide, high in reversed(labels):
        foot = 0.0
        while skyline and skyline[-1][0] < x + wide + GAP:
            foot = max(foot, skyline.pop()[1] + between)
        feet.append(foot)
        skyline.append((x, foot + high))
    return feet[::-1]


def slots(labels: Sequence[tuple[float, float]]) -> list[float]:
    """Where each label begins: (wanted, height) in order -> at the wanted place, or below the one before it."""
    tops: list[float] = []
    free = 0.0
    for wanted, high in labels:
        tops.append(max(wanted, free))
        free = tops[-1] + high + GAP
    return tops


def svg(kind: str, width: float, height: float, parts: list[str]) -> str:
    wide, high = number(width), number(height)
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    return f'<svg class="{kind}" {size} aria-hidden="true">\n' + "\n".join(parts) + "\n</svg>"


def text(kind: str, said: str, x: float, y: float, more: str = "") -> str:
    place = f'x="{number(x)}" y="{number(y)}" font-size="{SIZES[kind]}"'
    return f'<text class="{kind}" {place}{more}>{escape.html(said)}</text>'


def line(kind: str, *ends: float) -> str:
    places = " ".join(f'{name}="{number(at)}"' for name, at in zip(("x1", "y1", "x2", "y2"), ends, strict=True))
    return f'<line class="{kind}" {places}/>'


def number(at: float) -> str:
    return f"{at:.1f}".removesuffix(".0")
