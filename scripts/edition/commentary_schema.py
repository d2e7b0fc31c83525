"""The shape of the commentary's files: annotations, the readings behind them, glossary, references, style."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from .findings import refusal
from .problems import quoted
from .records import Date, Record, Slug, Text, Words, is_date
from .schema import Pattern, Ref

NoteId = Annotated[str, StringConstraints(pattern=r"^n[1-9][0-9]{0,4}$")]
Differs = Literal["omission", "addition", "force", "terminology", "scope", "order"]
Significance = Annotated[int, Field(ge=1, le=3)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


class CitationRecord(Record):
    """Public material that a statement rests on."""

    title: Text
    publisher: Text
    address: Address | None = None
    accessed: Date
    read: bool


class NoteRecord(Record):
    """One note of editorial/annotations/WORK.yml. ``absent`` has the words after which the missing ones would stand."""

    id: NoteId
    formerly: list[NoteId] = Field(default_factory=list)
    clause: Slug
    kind: Literal["translation", "textual", "reference", "term", "context", "parallel"]
    differs: Differs | None = None
    quote: dict[str, Text | Annotated[list[Text], Field(min_length=1)]] = Field(default_factory=dict)
    absent: dict[str, Text] = Field(default_factory=dict)
    significance: Significance
    see: list[Ref] = Field(default_factory=list)
    references: list[Slug] = Field(default_factory=list)
    sources: list[CitationRecord] = Field(default_factory=list)
    opinion: bool = False
    body: Words


class AnnotationsFile(Record):
    """editorial/annotations/WORK.yml"""

    work: Slug
    notes: list[NoteRecord]


class FindingRecord(Record):
    """A difference that a reader found between two versions of a clause, in the reader's own words."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][1-9][0-9]{0,4}$")]
    differs: Differs
    quote: dict[str, Text] = Field(default_factory=dict)
    absent: dict[str, Text] = Field(default_factory=dict)
    says: Text
    why: Text
    significance: Significance
    confidence: Annotated[int, Field(ge=1, le=3)]
    see: list[Ref] = Field(default_factory=list)


class ComparisonFile(Record):
    """editorial/comparisons/WORK.READING.yml: every clause that was compared, an empty list where nothing differs."""

    work: Slug
    reading: Literal["first", "second"]
    clauses: dict[Slug, list[FindingRecord]]


class ReconciliationFile(Record):
    """editorial/reconciliations/WORK.yml: what became of every finding of both readings.

    By note on a difference, the findings it rests on; and those that were set aside, with the reason.
    """

    work: Slug
    notes: dict[NoteId, list[str]]
    aside: dict[str, Text] = Field(default_factory=dict)


class SearchFile(Record):
    """editorial/search.yml.

    ``variants`` count as one word, beside inflections, -ise/-ize and -our/-or; ``related`` words are tried where the
    one that was asked for does not stand; ``silent`` words say nothing of a text, unless nothing else is asked for.
    """

    variants: list[Annotated[list[Slug], Field(min_length=2)]] = Field(default_factory=list)
    related: list[Annotated[list[Text], Field(min_length=2)]] = Field(default_factory=list)
    silent: dict[str, list[Text]] = Field(default_factory=dict)


class WordingRecord(Record):
    """A term in one language: its usual wording, the others that occur, and what it is ordered by (pinyin)."""

    term: Text
    variants: list[Text] = Field(default_factory=list)
    romanization: Text | None = None


class TermRecord(Record):
    """One entry of editorial/glossary.yml; a term that stands everywhere need not be ``marked`` in the texts."""

    id: Slug
    words: dict[str, WordingRecord]
    domain: Slug
    definition: Words
    usage: Words | None = None
    marked: bool = True
    see: list[Slug] = Field(default_factory=list)


class GlossaryFile(Record):
    """editorial/glossary.yml"""

    terms: list[TermRecord]


class MentionRecord(Record):
    """Where the texts name a reference; a language that lacks the words is left out, or says where they would stand."""

    clause: Ref
    quote: dict[str, Text | Annotated[list[Text], Field(min_length=1)]] = Field(default_factory=dict)
    absent: dict[str, Text] = Field(default_factory=dict)
    implicit: bool = False


def _period(text: str) -> str:
    if re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", text) and is_date(f"{text}-01-01"[:10]):
        return text
    raise refusal("D006", f"{quoted(text)} is not a date", "write a date that exists as YYYY, YYYY-MM or YYYY-MM-DD")


Period = Annotated[str, AfterValidator(_period)]


class ReferenceRecord(Record):
    """One entry of editorial/references.yml. ``sure``: 3 a page of the issuer read, 2 another page, 1 neither."""

    id: Slug
    kind: Slug
    name: Words
    symbol: Text | None = None
    date: Period | None = None
    end: Period | None = None
    dated: Words | None = None
    summary: Words
    caution: Words | None = None
    sure: Significance
    sources: list[CitationRecord] = Field(default_factory=list)
    mentions: list[MentionRecord]


class ReferencesFile(Record):
    """editorial/references.yml"""

    references: list[ReferenceRecord]


class ThemeRecord(Record):
    """One entry of editorial/themes.yml."""

    id: Slug
    name: Words
    summary: Words
    terms: list[Slug] = Field(default_factory=list)
    passages: list[MentionRecord]


class ThemesFile(Record):
    """editorial/themes.yml"""

    themes: list[ThemeRecord]


class EventRecord(Record):
    """One entry of editorial/events.yml. It rests on a reference, or on sources of its own."""

    id: Slug
    kind: Literal["work", "announcement", "instrument", "meeting", "deadline"]
    work: Slug | None = None
    date: Period
    end: Period | None = None
    name: Words
    summary: Words
    uncertain: Words | None = None
    reference: Slug | None = None
    sources: list[CitationRecord] = Field(default_factory=list)
    clauses: list[MentionRecord] = Field(default_factory=list)


class EventsFile(Record):
    """editorial/events.yml"""

    events: list[EventRecord]


class StyleRule(Record):
    """A turn of phrase that the editors' prose in a language avoids, and why."""

    pattern: Pattern
    why: Text


class LanguageStyle(Record):
    """How notes in one language are measured, in its units (words or characters): none is longer than ``most``.

    ``worth``: as many of its units say what the ``worth`` of another language says in its own. ``never``: what its
    prose does not contain, like a straight quotation mark. ``clause`` stands for a clause that is named in braces.
    """

    most: Annotated[int, Field(ge=1)]
    worth: Annotated[int, Field(ge=1)]
    never: Pattern = r"(?!)"
    clause: Text
    avoid: list[StyleRule] = Field(default_factory=list)


class StyleFile(Record):
    """editorial/style.yml. Of two bodies of a note, none is longer than ``percent`` of the other."""

    percent: Annotated[int, Field(ge=100)]
    languages: dict[str, LanguageStyle]
