"""The works on a timeline, drawn to scale: once lying for wide screens, once standing for narrow ones.

The geometry is in units of the drawing, which are pixels at its natural size. ``flags`` and ``slots`` place
the labels, in linear time, so that none touches another, whatever the dates and however many. The drawing
is hidden from assistive technology and from the tab order: the list of works on the same page says the same.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from edition.model import Work
from edition.render import escape, links
from edition.render.words import Words, title

LYING, RULER, STANDING = 1100, 30, 328  # width and height of the lying line, width of the standing one
LABEL = 210  # the most of a label on the lying line
PER_YEAR, SHORTEST, LONGEST = 200, 300, 1200  # lengths of the standing line
LINE, GAP = 20, 10  # height of a line of a label; what is free between two labels
SIZES = {"tl-date": 13, "tl-label": 15}  # font sizes: what the estimate of a width rests on
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years from tick to tick


@dataclass(frozen=True, slots=True)
class Label:
    """What stands at a work's mark: lines of text, each with its class, and where they lead."""

    day: int  # proleptic Gregorian ordinal
    lines: tuple[tuple[str, str], ...]
    way: str
    mark: str  # class of the mark

    @property
    def width(self) -> float:
        return max(width(text, SIZES[kind]) for kind, text in self.lines)

    @property
    def height(self) -> int:
        return LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to units, from the first day of one year to that of another."""

    first: int
    last: int  # exclusive
    start: float
    length: float

    def at(self, day: int) -> float:
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last, 1, 1).toordinal()
        return round(self.start + self.length * (day - begin) / (end - begin), 1)

    def ticks(self, least: float) -> list[tuple[int, float]]:
        """Years and where they begin, at least ``least`` apart."""
        years = self.last - self.first
        step = next((step for step in STEPS if step * self.length / years >= least), STEPS[-1])
        return [(y, self.at(date(y, 1, 1).toordinal())) for y in range(self.first, self.last + 1) if y % step == 0]


def draw(works: Sequence[Work], words: Words, here: str) -> str:
    """Both drawings in one figure, a block of HTML; "" without works."""
    if not works:
        return ""
    ordered = sorted(works, key=lambda work: (day(work.date), work.slug))
    years = [date.fromordinal(day(work.date)).year for work in ordered]
    span = (min(years), max(years) + 1)
    caption = words("timeline.caption")
    if any(words.of(work.translation) for work in works):
        caption += words.language.space + words("timeline.editorial")
    return "\n".join(
        (
            '<figure class="timeline">',
            _lying([_label(work, LABEL, words, here) for work in ordered], span, words),
            _standing([_label(work, STANDING - 82, words, here) for work in ordered], span, words),
            f"<figcaption>{escape.html(caption)}</figcaption>",
            "</figure>",
        )
    )


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


def flags(labels: Sequence[tuple[float, float, float]]) -> list[float]:
    """How high above the line each label stands: (x, width, height) in the order of x -> height of its foot.

    A label stands to the right of its pole, above every label that begins beneath it, so that neither
    the labels nor a pole and a label cross.
    """
    feet: list[float] = []
    skyline: list[tuple[float, float]] = []  # (x, top), the nearest last: what is lower and farther is hidden
    for x, wide, high in reversed(labels):
        foot = 0.0
        while skyline and skyline[-1][0] < x + wide + GAP:
            foot = max(foot, skyline.pop()[1] + GAP)
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


def _label(work: Work, limit: int, words: Words, here: str) -> Label:
    name = title(work, words.language.key) or work.slug
    lines = [("tl-date", words.date(work.date)), *(("tl-label", line) for line in even(name, 15, limit))]
    own = work.title.get(words.language.key)
    if own and own.status == "editorial":
        lines.append(("tl-date", words("status.editorial")))
    mark = "tl-mark editorial" if words.of(work.translation) else "tl-mark"
    way = links.relative(here, links.page(words.language, work.slug))
    return Label(day(work.date), tuple(lines), way, mark)


def _lying(labels: list[Label], span: tuple[int, int], words: Words) -> str:
    """A ruler with the years on it, and the works by turns above and below."""
    scale = Scale(*span, 12, LYING - 24)
    xs = [scale.at(label.day) for label in labels]
    ends = [0.0] * len(labels)  # of the poles, away from the ruler
    for side in (0, 1):
        own = range(side, len(labels), 2)
        feet = flags([(xs[n], labels[n].width + 8, labels[n].height) for n in own])
        for n, foot in zip(own, feet, strict=True):
            ends[n] = foot + labels[n].height + 14
    top = max(ends[::2]) + 6
    foot = top + RULER
    wide = max(LYING, *(x + label.width + 10 for x, label in zip(xs, labels, strict=True)))
    parts = [_line("tl-axis", 2, y, LYING - 2, y) for y in (top, foot)]
    for year, x in scale.ticks(48):
        parts.append(_line("tl-tick", x, top, x, foot))
        if year < span[1]:
            parts.append(_text("tl-date", str(year), x + 7, top + RULER / 2 + 4.5))
    for n, (label, x, end) in enumerate(zip(labels, xs, ends, strict=True)):
        edge, far = (foot, foot + end) if n % 2 else (top, top - end)
        begin = far - label.height if n % 2 else far
        parts.append(_work(label, _line("tl-tick", x, edge, x, far), (x, edge), (x + 8, begin), words))
    return _svg("tl-lying", wide, foot + max(ends[1::2], default=0) + 6, parts)


def _standing(labels: list[Label], span: tuple[int, int], words: Words) -> str:
    scale = Scale(*span, 12, min(max(PER_YEAR * (span[1] - span[0]), SHORTEST), LONGEST))
    ys = [scale.at(label.day) for label in labels]
    tops = slots([(y - LINE / 2, label.height) for y, label in zip(ys, labels, strict=True)])
    end = scale.start + scale.length
    parts = [_line("tl-axis", 52, 2, 52, end + 10)]
    for year, y in scale.ticks(30):
        parts += [_line("tl-tick", 46, y, 58, y), _text("tl-date", str(year), 40, y + 4.5, ' text-anchor="end"')]
    for label, y, top in zip(labels, ys, tops, strict=True):
        middle = top + LINE / 2
        points = " ".join(f"{x},{_number(at)}" for x, at in ((52, y), (60, y), (70, middle), (76, middle)))
        pole = f'<polyline class="tl-tick" fill="none" points="{points}"/>'
        parts.append(_work(label, pole, (52, y), (82, top), words))
    foot = max(end + 12, *(top + label.height + 6 for top, label in zip(tops, labels, strict=True)))
    return _svg("tl-standing", STANDING, foot, parts)


def _svg(kind: str, width: float, height: float, parts: list[str]) -> str:
    wide, high = _number(width), _number(height)
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    return f'<svg class="{kind}" {size} aria-hidden="true">\n' + "\n".join(parts) + "\n</svg>"


def _work(label: Label, pole: str, mark: tuple[float, float], at: tuple[float, float], words: Words) -> str:
    """A work's pole, mark and words, in one link that the keyboard passes by: ``at`` is their top left corner."""
    lines = []
    for number, (kind, text) in enumerate(label.lines):
        y = at[1] + LINE * number + 15
        lines.append(_text(kind, text, at[0], y, f' lang="{words.language.tag}"'))
    circle = f'<circle class="{label.mark}" cx="{_number(mark[0])}" cy="{_number(mark[1])}" r="6"/>'
    return f'<a href="{escape.html(label.way)}" tabindex="-1">{pole}{circle}{"".join(lines)}</a>'


def _text(kind: str, text: str, x: float, y: float, more: str = "") -> str:
    place = f'x="{_number(x)}" y="{_number(y)}" font-size="{SIZES[kind]}"'
    return f'<text class="{kind}" {place}{more}>{escape.html(text)}</text>'


def _line(kind: str, *ends: float) -> str:
    places = " ".join(f'{name}="{_number(at)}"' for name, at in zip(("x1", "y1", "x2", "y2"), ends, strict=True))
    return f'<line class="{kind}" {places}/>'


def _number(at: float) -> str:
    return f"{at:.1f}".removesuffix(".0")
