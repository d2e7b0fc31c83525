"""The commentary on the constituted text: references, terms and notes, each bound to exact words, and their style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import annotate, reconcile, refer, style, terms, threads
from .editorial import Editorial
from .model import Agreement, Annotation, Event, Language, Reference, Term, Theme, Work
from .problems import Problem, Problems
from .quotes import text_of
from .records import Record


@dataclass(frozen=True, slots=True)
class Commentary:
    """What the editors say about the text."""

    annotations: tuple[Annotation, ...]
    agreements: tuple[Agreement, ...]
    terms: tuple[Term, ...]
    references: tuple[Reference, ...]
    themes: tuple[Theme, ...]
    events: tuple[Event, ...]


def comment(
    works: Sequence[Work], languages: Sequence[Language], decided: Editorial
) -> tuple[Commentary, Problems]:
    """The commentary, and everything that is wrong with it."""
    text = text_of(works, languages)
    references, problems = refer.refer(decided.references, text, decided.labels)
    found = list(problems)
    glossary, problems = terms.terms(decided.glossary, text, decided.labels)
    found += problems
    slugs = [work.slug for work in works]
    known = frozenset(reference.id for reference in references)
    notes, problems = annotate.annotate(decided.annotations, slugs, text, known)
    found += problems
    themes, problems = threads.themes(decided.themes, text, {term.id for term in glossary})
    found += problems
    events, problems = threads.events(decided.events, text, slugs, known)
    found += [*problems, *_style(decided)]
    agreements: tuple[Agreement, ...] = ()
    if not found:
        notes, agreements, problems = reconcile.reconcile(
            decided.comparisons, decided.reconciliations, works, notes, text
        )
        found += problems
    return Commentary(notes, agreements, glossary, references, themes, events), tuple(found)


def _style(decided: Editorial) -> Iterator[Problem]:
    """The lint of all prose of the commentary."""
    rules = style.style(decided.languages, decided.style)
    for record, fields in _prose(decided):
        for field in fields:
            words = getattr(record, field)
            if words:
                yield from style.prose(record, field, words, rules)


def _prose(decided: Editorial) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Every record of the commentary, with the fields that are prose."""
    for file in decided.annotations.values():
        yield from ((note, ("body",)) for note in file.notes)
    yield from ((term, ("definition", "usage")) for term in decided.glossary.terms)
    yield from ((reference, ("summary", "caution")) for reference in decided.references.references)
    yield from ((theme, ("summary",)) for theme in decided.themes.themes)
    yield from ((event, ("summary", "uncertain")) for event in decided.events.events)
