"""The course of the years in which something happens: each as long as it needs, those between left out.

Within a year, time is to scale. Lengths are in units of a drawing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from edition.model import Event
from edition.render import axis

BREAK = 14  # what is free where years are left out


@dataclass(frozen=True, slots=True)
class Course:
    """The years that are drawn, in order: year -> where it begins and how long it is."""

    years: Mapping[int, tuple[float, float]]

    def at(self, day: int) -> float:
        """Where a day (proleptic Gregorian ordinal) of one of the years is."""
        year = year_of(day)
        start, length = self.years[year]
        begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
        return round(start + length * (day - begin) / (end - begin), 1)

    def runs(self) -> list[tuple[float, float]]:
        """The stretches without a break, from where to where."""
        years = list(self.years)
        breaks = [n for n, (one, other) in enumerate(pairwise(years), 1) if other > one + 1]
        cuts = [0, *breaks, len(years)]
        return [(self.years[years[a]][0], sum(self.years[years[b - 1]])) for a, b in pairwise(cuts)]

    def gaps(self) -> Iterator[float]:
        """The middles of the breaks."""
        for (_, end), (start, _) in pairwise(self.runs()):
            yield (end + start) / 2


def course(start: float, lengths: Mapping[int, float]) -> Course:
    """The years of ``lengths``, in order, from ``start`` on."""
    years: dict[int, tuple[float, float]] = {}
    for year, length in lengths.items():
        start += BREAK if years and year > max(years) + 1 else 0
        years[year] = (round(start, 1), length)
        start += length
    return Course(years)


def ordered(events: Iterable[Event]) -> list[Event]:
    """By where they are drawn: a date less precise in its middle; of one day, as they were."""
    return sorted(events, key=lambda event: axis.day(event.date))


def years(events: Iterable[Event]) -> dict[int, int]:
    """Every year in which an event is or ends, in order, with how many are in it."""
    spans = [(axis.day(event.date), *days(event)) for event in events]
    counts = dict.fromkeys(sorted({year_of(day) for span in spans for day in span}), 0)
    for day, _, _ in spans:
        counts[year_of(day)] += 1
    return counts


def days(event: Event) -> tuple[int, int]:
    """The first and the last day that an event is on, or may be on where its date is less precise than a day."""
    first = date(*[*map(int, event.date.split("-")), 1, 1][:3])
    year, month, day = [*map(int, (event.end or event.date).split("-")), 0, 0][:3]
    month = month or 12
    last = date(year, month, day or monthrange(year, month)[1])
    return first.toordinal(), max(first, last).toordinal()


def year_of(day: int) -> int:
    return date.fromordinal(day).year
