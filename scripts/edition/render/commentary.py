"""The commentary as published data: records of notes, terms and references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from edition.model import Bilingual, Citation, Edition, Quote, Quotes
from edition.render import appearances, links
from edition.render.page import plain
from edition.render.words import Words

Record = dict[str, object]


def annotations(edition: Edition) -> Iterator[Record]:
    """A record for each note. A quote is a string, a list of them, or null where the words are absent."""
    for note in edition.annotations:
        yield {
            "id": note.id,
            "ref": note.ref,
            "kind": note.kind,
            "quote": _quotes(note.quotes, edition),
            "body": _prose(note.body, edition, note.work),
            "sources": _citations(note.citations),
            "significance": note.significance,
            "see": list(note.see),
            "work": note.work,
            "differs": note.differs or None,
            "absent_after": _absent(note.quotes),
            "references": list(note.references),
            "opinion": note.opinion,
            "readings": list(note.readings),
            "formerly": list(note.formerly),
            "url": {
                language.key: links.clause(language, f"{note.work}#{note.id}") for language in edition.languages
            },
        }


def glossary(edition: Edition) -> Iterator[Record]:
    """A record for each term; its attestations are every place of every wording, as it stands there.

    ``first`` and ``last`` are the clauses where it stands first and last, the works in order of date.
    """
    order = appearances.order(edition)
    for term in edition.terms:
        yield {
            "id": term.id,
            "term": {key: forms[0] for key, forms in term.forms.items()},
            "variants": {key: list(forms[1:]) for key, forms in term.forms.items()},
            "romanization": dict(term.romanization),
            "domain": term.domain,
            "definition": _prose(term.definition, edition),
            "usage": _prose(term.usage, edition),
            "see": list(term.see),
            "attestations": [
                {"ref": quote.ref, "lang": quote.lang, "text": quote.text}
                for language in edition.languages
                for quote in term.attestations.get(language.key, ())
            ],
            **_ends(appearances.attested(term), order),
        }


def references(edition: Edition) -> Iterator[Record]:
    """A record for each reference, with the places that name it or, ``implicit``, echo it."""
    for reference in edition.references:
        yield {
            "id": reference.id,
            "kind": reference.kind,
            "name": dict(reference.name),
            "symbol": reference.symbol or None,
            "date": reference.date or None,
            "end": reference.end or None,
            "dated": dict(reference.dated),
            "summary": _prose(reference.summary, edition),
            "caution": _prose(reference.caution, edition),
            "sure": reference.sure,
            "sources": _citations(reference.citations),
            "mentions": [
                {"ref": mention.ref, "quote": _quotes(mention.quotes, edition), "implicit": mention.implicit}
                for mention in reference.mentions
            ],
        }


def themes(edition: Edition) -> Iterator[Record]:
    """A record for each theme, its passages in order of date; ``works`` counts them, of the works that have any."""
    order = appearances.order(edition)
    for theme in edition.themes:
        passages = sorted(theme.passages, key=lambda passage: order[passage.ref])
        yield {
            "id": theme.id,
            "name": dict(theme.name),
            "summary": _prose(theme.summary, edition),
            "terms": list(theme.terms),
            "passages": [{"ref": one.ref, "quote": _quotes(one.quotes, edition)} for one in passages],
            **_ends((passage.ref for passage in passages), order),
            "works": dict(Counter(passage.ref.partition("#")[0] for passage in passages)),
            "url": {language.key: links.page(language, "themes", theme.id) for language in edition.languages},
        }


def events(edition: Edition) -> Iterator[Record]:
    """A record for each event, in order of date, with the clauses that mention it and their words."""
    for event in edition.events:
        yield {
            "id": event.id,
            "kind": event.kind,
            "work": event.work or None,
            "date": event.date,
            "end": event.end or None,
            "name": dict(event.name),
            "summary": _prose(event.summary, edition, event.work),
            "uncertain": _prose(event.uncertain, edition, event.work),
            "reference": event.reference or None,
            "sources": _citations(event.citations),
            "clauses": [{"ref": one.ref, "quote": _quotes(one.quotes, edition)} for one in event.mentions],
            "url": {
                language.key: f"{links.page(language, 'timeline')}#{event.id}" for language in edition.languages
            },
        }


def _ends(refs: Iterable[str], order: Mapping[str, int]) -> Record:
    """The clauses that are first and last in order of date; null when there are none."""
    first, last = appearances.ends(refs, order) or (None, None)
    return {"first": first, "last": last}


def _quotes(quotes: Quotes, edition: Edition) -> Record:
    return {language.key: _said(quotes.get(language.key, ())) for language in edition.languages}


def _said(quotes: Iterable[Quote]) -> str | list[str] | None:
    said = [quote.text for quote in quotes if quote.text]
    return said[0] if len(said) == 1 else said or None


def _absent(quotes: Quotes) -> dict[str, str]:
    """By language that lacks the words, those after which they would stand."""
    return {key: quote.after for key, said in quotes.items() for quote in said if not quote.text}


def _prose(words: Bilingual, edition: Edition, work: str = "") -> dict[str, str]:
    """The editors' words by language, clauses by their names."""
    return {
        language.key: plain(words[language.key], Words(edition, language), work)
        for language in edition.languages
        if language.key in words
    }


def _citations(citations: Iterable[Citation]) -> list[Record]:
    return [
        {
            "title": citation.title,
            "publisher": citation.publisher,
            "url": citation.address or None,
            "accessed": citation.accessed,
            "read": citation.read,
        }
        for citation in citations
    ]
