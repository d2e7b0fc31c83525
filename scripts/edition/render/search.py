"""What search looks through: classic scripts, brought by the first query, which work from a folder too.

``search.texts.js`` sets ``window.editionTexts``: a record for each clause and each term in each language, what clauses
and works are called, the traditional characters that readers may type for those of the texts, and words that count as
one. ``search.notes.js`` sets ``window.editionNotes``: a record for each note in each language.

A record has ``ref lang kind id work words head``: ``words`` is what is searched, of which the first ``head`` characters
are a heading, or the wordings of a term.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import opencc

from edition.model import Edition, Language, Term
from edition.render import links
from edition.render.page import plain
from edition.render.words import Words

Record = dict[str, object]
#: The Han characters of the Basic Multilingual Plane, compatibility forms left out: NFKC folds those.
_HAN = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]


def render(edition: Edition) -> dict[str, bytes]:
    """The scripts by path; JSON in ASCII, so that nothing in a text can end the script."""
    texts = {
        "records": [*_clauses(edition), *_terms(edition)],
        "names": _names(edition),
        "works": [
            {"slug": work.slug, "date": work.date, "name": [words.short(work) for words in _every(edition)]}
            for work in edition.works
        ],
        "traditional": _traditional(edition),
        "variants": edition.search.variants,
        "related": edition.search.related,
        "silent": edition.search.silent,
    }
    return {
        f"build/public/{links.asset('js/search.texts.js')}": _script("editionTexts", texts),
        f"build/public/{links.asset('js/search.notes.js')}": _script("editionNotes", list(_notes(edition))),
    }


def _script(name: str, value: object) -> bytes:
    return f"window.{name} = {json.dumps(value, ensure_ascii=False).translate(_ENDS)};\n".encode()


#: What could end a script or a line of one.
_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "<>\u2028\u2029\x7f\x85"}


def _every(edition: Edition) -> list[Words]:
    """The words of the edition in each of its languages."""
    return [Words(edition, language) for language in edition.languages]


def _clauses(edition: Edition) -> Iterator[Record]:
    for clause in edition.clauses():
        for language in edition.languages:
            if language.key not in clause.texts:
                continue
            text = clause.texts[language.key]
            words = language.space.join(part for part in (text.heading, text.text) if part)
            yield _record(clause.ref, language, "clause", clause.id, clause.work, words, len(text.heading))


def _terms(edition: Edition) -> Iterator[Record]:
    for term in edition.terms:
        for language in edition.languages:
            forms = " / ".join(term.forms.get(language.key, ()))
            definition = plain(term.definition.get(language.key, ""), Words(edition, language))
            words = f"{forms} – {definition}" if definition else forms
            record = _record(f"glossary#{term.id}", language, "term", term.id, "", words, len(forms))
            yield record | {"forms": _forms(term, language)}


def _forms(term: Term, language: Language) -> list[str]:
    return list(term.forms.get(language.key, ()))


def _notes(edition: Edition) -> Iterator[Record]:
    for note in edition.annotations:
        for language in edition.languages:
            body = plain(note.body.get(language.key, ""), Words(edition, language), note.work)
            yield _record(note.ref, language, "note", note.id, note.work, body, 0)


def _record(ref: str, language: Language, kind: str, id: str, work: str, words: str, head: int) -> Record:
    return {"ref": ref, "lang": language.key, "kind": kind, "id": id, "work": work, "words": words, "head": head}


def _names(edition: Edition) -> dict[str, list[str]]:
    """What each clause is called in each language, in their order."""
    every = _every(edition)
    return {clause.ref: [words.clause(clause) for words in every] for clause in edition.clauses()}


def _traditional(edition: Edition) -> str:
    """Pairs of a traditional character and the simplified one of the texts that it is folded to."""
    used = {c for clause in edition.clauses() for text in clause.texts.values() for c in text.heading + text.text}
    used |= {c for term in edition.terms for forms in term.forms.values() for form in forms for c in form}
    folded = opencc.OpenCC("t2s").convert("\n".join(_HAN)).split("\n")
    pairs = zip(_HAN, folded, strict=True)
    return "".join(typed + simple for typed, simple in pairs if typed != simple and simple in used)
