"""The ledger: what a witness reads for one part of a clause, and the fate of every character behind it.

``attest`` takes the spans of one part, the emendations and the rules, and answers with the
text that results and the ledger entries of those spans. Joined, the entries' ``text`` is the
spans' text; joined, their ``becomes`` is the reading: nothing else enters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .emend import Correction
from .model import LedgerEntry, Source, Span
from .regularize import JOIN, Edit, Printed, edits
from .transcribe import Lines


@dataclass(frozen=True, slots=True)
class Attestation:
    """What one witness reads for one part of a clause, after regularization (and emendation)."""

    text: str
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    start: int  # in the printed text
    end: int
    becomes: str
    fate: str
    rule: str | None = None
    emendation: str | None = None
    join: str | None = None


_KEPT = _Change(0, 0, "", "kept")


def attest(
    source: Source,
    lines: Lines,
    spans: Sequence[Span],
    found: Sequence[Correction],
    rules: tuple[str, ...],
    space: str,
) -> Attestation:
    """The reading of ``spans`` (one source, part and language, in order) and their ledger entries."""
    printed = "".join(source.text[span.start : span.end] for span in spans)
    starts = _starts(spans)
    changes = [_Change(c.start, c.end, c.becomes, "emended", emendation=c.record.id) for c in found]
    joins = {start: span.join for start, span in zip(starts, spans, strict=True)}
    changes += [
        _Change(edit.start, edit.end, edit.becomes, "regularized", rule=edit.rule,
                join=(joins.get(edit.end) or joins.get(edit.start)) if edit.rule == JOIN else None)
        for edit in _edits(printed, starts, found, rules, space)
    ]
    changes.sort(key=lambda change: (change.start, change.end))
    ends = [*starts[1:], len(printed)]
    entries: list[LedgerEntry] = []
    for span, start, own in zip(spans, starts, _by_span(changes, ends), strict=True):
        entries += _entries(source, lines, span, printed, span.start - start, own)
    return Attestation("".join(entry.becomes for entry in entries), tuple(entries))


def _starts(spans: Sequence[Span]) -> tuple[int, ...]:
    starts, offset = [], 0
    for span in spans:
        starts.append(offset)
        offset += span.end - span.start
    return tuple(starts)


def _edits(
    printed: str, starts: tuple[int, ...], found: Sequence[Correction], rules: tuple[str, ...], space: str
) -> list[Edit]:
    """The regularizations of ``printed``, which leave the emended characters alone."""
    fixed = bytearray(len(printed))
    for correction in found:
        fixed[correction.start : correction.end] = b"\x01" * (correction.end - correction.start)
    return edits(Printed(printed, starts, space), rules, fixed)


def _entries(
    source: Source, lines: Lines, span: Span, text: str, shift: int, changes: Sequence[_Change]
) -> list[LedgerEntry]:
    """The entries of one span: its ``changes``, and what is kept between them.

    ``text`` is the printed text of the whole part; ``shift`` leads from its offsets to the source's.
    """
    found: list[LedgerEntry] = []

    def add(begin: int, stop: int, change: _Change) -> None:
        found.append(
            LedgerEntry(
                source.file, begin + shift, stop + shift, lines.number(begin + shift), text[begin:stop],
                change.fate, text[begin:stop] if change.fate == "kept" else change.becomes,
                ref=span.ref, part=span.part, lang=span.lang,
                rule=change.rule, emendation=change.emendation, join=change.join or span.join,
            )
        )

    at, end = span.start - shift, span.end - shift
    for change in changes:
        if change.start > at:
            add(at, change.start, _KEPT)
        add(change.start, change.end, change)
        at = change.end
    if at < end:
        add(at, end, _KEPT)
    return found


def _by_span(changes: Sequence[_Change], ends: Sequence[int]) -> list[list[_Change]]:
    """``changes`` dealt out to spans that end at ``ends``; an insertion at a seam goes to the later span.

    A change that goes over a seam (a mark cut in two by the end of a page) is divided; what it becomes stands first.
    """
    dealt: list[list[_Change]] = [[] for _ in ends]
    span = 0
    for change in changes:
        while span < len(ends) - 1 and change.start >= ends[span]:
            span += 1
        while span < len(ends) - 1 and change.end > ends[span]:
            dealt[span].append(replace(change, end=ends[span]))
            change = replace(change, start=ends[span], becomes="")
            span += 1
        dealt[span].append(change)
    return [sorted(own, key=lambda change: (change.start, change.end)) for own in dealt]


def dropped(source: Source, span: Span) -> LedgerEntry:
    """The entry of a dropped span."""
    text = source.text[span.start : span.end]
    return LedgerEntry(
        source.file, span.start, span.end, span.line, text, "dropped", "", reason=span.reason
    )
