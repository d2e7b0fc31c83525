"""The commentary on the constituted text: references, terms and notes, each bound to exact words, and their style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import annotate, reconcile, refer, style, terms
from .editorial import Editorial
from .model import Agreement, Annotation, Language, Reference, Term, Work
from .problems import Problem, Problems
from .quotes import text_of


@dataclass(frozen=True, slots=True)
class Commentary:
    """What the editors say about the text."""

    annotations: tuple[Annotation, ...]
    agreements: tuple[Agreement, ...]
    terms: tuple[Term, ...]
    references: tuple[Reference, ...]


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
    found += [*problems, *_style(decided)]
    if not found:
        notes, agreements, problems = reconcile.reconcile(
            decided.comparisons, decided.reconciliations, works, notes, text
        )
        return Commentary(notes, agreements, glossary, references), problems
    return Commentary(notes, (), glossary, references), tuple(found)


def _style(decided: Editorial) -> Iterator[Problem]:
    """The lint of all prose of the commentary."""
    rules = style.style(decided.languages, decided.style)
    for file in decided.annotations.values():
        for note in file.notes:
            yield from style.prose(note, "body", note.body, rules)
    for term in decided.glossary.terms:
        for field, words in (("definition", term.definition), ("usage", term.usage)):
            if words:
                yield from style.prose(term, field, words, rules)
    for reference in decided.references.references:
        for field, words in (("summary", reference.summary), ("caution", reference.caution)):
            if words:
                yield from style.prose(reference, field, words, rules)
