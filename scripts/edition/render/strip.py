"""A whole source as one bar, drawn to scale from the ledger: what became of its characters, at a glance.

The bar has a bounded number of columns, each an equal share of the file from its first character to its
last; within a column the fates stand one upon another, each as high as its share. What is too small to be
seen at that scale and matters, a correction or something set aside, has a mark above or below its column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from edition.model import LedgerEntry
from edition.render import escape
from edition.render.words import Words

COLUMNS = 64  # with four fates and two marks a column, at most 384 rectangles, whatever the source
WIDTH, HEIGHT = 1000, 48  # of the bar
MARK, BETWEEN = 7, 4  # height of a mark; what is free between it and the bar
ORDER = ("kept", "regularized", "emended", "dropped")  # from the bottom of the bar to its top
SIDES = {"emended": "above", "dropped": "below"}  # fate -> where its mark stands
MARKS = {"emended": 0, "dropped": MARK + BETWEEN + HEIGHT + BETWEEN}  # fate -> where its mark begins


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of the drawing; y grows downwards."""

    fate: str
    x: float
    y: float
    width: float
    height: float


def figure(entries: Sequence[LedgerEntry], words: Words, *, explained: bool = False) -> str:
    """The bar and, in words, the share of each fate: a block of HTML; "" for a source without characters."""
    total = sum(len(entry.text) for entry in entries)
    if not total:
        return ""
    rects = [_rect(rect, rect.fate) for rect in bar(entries)]
    rects += [_rect(rect, f"mark {rect.fate}") for rect in marks(entries)]
    high = HEIGHT + 2 * (MARK + BETWEEN)
    said = f"<p>{escape.html(_caption(entries, words))}</p>" if explained else ""
    items = [_share(fate, percent, words) for fate, percent in percents(shares(entries)).items()]
    return "\n".join(
        (
            '<figure class="strip">',
            f'<svg viewBox="0 0 {WIDTH} {high}" width="100%" height="{high}" preserveAspectRatio="none" '
            'shape-rendering="crispEdges" aria-hidden="true">',
            *rects,
            "</svg>",
            f'<figcaption><ul class="shares">{"".join(items)}</ul>{said}</figcaption>',
            "</figure>",
        )
    )


def shares(entries: Sequence[LedgerEntry]) -> dict[str, int]:
    """Characters by fate, of the fates that occur, from the bottom of the bar to its top."""
    counts = dict.fromkeys(ORDER, 0)
    for entry in entries:
        counts[entry.fate] += len(entry.text)
    return {fate: count for fate, count in counts.items() if count}


def percents(counts: Mapping[str, int]) -> dict[str, str]:
    """Shares to a tenth of a per cent, by largest remainder: as shown they are a hundred together.

    What is too little to be shown is said to be less than a tenth, and what leaves room for no more, to be nearly all.
    """
    total = sum(counts.values())
    tenths = {fate: 1000 * count // total for fate, count in counts.items()}
    by_remainder = sorted(counts, key=lambda fate: -(1000 * counts[fate] % total))
    for fate in by_remainder[: 1000 - sum(tenths.values())]:
        tenths[fate] += 1
    return {fate: _percent(tenths[fate], count, total) for fate, count in counts.items()}


def bar(entries: Sequence[LedgerEntry]) -> list[Rect]:
    """Rectangles that partition the bar; neighbours that look the same are one."""
    edges, counts = _columns(entries)
    rects: list[Rect] = []
    column = 0
    for heights, alike in groupby(_heights(by_fate) for by_fate in counts):
        begin, column = column, column + len(list(alike))
        rects += _stack(heights, _x(edges[begin], edges), _x(edges[column], edges))
    return rects


def marks(entries: Sequence[LedgerEntry]) -> list[Rect]:
    """A mark above each column with a correction in it, and below each with something set aside."""
    edges, _ = _columns(entries)
    marked: dict[tuple[str, int], None] = {}
    for entry in entries:
        if entry.fate in MARKS:
            first = _column(entry.start, edges)
            last = _column(max(entry.end - 1, entry.start), edges)
            marked |= dict.fromkeys((entry.fate, column) for column in range(first, last + 1))
    spaces = [(_x(start, edges), _x(end, edges)) for start, end in pairwise(edges)]
    return [
        Rect(fate, spaces[column][0], MARKS[fate], round(spaces[column][1] - spaces[column][0], 2), MARK)
        for fate, column in sorted(marked)
    ]


def _columns(entries: Sequence[LedgerEntry]) -> tuple[list[int], list[dict[str, int]]]:
    """The offsets where columns begin, with the end of the file, and the characters by fate in each column."""
    total = sum(len(entry.text) for entry in entries)
    number = min(COLUMNS, total)
    edges = [total * column // number for column in range(number + 1)]
    counts = [dict.fromkeys(ORDER, 0) for _ in range(number)]
    column = 0
    for entry in entries:
        at = entry.start
        while at < entry.end:
            while at >= edges[column + 1]:
                column += 1
            end = min(entry.end, edges[column + 1])
            counts[column][entry.fate] += end - at
            at = end
    return edges, counts


def _column(offset: int, edges: list[int]) -> int:
    """The column of a character; of an insertion at the end of the file, the last one."""
    return min(bisect_right(edges, offset) - 1, len(edges) - 2)


def _x(offset: int, edges: list[int]) -> float:
    return round(WIDTH * offset / edges[-1], 2)


def _heights(by_fate: dict[str, int]) -> tuple[float, ...]:
    """How high each fate reaches in a column, in the order of the stack."""
    total = sum(by_fate.values())
    return tuple(round(HEIGHT * reached / total, 2) for reached in accumulate(by_fate[fate] for fate in ORDER))


def _stack(heights: tuple[float, ...], left: float, right: float) -> list[Rect]:
    top = MARK + BETWEEN + HEIGHT
    floors = (0.0, *heights)
    return [
        Rect(fate, left, round(top - high, 2), round(right - left, 2), round(high - low, 2))
        for fate, low, high in zip(ORDER, floors, heights, strict=False)
        if high > low
    ]


def _rect(rect: Rect, kind: str) -> str:
    place = f'x="{rect.x:g}" y="{rect.y:g}" width="{rect.width:g}" height="{rect.height:g}"'
    return f'<rect class="{kind}" {place}/>'


def _caption(entries: Sequence[LedgerEntry], words: Words) -> str:
    """What the bar shows, and what a mark means where there is one."""
    fates = {entry.fate for entry in entries}
    keys = ("strip.caption", *(f"strip.{side}" for fate, side in SIDES.items() if fate in fates))
    return words.language.space.join(map(words, keys))


def _share(fate: str, percent: str, words: Words) -> str:
    swatch = (
        '<svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
        f'<rect class="{fate}" width="12" height="12"/></svg>'
    )
    named = f'<span class="{fate}">{escape.html(words(f"fate.{fate}"))}</span>'
    return f"<li>{swatch} {named} {escape.html(percent)}</li>"


def percent(count: int, total: int) -> str:
    """A share to a tenth of a per cent; what is not nothing and not all is never said to be so."""
    return _percent(round(1000 * count / total), count, total)


def _percent(tenths: int, count: int, total: int) -> str:
    if tenths == 0 and count:
        return "<0.1%"
    if tenths == 1000 and count != total:
        return ">99.9%"
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"
