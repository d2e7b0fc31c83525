"""The works on a timeline, drawn to scale: once lying for wide screens, once standing for narrow ones.

The drawing is hidden from assistive technology and from the tab order: the list of works on the same page says the
same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from edition.model import Work
from edition.render import escape, links
from edition.render.axis import LINE, SIZES, day, even, flags, line, number, slots, svg, text, width
from edition.render.words import Words, title

LYING, RULER, STANDING = 1100, 30, 328  # width and height of the lying line, width of the standing one
LABEL = 210  # the most of a label on the lying line
PER_YEAR, SHORTEST, LONGEST = 200, 300, 1200  # lengths of the standing line
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
        return max(width(said, SIZES[kind]) for kind, said in self.lines)

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
    parts = [line("tl-axis", 2, y, LYING - 2, y) for y in (top, foot)]
    for year, x in scale.ticks(48):
        parts.append(line("tl-tick", x, top, x, foot))
        if year < span[1]:
            parts.append(text("tl-date", str(year), x + 7, top + RULER / 2 + 4.5))
    for n, (label, x, end) in enumerate(zip(labels, xs, ends, strict=True)):
        edge, far = (foot, foot + end) if n % 2 else (top, top - end)
        begin = far - label.height if n % 2 else far
        parts.append(_work(label, line("tl-tick", x, edge, x, far), (x, edge), (x + 8, begin), words))
    return svg("tl-lying", wide, foot + max(ends[1::2], default=0) + 6, parts)


def _standing(labels: list[Label], span: tuple[int, int], words: Words) -> str:
    scale = Scale(*span, 12, min(max(PER_YEAR * (span[1] - span[0]), SHORTEST), LONGEST))
    ys = [scale.at(label.day) for label in labels]
    tops = slots([(y - LINE / 2, label.height) for y, label in zip(ys, labels, strict=True)])
    end = scale.start + scale.length
    parts = [line("tl-axis", 52, 2, 52, end + 10)]
    for year, y in scale.ticks(30):
        parts += [line("tl-tick", 46, y, 58, y), text("tl-date", str(year), 40, y + 4.5, ' text-anchor="end"')]
    for label, y, top in zip(labels, ys, tops, strict=True):
        middle = top + LINE / 2
        points = " ".join(f"{x},{number(at)}" for x, at in ((52, y), (60, y), (70, middle), (76, middle)))
        pole = f'<polyline class="tl-tick" fill="none" points="{points}"/>'
        parts.append(_work(label, pole, (52, y), (82, top), words))
    foot = max(end + 12, *(top + label.height + 6 for top, label in zip(tops, labels, strict=True)))
    return svg("tl-standing", STANDING, foot, parts)


def _work(label: Label, pole: str, mark: tuple[float, float], at: tuple[float, float], words: Words) -> str:
    """A work's pole, mark and words, in one link that the keyboard passes by: ``at`` is their top left corner."""
    lines = []
    for n, (kind, said) in enumerate(label.lines):
        y = at[1] + LINE * n + 15
        lines.append(text(kind, said, at[0], y, f' lang="{words.language.tag}"'))
    circle = f'<circle class="{label.mark}" cx="{number(mark[0])}" cy="{number(mark[1])}" r="6"/>'
    return f'<a href="{escape.html(label.way)}" tabindex="-1">{pole}{circle}{"".join(lines)}</a>'
