"""The published data: ``build/public/data/*``, UTF-8 JSON and JSON Lines, keys in a stable order.

Every record of a file has every key; what is absent is ``null`` (an absent text of a clause is ``""``).
Characters at which some programs break lines are written as ``\\uXXXX``, so one record is one line for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from edition.model import Edition, Emendation
from edition.render import commentary, links
from edition.render.words import title

#: The files, in the order in which they are best read.
FILES = (
    "works.json",
    "clauses.jsonl",
    "apparatus.jsonl",
    "emendations.jsonl",
    "ledger.jsonl",
    "anchors.json",
)
FILES += ("annotations.jsonl", "themes.json", "events.json", "glossary.json", "references.json")

_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"}


def render(edition: Edition) -> dict[str, bytes]:
    """The files of ``/data/``, by path; each JSON file and each record of JSON Lines ends its line."""
    records = {
        "works.json": _works(edition),
        "clauses.jsonl": _clauses(edition),
        "apparatus.jsonl": _apparatus(edition),
        "emendations.jsonl": map(_emendation, edition.emendations()),
        "ledger.jsonl": _ledger(edition),
        "anchors.json": _anchors(edition),
        "annotations.jsonl": commentary.annotations(edition),
        "themes.json": commentary.themes(edition),
        "events.json": commentary.events(edition),
        "glossary.json": commentary.glossary(edition),
        "references.json": commentary.references(edition),
    }
    return {f"build/public/{links.data(file)}": _file(file, records.get(file, ())).encode() for file in FILES}


def _file(name: str, records: Iterable[object]) -> str:
    """One list, or one line a record."""
    return "".join(map(_json, records)) if name.endswith(".jsonl") else _json(list(records), indent=2)


def _json(record: object, indent: int | None = None) -> str:
    return json.dumps(record, ensure_ascii=False, indent=indent).translate(_BREAKS) + "\n"


def _works(edition: Edition) -> Iterator[dict[str, object]]:
    for work in edition.works:
        yield {
            "slug": work.slug,
            "title": {lang: title(work, lang) for lang in work.languages},
            "date": work.date,
            "issuer": dict(work.issuer),
            "kind": work.kind,
            "languages": list(work.languages),
            "witnesses": {lang: list(sigla) for lang, sigla in work.witnesses.items()},
            "clauses": [clause.id for clause in work.clauses],
            "place": dict(work.place),
            "date_note": dict(work.date_note),
            "head_note": dict(work.head_note),
            "translation": dict(work.translation),
            "translation_status": {lang: work.title[lang].status for lang in work.title},
        }


def _clauses(edition: Edition) -> Iterator[dict[str, object]]:
    """A record for each clause and language it exists in, in the order of the text and of the languages."""
    for clause in edition.clauses():
        for language in edition.languages:
            if language.key not in clause.texts:
                continue
            text = clause.texts[language.key]
            yield {
                "ref": clause.ref,
                "work": clause.work,
                "id": clause.id,
                "lang": language.key,
                "kind": clause.kind,
                "marker": text.marker,
                "heading": text.heading,
                "text": text.text,
                "url": links.clause(language, clause.ref),
                "translation_status": text.status,
                "witness": text.witness,
            }


def _ledger(edition: Edition) -> Iterator[dict[str, object]]:
    keys = ("source", "start", "end", "line", "text", "fate", "ref", "part", "lang")
    keys += ("rule", "reason", "emendation", "becomes", "join")
    return ({key: getattr(entry, key) for key in keys} for entry in edition.ledger)


def _emendation(emendation: Emendation) -> dict[str, object]:
    return {
        "ref": emendation.ref,
        "lang": emendation.lang,
        "witness": emendation.witness,
        "source": emendation.source,
        "line": emendation.line,
        "from": emendation.before,
        "to": emendation.after,
        "reason": emendation.reason,
        "authority": emendation.authority,
        "id": emendation.id,
        "part": emendation.part,
        "start": emendation.start,
        "note": dict(emendation.note),
    }


def _apparatus(edition: Edition) -> Iterator[dict[str, object]]:
    for entry in edition.apparatus():
        yield {
            "ref": entry.ref,
            "lang": entry.lang,
            "lemma": entry.lemma,
            "readings": [
                {"witnesses": list(reading.witnesses), "text": reading.text, "kind": reading.kind}
                for reading in entry.readings
            ],
            "witnesses": list(entry.lemma_witnesses),
            "part": entry.part,
            "start": entry.start,
            "note": dict(entry.note),
        }


def _anchors(edition: Edition) -> Iterable[dict[str, object]]:
    for anchor in edition.anchors:
        yield {
            "ref": anchor.ref,
            "languages": list(anchor.languages),
            "status": anchor.status,
            "successor": anchor.successor,
            "since": anchor.since,
        }
