"""Transcription: a source and its list of cuts become the spans that partition it.

A cut says where a span begins (a 1-based line, and inside a line the words before
which it falls); the span runs to the next cut. White space before the first cut is a
span of its own, dropped as ``blank``. So a gap or an overlap cannot be written, and the
spans of a source, joined, are the file.

T001 line past the end · T002 words not there · T003 words there more than once ·
T004 cut does not advance · T005 text before the first cut · T006 neither or both of keep and drop ·
T007 nothing but white space kept · T008 several paragraphs in one span · T009 kept twice without a join ·
T010 join with nothing before it · T011 no cuts · T012 fields that belong to the other kind of span ·
T013 several paragraphs dropped that do not end where through says
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .model import Source, Span
from .problems import Problem, Problems, quoted
from .schema import Cut, Transcription

LEADING_BLANK = "blank"
_WHITE = " \t\n\r\f"
_PARAGRAPH_BREAK = {
    "paragraph": re.compile(r"\n(?=[ \t\r\f\n]*[^ \t\r\f\n])"),
    "wrapped": re.compile(r"\n[ \t\r\f]*\n(?=[ \t\r\f\n]*[^ \t\r\f\n])"),
}


class Lines:
    """The line starts of a text: offset to 1-based line and back, in logarithmic time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def number(self, offset: int) -> int:
        """The 1-based line that holds the code point at ``offset``."""
        return bisect_right(self.starts, offset)

    def column(self, offset: int) -> int:
        """The 1-based column of the code point at ``offset``."""
        return offset - self.starts[self.number(offset) - 1] + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Start and end of a 1-based line, its line end left out; IndexError past the end."""
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return start, end


def transcribe(source: Source, transcription: Transcription) -> tuple[tuple[Span, ...], Problems]:
    """The spans of ``source`` in order. They partition it whenever there is no problem."""
    lines = Lines(source.text)
    problems: list[Problem] = []
    starts = _starts(source, lines, transcription.cuts, problems)
    if not starts:
        if not transcription.cuts:
            problems.append(
                Problem(transcription.place(), "T011", "no cuts", "say what becomes of the first line")
            )
        return (), tuple(problems)
    spans = _spans(source, lines, starts)
    sound = not problems  # where a cut could not be placed, what the one above it runs to says nothing
    for span, (_, cut) in zip(spans[-len(starts) :], starts, strict=True):
        problems += _problems_of_fields(cut)
        if sound:
            problems += _problems_of_extent(span, cut, source, transcription)
    problems += _problems_of_joins(spans[-len(starts) :], [cut for _, cut in starts])
    return tuple(spans), tuple(problems)


def _starts(
    source: Source, lines: Lines, cuts: Sequence[Cut], problems: list[Problem]
) -> list[tuple[int, Cut]]:
    """The offset of every cut that can be placed and advances."""
    placed: list[tuple[int, Cut]] = []
    for cut in cuts:
        offset = _offset(cut, lines, problems)
        if offset is None:
            continue
        if placed and offset <= placed[-1][0]:
            problems.append(
                Problem(cut.place("at"), "T004", f"the cut at line {cut.at} does not advance past the one above",
                        "put the cuts in the order of the source, each past the last"))
            continue
        placed.append((offset, cut))
    if placed and source.text[: placed[0][0]].strip(_WHITE):
        problems.append(
            Problem(placed[0][1].place("at"), "T005", "text stands before the first cut",
                    "begin with a cut at the first line that has text"))
    return placed


def _offset(cut: Cut, lines: Lines, problems: list[Problem]) -> int | None:
    if not 1 <= cut.at <= len(lines.starts) or lines.bounds(cut.at)[0] >= max(len(lines.text), 1):
        problems.append(
            Problem(cut.place("at"), "T001", f"line {cut.at} lies past the end of the source",
                    f"the last line is {lines.number(max(len(lines.text) - 1, 0))}"))
        return None
    start, end = lines.bounds(cut.at)
    if cut.before is None:
        return start
    line = lines.text[start:end]
    found = [m.start() for m in re.finditer(f"(?={re.escape(cut.before)})", line)]
    if not found or (cut.occurrence or 1) > len(found):
        problems.append(
            Problem(cut.place("before"), "T002", f"{quoted(cut.before)} does not stand in line {cut.at}",
                    "quote the words as the source prints them"))
        return None
    if len(found) > 1 and cut.occurrence is None:
        problems.append(
            Problem(cut.place("before"), "T003",
                    f"{quoted(cut.before)} stands {len(found)} times in line {cut.at}",
                    "quote more words, or say which occurrence"))
        return None
    return start + found[(cut.occurrence or 1) - 1]


def _spans(source: Source, lines: Lines, starts: list[tuple[int, Cut]]) -> list[Span]:
    spans = []
    if starts[0][0] > 0:
        spans.append(Span(source.siglum, 0, starts[0][0], 1, reason=LEADING_BLANK))
    ends = [offset for offset, _ in starts[1:]] + [len(source.text)]
    for (start, cut), end in zip(starts, ends, strict=True):
        line = lines.number(start)
        if cut.keep is None:
            spans.append(Span(source.siglum, start, end, line, reason=cut.drop))
        else:
            part = cut.part or ("title" if cut.keep.endswith("#title") else "text")
            spans.append(Span(source.siglum, start, end, line, cut.keep, cut.lang, part, cut.join))
    return spans


def _problems_of_fields(cut: Cut) -> list[Problem]:
    problems = []
    if (cut.keep is None) == (cut.drop is None):
        problems.append(
            Problem(cut.place(), "T006", "a cut either keeps or drops its span", "give exactly one of keep and drop"))
    if cut.keep is None:
        if cut.lang or cut.part or cut.join:
            problems.append(
                Problem(cut.place(), "T012", "lang, part and join belong to a kept span", "leave them out"))
        return problems
    if cut.through is not None:
        problems.append(Problem(cut.place("through"), "T012", "through belongs to a dropped span", "leave it out"))
    if cut.lang is None:
        problems.append(Problem(cut.place(), "T012", "a kept span needs its lang", "add lang"))
    if (cut.part == "title") != cut.keep.endswith("#title") and cut.part is not None:
        problems.append(
            Problem(cut.place("part"), "T012", "the part title goes with WORK#title", "mend keep or part"))
    return problems


def _problems_of_extent(span: Span, cut: Cut, source: Source, transcription: Transcription) -> list[Problem]:
    """A kept span is one paragraph; a dropped one too, or it says its last line: a lost cut swallows nothing unseen."""
    text = source.text[span.start : span.end].rstrip(_WHITE)
    last = span.line + text.count("\n")
    if cut.keep is None:
        if last == (span.line if cut.through is None else cut.through):
            return []
        return [Problem(cut.place("drop" if cut.through is None else "through"), "T013",
                        f"what is dropped from line {span.line} runs to line {last}",
                        f"say through: {last}, or keep what is not to be dropped")]
    if not text:
        return [Problem(cut.place("at"), "T007", f"line {cut.at} keeps nothing but white space", "remove the cut")]
    if _PARAGRAPH_BREAK[transcription.lines].search(text.lstrip(_WHITE)):
        return [Problem(cut.place("at"), "T008", f"the span at line {cut.at} runs over several paragraphs",
                        "cut at each of them, with a join where the sentence goes on")]
    return []


def _problems_of_joins(spans: Sequence[Span], cuts: Sequence[Cut]) -> list[Problem]:
    problems = []
    seen: set[tuple[str, str | None, str | None]] = set()
    for span, cut in zip(spans, cuts, strict=True):
        if span.ref is None:
            continue
        key = (span.ref, span.lang, span.part)
        if key in seen and span.join is None:
            problems.append(
                Problem(cut.place("keep"), "T009", f"{span.ref} ({span.lang}, {span.part}) is kept twice",
                        "give the second a join, or drop it"))
        if key not in seen and span.join is not None:
            problems.append(
                Problem(cut.place("join"), "T010", f"{span.ref} ({span.lang}, {span.part}) has nothing to join",
                        "remove join, or keep the beginning"))
        seen.add(key)
    return problems
