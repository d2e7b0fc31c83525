"""Regularization: named, systematic changes of a witness's printed form, each a set of edits.

A rule is a function of the printed string that yields ``(start, end, becomes)``: 0-based
code points of that string, end exclusive. All rules look at the same printed string, so their order
decides only who comes first where two want the same character. Which rules a source needs
is said in its transcription, which languages a rule is for in regularizations.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Edits = Iterator[tuple[int, int, str]]

_WHITE = " \t\n\r\f"
_FULL_WIDTH = str.maketrans(",:;()?!", "，：；（）？！")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a witness prints for one part of a clause. ``starts`` are the offsets where its spans begin."""

    text: str
    starts: tuple[int, ...]
    space: str  # what stands between words in this language: " " or ""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``becomes`` by ``rule``."""

    start: int
    end: int
    becomes: str
    rule: str


def _matches(pattern: str, becomes: str = "") -> Callable[[Printed], Edits]:
    compiled = re.compile(pattern)

    def rule(printed: Printed) -> Edits:
        for match in compiled.finditer(printed.text):
            if match.start() < match.end():
                yield match.start(), match.end(), becomes

    return rule


def _at_starts(pattern: str) -> Callable[[Printed], Edits]:
    compiled = re.compile(pattern)

    def rule(printed: Printed) -> Edits:
        for start in printed.starts:
            match = compiled.match(printed.text, start)
            if match:
                yield match.start(), match.end(), ""

    return rule


def _joins(printed: Printed) -> Edits:
    """White space around the seam of two spans becomes the language's space."""
    text = printed.text
    for seam in printed.starts[1:]:
        before = seam
        while before > 0 and text[before - 1] in _WHITE:
            before -= 1
        yield before, seam, printed.space
        after = seam
        while after < len(text) and text[after] in _WHITE:
            after += 1
        if after > seam:
            yield seam, after, ""


def _line_wraps(printed: Printed) -> Edits:
    for match in re.finditer(r"[ \t\r\f]*\n[ \t\r\f]*(?=\S)", printed.text):
        if match.start() > 0:
            yield match.start(), match.end(), printed.space


def _edges(printed: Printed) -> Edits:
    """White space at either end; at the front also after a mark that another rule removes."""
    text = printed.text
    front = len(text) - len(text.lstrip(_WHITE))
    back = len(text.rstrip(_WHITE))
    if front:
        yield 0, front, ""
    if front < back < len(text):
        yield back, len(text), ""


def _full_width(printed: Printed) -> Edits:
    for match in re.finditer(r"[()]|(?<![0-9A-Za-z])[,:;?!]|[,:;?!](?![0-9A-Za-z])", printed.text):
        yield match.start(), match.end(), match.group().translate(_FULL_WIDTH)


def _paired_quotes(printed: Printed) -> Edits:
    """Straight quotation marks pair in order; a straight apostrophe after a letter or digit is one."""
    opened = False
    for match in re.finditer("[\"']", printed.text):
        before = printed.text[match.start() - 1 : match.start()]
        if match.group() == '"':
            opened = not opened
            yield match.start(), match.end(), "“" if opened else "”"
        else:
            yield match.start(), match.end(), "’" if before.isalnum() or (before in "”’.,;:!?…" and before) else "‘"


#: The rule that is in no transcription's list: a cut's ``join`` calls for it.
JOIN = "join"

#: Name -> rule, in the order in which they take characters.
RULES: dict[str, Callable[[Printed], Edits]] = {
    JOIN: _joins,
    "heading-mark": _at_starts(r"#{1,6}[ \t]+"),
    "emphasis-mark": _matches(r"\*\*"),
    "list-bullet": _at_starts(r"[-*+][ \t]+"),
    "edge-space": _edges,
    "line-wrap": _line_wraps,
    "segmentation-space": _matches(
        r"(?<=[^\x00-\x7f])[ \u3000]+|[ \u3000]+(?=[^\x00-\x7f])|(?<=[,:;(])[ \u3000]+|[ \u3000]+(?=[,:;)])"
    ),
    "space-before-punctuation": _matches(r"[ \t]+(?=[,.;:!?])"),
    "doubled-space": _matches(r"(?<=[ \t])[ \t]+"),
    "full-width-punctuation": _full_width,
    "paired-quotes": _paired_quotes,
}


def edits(printed: Printed, rules: tuple[str, ...], fixed: bytearray) -> list[Edit]:
    """The edits of ``rules`` on ``printed``, in order of place, none overlapping.

    ``fixed[i]`` is 1 where character ``i`` is not the witness's own (an emendation) and stays as it is;
    it is updated with what the edits took.
    """
    found: list[Edit] = []
    for name in (name for name in RULES if name == JOIN or name in rules):
        for start, end, becomes in RULES[name](printed):
            if any(fixed[start:end]):
                continue
            fixed[start:end] = b"\x01" * (end - start)
            found.append(Edit(start, end, becomes, name))
    found.sort(key=lambda edit: (edit.start, edit.end))
    return found
