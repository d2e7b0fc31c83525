"""The nouns of the commentary: notes, terms and references, and what in the text they speak of.

Frozen; standard library only. Others import them from model, whose conventions (offsets, references) hold here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .provenance import Bilingual

#: What a note is about: the versions part; why this reading; what is mentioned; a word; a setting; a likeness.
NOTE_KINDS = ("translation", "textual", "reference", "term", "context", "parallel")
#: How two versions part.
DIFFERENCES = ("omission", "addition", "force", "terminology", "scope", "order")


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a part of a clause: ``start`` and ``end`` count code points, 0-based, end exclusive.

    Empty at the place where words are absent.
    """

    part: str  # heading or text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a published clause, in one piece, or in two when they go from its heading into its text.

    ``text`` is "" for an absence: its one piece is empty and stands where the words would, after the words ``after``.
    """

    ref: str
    lang: str
    text: str
    pieces: tuple[Piece, ...]
    after: str = ""


Quotes = Mapping[str, tuple[Quote, ...]]  # by language key, in the order of the text


@dataclass(frozen=True, slots=True)
class Citation:
    """Public material that a statement rests on. ``read``: opened on the day ``accessed``, not only found listed."""

    title: str
    publisher: str
    address: str  # "" when there is none
    accessed: str  # ISO 8601
    read: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note of the editors on a clause. ``quotes`` has the languages it concerns.

    ``id`` (nN) is unique in its work and permanent; ``formerly`` are ids of withdrawn notes whose address it answers.
    ``body`` may name clauses as ``{WORK#ID}``. ``readings`` are the independent readings that found it.
    """

    id: str
    ref: str
    work: str
    kind: str  # one of NOTE_KINDS
    differs: str  # one of DIFFERENCES for a translation, else ""
    quotes: Quotes
    body: Bilingual
    significance: int  # 1 to 3, 3 the most
    see: tuple[str, ...]  # other clauses where the same thing happens
    references: tuple[str, ...]  # ids of references it rests on
    citations: tuple[Citation, ...]
    opinion: bool
    formerly: tuple[str, ...]
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names something; ``implicit`` when it stands on it without a name."""

    ref: str
    quotes: Quotes
    implicit: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """An instrument, body, meeting … that the texts mention or stand on."""

    id: str
    kind: str
    name: Bilingual
    symbol: str
    date: str  # ISO 8601, as precise as known; "" when it has none
    end: str
    dated: Bilingual  # what the date is the date of
    summary: Bilingual
    caution: Bilingual
    sure: int  # 3 the issuer's or the UN's own page read, 2 another public page read, 1 not confirmed
    citations: tuple[Citation, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of art. ``forms`` are the wordings that occur, by language, the usual one first.

    ``attestations`` are computed: every place of every form, by language, in the order of the text.
    """

    id: str
    forms: Mapping[str, tuple[str, ...]]
    romanization: Mapping[str, str]  # by language; what that language orders its terms by
    domain: str
    definition: Bilingual
    usage: Bilingual
    see: tuple[str, ...]
    attestations: Mapping[str, tuple[Quote, ...]]
    marked: bool = True  # whether its places are marked in the texts

    def head(self, lang: str) -> str:
        """The usual wording in a language, "" when it has none."""
        return self.forms[lang][0] if self.forms.get(lang) else ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A thread that runs through the works: every passage that belongs to it, in the order of the texts."""

    id: str
    name: Bilingual
    summary: Bilingual
    terms: tuple[str, ...]  # ids of terms that belong
    passages: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A day, month, year or span on the timeline, and the clauses that name it or set it."""

    id: str
    kind: str  # work, announcement, instrument, meeting or deadline
    work: str  # slug, of the kind work; else ""
    date: str  # ISO 8601, as precise as known
    end: str
    name: Bilingual
    summary: Bilingual
    uncertain: Bilingual  # what is not certain about the date; empty when nothing is
    reference: str  # id of the reference whose facts and sources it rests on, or ""
    citations: tuple[Citation, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What search knows of words: forms that count as one, words that stand for one another, words that say nothing."""

    variants: tuple[tuple[str, ...], ...] = ()
    related: tuple[tuple[str, ...], ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two independent readings of the two versions of a work compare, before and after they were reconciled.

    ``clauses`` were compared. Of the ``findings`` of each reading, ``shared`` are about words that a finding of the
    other is about too, in the same clause and language: what no reconciliation has touched. Of ``notes`` on
    differences, ``both`` readings made some, ``one`` of them others, the rest came when they were reconciled; ``aside``
    findings were set aside with a reason.
    """

    work: str
    clauses: int
    findings: tuple[int, int]
    shared: tuple[int, int]
    notes: int
    both: int
    one: int
    aside: int
