"""The nouns of the edition. Frozen; standard library only; nothing here reads, decides or renders.

Offsets count code points of the strictly decoded source file, are 0-based and
end-exclusive, with no newline translation. Lines are 1-based and end with U+000A.
A reference (``ref``) is ``WORK#ID``, the same in all languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .commentary import DIFFERENCES as DIFFERENCES
from .commentary import NOTE_KINDS as NOTE_KINDS
from .commentary import Agreement, Annotation, Event, Reference, SearchWords, Term, Theme
from .commentary import Citation as Citation
from .commentary import Mention as Mention
from .commentary import Piece as Piece
from .commentary import Quote as Quote
from .commentary import Quotes as Quotes
from .provenance import FATES as FATES
from .provenance import Bilingual, Emendation, LedgerEntry, Regularization, Source, Span

KINDS = ("preamble", "section", "item", "paragraph", "closing", "framing")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the edition: its key, BCP 47 tag, own name, address prefix and collation unit.

    ``space`` stands between words and between heading and text: " " or "".
    """

    key: str
    tag: str
    name: str
    path: str
    space: str
    unit: str  # "word" or "character": what collation compares
    run: str = ""  # a regular expression: how words of this language look inside those of another


@dataclass(frozen=True, slots=True)
class Reading:
    """What witnesses print where they differ from the lemma: TEI rdg. ``text`` is "" for an omission."""

    witnesses: tuple[str, ...]
    text: str
    kind: str  # substantive, transposition or lacuna


@dataclass(frozen=True, slots=True)
class ApparatusEntry:
    """A place where the witnesses differ: TEI app. ``start`` is the lemma's offset in the published ``part``."""

    ref: str
    lang: str
    part: str
    start: int
    lemma: str
    lemma_witnesses: tuple[str, ...]
    readings: tuple[Reading, ...]
    note: Bilingual


@dataclass(frozen=True, slots=True)
class WitnessPlace:
    """Where a witness carries a clause: 1-based lines, both included."""

    siglum: str
    source: str  # source name, as in /sources/NAME/
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause (or a title) in one language, as published.

    ``witness`` is the siglum whose characters are published; for an editors'
    translation it is that translation's own siglum and ``status`` is "editorial".
    """

    marker: str
    heading: str
    text: str
    witness: str
    status: str  # issued or editorial
    places: tuple[WitnessPlace, ...] = ()
    apparatus: tuple[ApparatusEntry, ...] = ()
    emendations: tuple[Emendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit that is read, linked and cited; ``texts`` has an entry for each language it exists in."""

    ref: str
    work: str
    id: str
    kind: str  # one of KINDS
    texts: Mapping[str, ClauseText]


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication of a work by its issuer or an agency, as the editors found it on ``accessed`` (ISO 8601)."""

    language: str
    title: str
    publisher: Bilingual
    date: str
    address: str
    extent: str  # full-text or summary
    seen: str  # read, or listed: known by a list that gives the address, and not opened
    accessed: str


@dataclass(frozen=True, slots=True)
class Work:
    """A work with its clauses in order. ``witnesses`` are sigla by language, the base witness first."""

    slug: str
    title: Mapping[str, ClauseText]
    date: str  # ISO 8601
    kind: str
    issuer: Bilingual
    place: Bilingual
    date_note: Bilingual
    head_note: Bilingual
    translation: Bilingual  # words about an editors' translation; empty when there is none
    standing: Bilingual  # which version is authoritative, as far as known
    publications: tuple[Publication, ...]
    languages: tuple[str, ...]
    witnesses: Mapping[str, tuple[str, ...]]
    clauses: tuple[Clause, ...]
    short: Bilingual = field(default_factory=dict)  # what the work is called beside a clause; empty for its title


@dataclass(frozen=True, slots=True)
class Anchor:
    """A registered reference. A retired one names its successor and still resolves."""
    ref: str
    languages: tuple[str, ...]
    status: str  # active or retired
    successor: str | None
    since: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The root: everything any rendering needs."""
    title: Bilingual
    version: str
    date: str
    address: str
    editors: Bilingual
    report: str  # where errors are reported: an address in which {ref} and {url} are filled in, or ""
    languages: tuple[Language, ...]
    labels: Mapping[str, Bilingual]
    prose: Mapping[str, Bilingual]  # page name -> Markdown written by the editors, with {{ fields }}
    sources: tuple[Source, ...]
    works: tuple[Work, ...]
    spans: tuple[Span, ...]
    ledger: tuple[LedgerEntry, ...]
    regularizations: tuple[Regularization, ...]
    anchors: tuple[Anchor, ...]
    accidentals: int  # differences of punctuation, case and spacing, counted and not shown
    annotations: tuple[Annotation, ...] = ()  # in the order of the text
    terms: tuple[Term, ...] = ()
    references: tuple[Reference, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    themes: tuple[Theme, ...] = ()  # in the editors' order
    events: tuple[Event, ...] = ()  # in order of date
    search: SearchWords = field(default_factory=SearchWords)
    source_by_siglum: Mapping[str, Source] = field(init=False, repr=False, compare=False)
    work_by_slug: Mapping[str, Work] = field(init=False, repr=False, compare=False)
    clause_by_ref: Mapping[str, Clause] = field(init=False, repr=False, compare=False)
    reference_by_id: Mapping[str, Reference] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_by_siglum", {source.siglum: source for source in self.sources})
        object.__setattr__(self, "work_by_slug", {work.slug: work for work in self.works})
        object.__setattr__(self, "clause_by_ref", {clause.ref: clause for clause in self.clauses()})
        object.__setattr__(self, "reference_by_id", {reference.id: reference for reference in self.references})

    def language(self, key: str) -> Language:
        """The language with that key; KeyError when the edition has none."""
        return {language.key: language for language in self.languages}[key]

    def clauses(self) -> Iterator[Clause]:
        """Every clause of every work, in order."""
        for work in self.works:
            yield from work.clauses

    def texts(self) -> Iterator[ClauseText]:
        """Every published text, titles first in each work, in order."""
        for work in self.works:
            yield from work.title.values()
            for clause in work.clauses:
                yield from clause.texts.values()

    def emendations(self) -> tuple[Emendation, ...]:
        """Every emendation behind the published text, in its order."""
        return tuple(e for text in self.texts() for e in text.emendations)

    def apparatus(self) -> tuple[ApparatusEntry, ...]:
        """Every apparatus entry, in the order of the text."""
        return tuple(a for text in self.texts() for a in text.apparatus)
