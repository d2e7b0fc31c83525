"""The events drawn: works on one side of the line, others on the other, threads between those that belong together.

Drawn twice. Lying, for wide screens, a year is as long as its events need, and to scale within; standing, for narrow
ones, events stand in order only. Years without events are left out, where the line is broken. Threads lead from an
event to each work whose clauses mention it. Hidden from assistive technology and from the tab order: the list on the
same page says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.model import Edition, Event
from edition.render import axis
from edition.render.axis import number
from edition.render.course import BREAK, Course, course, days, ordered, year_of, years
from edition.render.escape import html
from edition.render.words import Words

LYING, ALONG = 1180, 770  # width of the lying drawing, and of its line: the rest is room for labels
RULER, FAN, POLE = 22, 84, 14  # height of the ruler, of the threads below it, of the shortest pole
WIDEST, NARROWEST, LEAD = 170, 260, 24  # of labels lying: of a work's, of another at the end; height of leads to works
STANDING, LINE_AT, TEXT_AT = 328, 56, 72  # width of the standing drawing; where its line and its labels stand
LEAST, EACH, YEAR_ROW = 38, 4, 24  # lengths: of a year lying, what an event adds at the least; of a year's row standing
HIGH = {"tl-label": 20, "tl-date": 18, "tl-name": 16}  # heights of lines
STACKED, LISTED = 3, 9  # what is free from label to label, lying and standing

#: By kind, the sign at an event's label: a path about the origin. A work has a larger mark on the line.
GLYPHS = {
    "announcement": "M-3.8,0a3.8,3.8 0 1 0 7.6,0a3.8,3.8 0 1 0 -7.6,0z",
    "instrument": "M-3.5,-3.5h7v7h-7z",
    "meeting": "M0,-4.4l4.5,7.8h-9z",
    "deadline": "M0,-4.8l4.8,4.8l-4.8,4.8l-4.8,-4.8z",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """An event in a drawing: where its mark is along the line, and its label."""

    event: Event
    at: float  # along the line
    first: float  # where the days begin that it is on, or may be on
    last: float
    threads: tuple[float, ...]  # where the marks are of the works whose clauses mention it
    lead: str  # what of the first line is the date
    lines: tuple[tuple[str, str], ...]  # each with its class

    @property
    def width(self) -> float:
        return max((axis.width(said, axis.SIZES[kind]) for kind, said in self.lines), default=0)

    @property
    def height(self) -> int:
        return sum(HIGH[kind] for kind, _ in self.lines)


def works_of(event: Event, edition: Edition) -> list[str]:
    """The slugs of the work an event is, and of those whose clauses mention it, in the edition's order."""
    slugs = {event.work, *(edition.clause_by_ref[mention.ref].work for mention in event.mentions)}
    return [work.slug for work in edition.works if work.slug in slugs]


def lying(words: Words) -> str:
    """The drawing for wide screens: time goes to the right, works above, other events hang below."""
    counts = years(words.edition.events)
    breaks = sum(year + 1 not in counts for year in counts) - 1
    each = max((ALONG - LEAST * len(counts) - BREAK * breaks) / len(words.edition.events), EACH)
    along = course(12, {year: LEAST + each * count for year, count in counts.items()})
    signs = [_sign(event, along, words, _room(event, along)) for event in ordered(words.edition.events)]
    works, others = [s for s in signs if s.event.kind == "work"], [s for s in signs if s.event.kind != "work"]
    placed = _above(works)
    top = max((high for _, high in placed), default=0) + 6
    foot, ground = top + RULER, top + RULER + FAN
    depths = axis.flags([(sign.at, sign.width + 10, sign.height) for sign in others], STACKED)
    parts = _ruler(along, top, foot, ground)
    parts += [_flag(sign, x, top - high, top, foot) for sign, (x, high) in zip(works, placed, strict=True)]
    parts += [_hanging(sign, ground + deep + POLE, ground, foot) for sign, deep in zip(others, depths, strict=True)]
    ends = [x + sign.width for sign, (x, _) in zip(works, placed, strict=True)]
    ends += [sum(along.years[max(along.years)]), *(sign.at + sign.width for sign in others)]
    deepest = max((deep + sign.height for deep, sign in zip(depths, others, strict=True)), default=0)
    return axis.svg("tl-lying", max(LYING, max(ends) + 14), ground + deepest + POLE + 6, parts)


def standing(words: Words) -> str:
    """The drawing for narrow screens: events in order down the line, labels to its right, threads to its left."""
    by_year: dict[int, list[Event]] = {year: [] for year in years(words.edition.events)}
    for event in ordered(words.edition.events):
        by_year[year_of(axis.day(event.date))].append(event)
    labels = {event.id: _label(event, words, STANDING - TEXT_AT) for event in words.edition.events}
    highs = {id: sum(HIGH[kind] for kind, _ in lines) for id, (_, lines) in labels.items()}
    down = course(4, {
        year: YEAR_ROW + LISTED + sum(highs[event.id] + LISTED for event in events) for year, events in by_year.items()
    })  # fmt: skip
    parts = [axis.line("tl-axis", LINE_AT, a, LINE_AT, b) for a, b in down.runs()]
    for at in down.gaps():
        parts += [axis.line("tl-tick", LINE_AT - 5, at + y + 3, LINE_AT + 5, at + y - 3) for y in (-3, 3)]
    tops: dict[str, float] = {}
    for year, (start, _) in down.years.items():
        parts.append(axis.line("tl-tick", LINE_AT, start, STANDING, start))
        parts.append(axis.text("tl-year", str(year), TEXT_AT, start + 16))
        free = start + YEAR_ROW
        for event in by_year[year]:
            tops[event.id], free = free, free + highs[event.id] + LISTED
    places = {event.id: tops[event.id] + HIGH[labels[event.id][1][0][0]] / 2 for event in words.edition.events}
    for event in sorted(ordered(words.edition.events), key=lambda event: event.kind == "work"):  # over the arcs
        sign = Sign(event, places[event.id], 0, 0, _threads(event, places, words.edition), *labels[event.id])
        parts.append(_listed(sign, tops[event.id]))
    return axis.svg("tl-standing", STANDING, sum(down.years[max(down.years)]) + 6, parts)


def glyph(kind: str, x: float, y: float, unsure: str = "") -> str:
    """The sign of a kind of event about a point."""
    return f'<path class="tl-glyph {kind}{unsure}" transform="translate({number(x)} {number(y)})" d="{GLYPHS[kind]}"/>'


def mark(event: Event, x: float, y: float) -> str:
    """Where an event is on the line."""
    kind, r = ("tl-mark", "6") if event.kind == "work" else ("tl-dot", "3.5")
    return f'<circle class="{kind}{_unsure(event)}" cx="{number(x)}" cy="{number(y)}" r="{r}"/>'


def _unsure(event: Event) -> str:
    """A mark is hollow where the day is not certain."""
    return " uncertain" if event.uncertain or event.date.count("-") < 2 else ""


def _room(event: Event, along: Course) -> float:
    """How wide a label may be in the lying drawing, so that it ends in it; near its end, still wide enough."""
    return WIDEST if event.kind == "work" else max(NARROWEST, LYING - along.at(axis.day(event.date)) - 30)


def _sign(event: Event, along: Course, words: Words, limit: float) -> Sign:
    """``limit``: how wide the label may be."""
    edition = words.edition
    at = along.at(axis.day(event.date))
    first, last = map(along.at, days(event))
    places = {one.id: along.at(axis.day(one.date)) for one in edition.events}
    return Sign(event, at, first, last, _threads(event, places, edition), *_label(event, words, limit))


def _threads(event: Event, places: Mapping[str, float], edition: Edition) -> tuple[float, ...]:
    """Where the marks are, by the places of events, of the works whose clauses mention an event."""
    works = [slug for slug in works_of(event, edition) if slug != event.work]
    marks = {one.work: places[one.id] for one in edition.events if one.kind == "work"}
    return tuple(marks[slug] for slug in works if slug in marks)


def _label(event: Event, words: Words, limit: float) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What of the first line is a date, and the lines: of a work its date and its short name."""
    if event.kind == "work":
        work = words.edition.work_by_slug[event.work]
        name = axis.even(words.short(work) or work.slug, axis.SIZES["tl-label"], int(limit))
        return "", (("tl-date", words.date(event.date)), *(("tl-label", line) for line in name))
    lead = _lead(event.date, words)
    wrapped = axis.even(f"{lead} {words.of(event.name)}".strip(), axis.SIZES["tl-name"], int(limit))
    return lead, tuple(("tl-name", line) for line in wrapped)


def _lead(iso: str, words: Words) -> str:
    """What of a date the year does not say."""
    _, *rest = iso.split("-")
    if not rest:
        return ""
    month = words(f"month.{int(rest[0])}")
    return words("timeline.day", month=month, day=int(rest[1])) if rest[1:] else words("timeline.month", month=month)


def _ruler(along: Course, top: float, foot: float, ground: float) -> list[str]:
    """Two lines with the years between them, and the line of the events below."""
    parts = [axis.line("tl-axis", a, y, b, y) for a, b in along.runs() for y in (top, foot, ground)]
    for at in along.gaps():
        for y in (top, foot, ground):
            parts += [axis.line("tl-tick", at + x - 3, y + 5, at + x + 3, y - 5) for x in (-3, 3)]
    for year, (start, _) in along.years.items():
        parts.append(axis.line("tl-tick", start, top, start, foot))
        parts.append(axis.line("tl-tick faint", start, foot, start, ground))
        parts.append(axis.text("tl-year", str(year), start + 4, top + RULER / 2 + 4.5))
    return parts


def _above(works: list[Sign]) -> list[tuple[float, float]]:
    """Where each work's label begins, and how high above the ruler: side by side, else in flags."""
    widths = [sign.width + 18 for sign in works]
    if sum(widths) > LYING:
        feet = axis.flags([(sign.at, sign.width + 8, sign.height) for sign in works])
        return [(sign.at, foot + sign.height + POLE) for sign, foot in zip(works, feet, strict=True)]
    xs: list[float] = []
    for sign, wide in zip(works, widths, strict=True):
        xs.append(max(sign.at - wide / 2, xs[-1] + widths[len(xs) - 1] if xs else 2))
    end: float = LYING
    for n, wide in reversed([*enumerate(widths)]):
        xs[n] = end = min(xs[n], end - wide)
    return [(x, sign.height + LEAD) for sign, x in zip(works, xs, strict=True)]


def _flag(sign: Sign, x: float, begin: float, top: float, foot: float) -> str:
    """A work: its label above, and threads to other works whose clauses mention it."""
    threads = "".join(
        f'<path class="tl-thread" d="M{number(sign.at)},{number(foot)}Q{number((sign.at + there) / 2)},'
        f'{number(foot + FAN / 2)} {number(there)},{number(foot)}"/>'
        for there in sign.threads
    )
    way = ((sign.at, top), (sign.at, top - 4), (x, begin + sign.height), (x, begin + 3))
    pole = f'<polyline class="tl-tick" points="{" ".join(f"{number(a)},{number(b)}" for a, b in way)}"/>'
    return _linked(sign, threads + pole + mark(sign.event, sign.at, top), x + 8, begin)


def _hanging(sign: Sign, begin: float, ground: float, foot: float) -> str:
    """Another event: its label below, and threads to the works above."""
    middle = begin + HIGH["tl-name"] / 2
    parts = [axis.line("tl-thread", sign.at, ground, there, foot) for there in sign.threads]
    parts.append(axis.line("tl-tick", sign.at, ground, sign.at, middle))
    if sign.last - sign.first > 1:
        parts.append(axis.line("tl-span", sign.first, ground, sign.last, ground))
    parts += [mark(sign.event, sign.at, ground), glyph(sign.event.kind, sign.at, middle, _unsure(sign.event))]
    return _linked(sign, "".join(parts), sign.at + 10, begin)


def _listed(sign: Sign, top: float) -> str:
    """A label of the standing drawing, its sign on the line, and arcs to the works whose clauses mention the event.

    What a finger touches is as high as the next label allows: 24 at the least.
    """
    y, parts = sign.at, []
    for begin, end in (sorted((y, there)) for there in sign.threads if there != y):
        deep, half = number(min(LINE_AT - 6, 8 + (end - begin) * 0.05)), number((end - begin) / 2)
        arc = f"M{LINE_AT},{number(begin)}A{deep},{half} 0 0 0 {LINE_AT},{number(end)}"
        parts.append(f'<path class="tl-thread" d="{arc}"/>')
    own = sign.event.kind
    parts.append(glyph(own, LINE_AT, y, _unsure(sign.event)) if own in GLYPHS else mark(sign.event, LINE_AT, y))
    room = f'x="{LINE_AT - 8}" y="{number(top - LISTED / 2)}" width="{STANDING - LINE_AT + 8}"'
    parts.append(f'<rect class="tl-room" {room} height="{number(sign.height + LISTED)}"/>')
    return _linked(sign, "".join(parts), TEXT_AT, top)


def _linked(sign: Sign, drawn: str, x: float, y: float) -> str:
    """An event in one link that the keyboard passes by, its label's top left corner at a place."""
    lines = []
    for n, (kind, said) in enumerate(sign.lines):
        lead = sign.lead if n == 0 and said.startswith(sign.lead) else ""
        inner = f'<tspan class="tl-date">{html(lead)}</tspan>{html(said[len(lead) :])}' if lead else html(said)
        base = number(y + HIGH[kind] * 0.75)
        lines.append(f'<text class="{kind}" x="{number(x)}" y="{base}" font-size="{axis.SIZES[kind]}">{inner}</text>')
        y += HIGH[kind]
    kind = "work" if sign.event.kind == "work" else "event"
    return f'<a class="{kind}" href="#{html(sign.event.id)}" tabindex="-1">{drawn}{"".join(lines)}</a>'
