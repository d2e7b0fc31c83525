"""The shape of the editors' files. Each class is one record of one kind of file under ``editorial/``.

Only shape is checked here (fields, types, patterns); what a record means is checked by the stage that uses it.
D011 not a regular expression
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from .findings import refusal
from .records import Date, Record, Slug, Text, Words


def _pattern(text: str) -> str:
    try:
        return re.compile(text).pattern
    except re.error as error:
        raise refusal("D011", f"{text!r} is not a regular expression: {error}", "mend it") from error


Ref = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}#[a-z0-9-]{1,64}$")]
Siglum = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]{0,7}$")]
Pattern = Annotated[str, AfterValidator(_pattern)]
Quote = Annotated[str, StringConstraints(min_length=1)]
Part = Literal["marker", "heading", "text", "title"]


class LanguageRecord(Record):
    """A language of the edition (edition.yml)."""

    tag: str
    name: str
    path: str
    space: Literal["", " "]
    unit: Literal["word", "character"]
    run: Pattern = ""
    forbidden: Pattern = ""  # what published text of this language never has


class EditionRecord(Record):
    """editorial/edition.yml"""

    title: Words
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    date: Date
    address: str
    editors: Words
    report: str
    languages: dict[str, LanguageRecord]


class SourceRecord(Record):
    """One witness in editorial/sources.yml."""

    siglum: Siglum
    file: str
    original_name: str
    languages: list[str]
    title: Words
    origin: Words
    rights: Words
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SourcesFile(Record):
    """sources/sources.yml"""

    sources: dict[Slug, SourceRecord]


class Cut(Record):
    """Where a span begins and what becomes of it. A dropped span of several paragraphs says its last line."""

    at: int
    before: Quote | None = None
    occurrence: Annotated[int, Field(ge=1)] | None = None
    drop: str | None = None
    through: int | None = None
    keep: Ref | None = None
    lang: str | None = None
    part: Part | None = None
    join: str | None = None


class Transcription(Record):
    """editorial/transcriptions/SOURCE.yml: ``lines`` says whether a line is a paragraph or a piece of one."""

    source: Slug
    lines: Literal["paragraph", "wrapped"]
    regularizations: list[str]
    cuts: list[Cut]


class RegularizationRecord(Record):
    languages: list[str]
    label: Words
    description: Words


class RegularizationsFile(Record):
    """editorial/regularizations.yml"""

    regularizations: dict[Slug, RegularizationRecord]


class ClauseRecord(Record):
    """A clause in the list of a work; ``languages`` only where it does not exist in all of them."""

    id: Slug
    kind: Literal["preamble", "section", "item", "paragraph", "closing", "framing"]
    languages: list[str] | None = None


class ExpressionRecord(Record):
    """What carries a work in one language: witnesses, the base first, or an editors' translation.

    ``markers`` is a regular expression: what the work prints before its units, and nothing else.
    """

    witnesses: list[Siglum] = Field(default_factory=list)
    translation: Siglum | None = None
    markers: Pattern = ""


class PublicationRecord(Record):
    """A publication of a work: ``read`` by the editors, or only ``listed`` at that address where they looked."""

    language: str
    title: Text
    publisher: Words
    date: Date
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
    extent: Literal["full-text", "summary"]
    seen: Literal["read", "listed"]
    accessed: Date


class WorkRecord(Record):
    """editorial/works/WORK.yml"""

    slug: Slug
    date: Date
    kind: str
    issuer: Words
    place_: Words | None = Field(default=None, alias="place")
    date_note: Words | None = None
    short: Words | None = None
    head_note: Words
    standing: Words | None = None
    publications: list[PublicationRecord] = Field(default_factory=list)
    expressions: dict[str, ExpressionRecord]
    clauses: list[ClauseRecord]


class EmendationRecord(Record):
    """One correction: what the witness prints (``from``), what is published (``to``), why and on what authority."""

    id: Slug
    clause: Ref
    witness: Siglum
    part: Part = "text"
    from_: Quote = Field(alias="from")
    occurrence: Annotated[int, Field(ge=1)] | None = None
    to: str
    reason: str
    authority: str
    note: Words


class EmendationsFile(Record):
    """editorial/emendations/WORK.LANG.yml"""

    work: Slug
    language: str
    emendations: list[EmendationRecord]


class VariantRecord(Record):
    """The editors' decision on one variant: ``lemma`` is published, ``witness`` has ``reading`` ("" for none).

    A long lemma may be cut in the middle by `` … ``.
    """

    clause: Ref
    part: Part = "text"
    witness: Siglum
    lemma: Quote
    reading: str
    kind: Literal["substantive", "transposition", "lacuna"]
    note: Words


class VariantsFile(Record):
    """editorial/variants/WORK.LANG.yml"""

    work: Slug
    language: str
    variants: list[VariantRecord]


class TranslatedClause(Record):
    marker: str = ""
    heading: str = ""
    text: str = ""


class TranslationFile(Record):
    """editorial/translations/WORK.LANG.yml"""

    work: Slug
    language: str
    siglum: Siglum
    notice: Words
    title: Quote
    clauses: dict[Slug, TranslatedClause]


class AnchorRecord(Record):
    """A line of the registry. Later lines about the same id add a language or retire it; none is ever changed."""

    id: Slug
    since: str
    languages: dict[str, str] = Field(default_factory=dict)
    retired: Literal[True] | None = None
    successor: Slug | None = None


class AnchorsFile(Record):
    """editorial/anchors/WORK.yml"""

    work: Slug
    anchors: list[AnchorRecord]


class ReleaseFile(Record):
    """editorial/releases/VERSION.yml: the anchors that the release promised."""

    version: str
    date: Date
    anchors: dict[Slug, list[Slug]]


class LabelsFile(Record):
    """editorial/labels.yml, which has no outer key: the words of the interface by key; a sign may end in a space."""

    labels: dict[str, dict[str, Quote]]
