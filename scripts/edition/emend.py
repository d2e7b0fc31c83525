"""Emendation: recorded corrections of what a witness prints, found by their exact words.

M001 words not there · M002 words there more than once · M003 two emendations overlap ·
M004 nothing changes · M005 words run over the seam of two spans
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .problems import Problem, Problems, quoted
from .schema import EmendationRecord


@dataclass(frozen=True, slots=True)
class Correction:
    """``printed[start:end]`` becomes ``becomes``: the record's words without the ends they share with its remedy."""

    start: int
    end: int
    becomes: str
    record: EmendationRecord


def corrections(
    printed: str, seams: Sequence[int], records: Sequence[EmendationRecord]
) -> tuple[list[Correction], Problems]:
    """Where each record applies in ``printed``, in order of place; ``seams`` are offsets where spans begin."""
    found: list[Correction] = []
    problems: list[Problem] = []
    for record in records:
        at = [m.start() for m in re.finditer(f"(?={re.escape(record.from_)})", printed)]
        nth = (record.occurrence or 1) - 1
        if nth >= len(at):
            problems.append(
                Problem(record.place("from"), "M001",
                        f"witness {record.witness} does not print {quoted(record.from_)} in {record.clause}",
                        "quote the words as the witness prints them"))
            continue
        if len(at) > 1 and record.occurrence is None:
            problems.append(
                Problem(record.place("from"), "M002",
                        f"witness {record.witness} prints {quoted(record.from_)} {len(at)} times in {record.clause}",
                        "quote more words, or say which occurrence"))
            continue
        correction = _trimmed(at[nth], record)
        if correction.start == correction.end and not correction.becomes:
            problems.append(
                Problem(record.place("to"), "M004", "from and to are the same", "remove the emendation"))
        elif any(correction.start < seam < correction.end for seam in seams):
            problems.append(
                Problem(record.place("from"), "M005", "the words run over the seam of two spans",
                        "split the emendation at the seam"))
        else:
            found.append(correction)
    found.sort(key=lambda c: (c.start, c.end))
    for one, two in pairwise(found):
        if two.start < one.end or (two.start, two.end) == (one.start, one.end):
            problems.append(
                Problem(two.record.place("from"), "M003",
                        f"emendation {two.record.id} overlaps {one.record.id}", "make them one"))
    return found, tuple(problems)


def _trimmed(at: int, record: EmendationRecord) -> Correction:
    """Only the characters that change, so that the ledger blames no sound one."""
    before, after = record.from_, record.to
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Correction(at + head, at + len(before) - tail, after[head : len(after) - tail], record)
