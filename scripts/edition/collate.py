"""Collation: two readings of one clause become the hunks where they differ in words.

Compared unit by unit (words or characters, as the language says); punctuation, case and
spacing are accidentals, counted and not shown. Hunks that only change an order are
transpositions. Clause by clause, so the work grows with the text and not with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_UNITS = {
    "word": re.compile(r"[^\W_]+"),
    "character": re.compile(r"[^\W_]"),
}


#: Units i to j of the base against units k to m of the witness, ends excluded.
_Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hunk:
    """``lemma`` at ``start`` (code points) of the base is ``reading`` in the witness; kind is
    substantive, transposition or omission. A lemma is never empty: an addition takes the unit before it."""

    start: int
    lemma: str
    reading: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    key: str


def collate(base: str, witness: str, unit: str) -> tuple[tuple[Hunk, ...], int]:
    """The hunks of ``witness`` against ``base`` in order, and the number of accidental differences."""
    if base == witness:
        return (), 0
    ours, theirs = _units(base, unit), _units(witness, unit)
    accidentals = _ends(base, witness, ours, theirs)
    hunks: list[_Range] = []
    for block in _blocks(ours, theirs):
        i, j, k, m = block
        if i < j and k < m and _letters(ours[i:j]) == _letters(theirs[k:m]):
            accidentals += _accidentals(base, witness, ours[i:j], theirs[k:m])
        else:
            hunks.append(block)
    whole = _joined(_anchored(_joined(hunks, _transposed, ours, theirs), len(ours)), _overlap, ours, theirs)
    return tuple(_hunk(base, witness, ours, theirs, hunk) for hunk in whole), accidentals


def _blocks(ours: Sequence[_Unit], theirs: Sequence[_Unit]) -> list[_Range]:
    """The alignment as ranges in order: equal ones, and between them one range each for what differs."""
    blocks: list[_Range] = []
    differed = False
    for op in Indel.opcodes([u.key for u in ours], [u.key for u in theirs]):
        block = (op.src_start, op.src_end, op.dest_start, op.dest_end)
        differs = op.tag != "equal"
        if differs and differed:
            block = (blocks[-1][0], block[1], blocks.pop()[2], block[3])
        blocks.append(block)
        differed = differs
    return blocks


def _units(text: str, unit: str) -> list[_Unit]:
    return [_Unit(m.start(), m.end(), m.group().casefold()) for m in _UNITS[unit].finditer(text)]


def _letters(units: Sequence[_Unit]) -> str:
    return "".join(unit.key for unit in units)


def _accidentals(base: str, witness: str, ours: Sequence[_Unit], theirs: Sequence[_Unit]) -> int:
    """Differences of case in a unit, or of what stands between it and the next; 1 where the units are cut otherwise."""
    if len(ours) != len(theirs):
        return 1
    count = 0
    for n, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        count += base[one.start : one.end] != witness[two.start : two.end]
        if n + 1 < len(ours):
            count += base[one.end : ours[n + 1].start] != witness[two.end : theirs[n + 1].start]
    return count


def _ends(base: str, witness: str, ours: Sequence[_Unit], theirs: Sequence[_Unit]) -> int:
    """Differences before the first unit and after the last, where both texts begin or end with the same."""
    if not ours or not theirs:
        return 0
    count = ours[0].key == theirs[0].key and base[: ours[0].start] != witness[: theirs[0].start]
    return count + (ours[-1].key == theirs[-1].key and base[ours[-1].end :] != witness[theirs[-1].end :])


def _joined(
    hunks: Sequence[_Range],
    belong: Callable[[_Range, _Range, Sequence[_Unit], Sequence[_Unit]], bool],
    ours: Sequence[_Unit],
    theirs: Sequence[_Unit],
) -> list[_Range]:
    """``hunks`` with neighbours that ``belong`` together made one."""
    joined: list[_Range] = []
    for hunk in hunks:
        if joined and belong(joined[-1], hunk, ours, theirs):
            last = joined.pop()
            hunk = (last[0], hunk[1], last[2], hunk[3])
        joined.append(hunk)
    return joined


def _transposed(one: _Range, two: _Range, ours: Sequence[_Unit], theirs: Sequence[_Unit]) -> bool:
    """Whether from ``one`` to ``two`` both texts hold the same units in another order."""
    return _same_units((one[0], two[1], one[2], two[3]), ours, theirs)


def _overlap(one: _Range, two: _Range, ours: Sequence[_Unit], theirs: Sequence[_Unit]) -> bool:
    return two[0] < one[1]


def _same_units(hunk: _Range, ours: Sequence[_Unit], theirs: Sequence[_Unit]) -> bool:
    i, j, k, m = hunk
    return Counter(u.key for u in ours[i:j]) == Counter(u.key for u in theirs[k:m])


def _anchored(hunks: Sequence[_Range], count: int) -> list[_Range]:
    """``hunks`` in which an addition takes the unit before it, or at the very beginning the one after."""
    anchored = []
    for i, j, k, m in hunks:
        if i == j and i > 0 and k > 0:
            i, k = i - 1, k - 1
        elif i == j and j < count:
            j, m = j + 1, m + 1
        anchored.append((i, j, k, m))
    return anchored


def _hunk(base: str, witness: str, ours: Sequence[_Unit], theirs: Sequence[_Unit], hunk: _Range) -> Hunk:
    i, j, k, m = hunk
    lemma, reading = _slice(base, ours, i, j), _slice(witness, theirs, k, m)
    after, there = _closing(base, ours, j), _closing(witness, theirs, m)
    if lemma and reading and after != there:
        lemma, reading = lemma + after, reading + there
    kind = "transposition" if _same_units(hunk, ours, theirs) else "substantive" if reading else "omission"
    return Hunk(ours[i].start if i < len(ours) else 0, lemma, reading, kind)


def _slice(text: str, units: Sequence[_Unit], start: int, end: int) -> str:
    """From the first unit to the last; the last unit of a text takes the punctuation that closes it."""
    if start == end:
        return ""
    stop = units[end - 1].end if end < len(units) else len(text)
    return text[units[start].start : stop]


def _closing(text: str, units: Sequence[_Unit], end: int) -> str:
    """The punctuation between unit ``end`` - 1 and the next, which belongs to the hunk where the texts differ in it."""
    if not 0 < end < len(units):
        return ""
    return text[units[end - 1].end : units[end].start].rstrip()
