"""The nouns of provenance: where the characters of a text come from and what became of them.

Frozen; standard library only. Others import them from model, whose conventions (offsets, lines, references) hold here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Bilingual = Mapping[str, str]  # by language key
FATES = ("kept", "dropped", "regularized", "emended")


@dataclass(frozen=True, slots=True)
class Source:
    """One imperfect witness as a file. ``text`` is the strictly decoded file, unchanged."""

    name: str
    file: str
    siglum: str
    languages: tuple[str, ...]
    title: Bilingual
    origin: Bilingual
    rights: Bilingual
    original_name: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a source (its siglum): kept for a part of a clause (``ref`` set) or dropped with a ``reason``."""

    source: str
    start: int
    end: int
    line: int
    ref: str | None = None
    lang: str | None = None
    part: str | None = None
    join: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The fate of a run of characters of a source. In order, the entries of a source partition it."""

    source: str  # file name
    start: int
    end: int
    line: int
    text: str
    fate: str
    becomes: str
    ref: str | None = None
    part: str | None = None
    lang: str | None = None
    rule: str | None = None
    reason: str | None = None
    emendation: str | None = None
    join: str | None = None


@dataclass(frozen=True, slots=True)
class Regularization:
    """A named, systematic change: the languages it applies to, what it is called, what it does."""

    name: str
    languages: tuple[str, ...]
    label: Bilingual
    description: Bilingual
    count: int = 0


@dataclass(frozen=True, slots=True)
class Emendation:
    """One correction of one witness: TEI choice/sic/corr. ``before`` is as printed, ``after`` as published."""

    id: str
    ref: str
    lang: str
    part: str
    witness: str
    source: str  # file name
    line: int
    start: int
    before: str
    after: str
    reason: str
    authority: str
    note: Bilingual
