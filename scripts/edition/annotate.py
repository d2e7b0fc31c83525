"""Annotation: the editors' notes, each bound to exact words of the published text.

N001 file of no work · N002 note id used twice · N003 a number that is neither a note nor withdrawn ·
N004 ``differs`` without a translation, or the reverse · N005 a difference that leaves a language out ·
N006 unknown clause in ``see`` or in a body · N007 unknown reference · N008 two notes say the same ·
N009 a fact from outside without a source · N010 a note on its own clause in ``see``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .commentary_schema import AnnotationsFile, CitationRecord, NoteRecord
from .model import Annotation, Bilingual, Citation, Quotes
from .problems import Place, Problem, Problems, quoted
from .quotes import Text, quotes
from .records import Record

#: A clause named in prose: {WORK#ID}.
NAMED = re.compile(r"\{([^{}]*)\}")
#: Notes of these kinds tell what does not stand in the texts.
OUTSIDE = ("reference", "context")


def annotate(
    files: Mapping[str, AnnotationsFile], works: Sequence[str], text: Text, references: frozenset[str]
) -> tuple[tuple[Annotation, ...], Problems]:
    """The notes of all works in the order of the text, in a clause by number, and all that is wrong with them."""
    problems: list[Problem] = []
    notes: list[Annotation] = []
    for slug, file in files.items():
        if slug not in works:
            problems.append(Problem(file.place("work"), "N001", f"there is no work {quoted(slug)}", "mend the name"))
            continue
        problems += [*_ids(file), *_repeated(file)]
        for record in file.notes:
            found, faults = quotes(text, f"{slug}#{record.clause}", record, record.quote, record.absent)
            problems += [*faults, *_note(slug, record, text, references)]
            notes.append(_annotation(slug, record, found))
    if problems:
        return (), tuple(problems)
    return tuple(sorted(notes, key=lambda note: (text.order[note.ref], int(note.id[1:])))), ()


def citation(record: CitationRecord) -> Citation:
    return Citation(record.title, record.publisher, record.address or "", record.accessed, record.read)


def unknown_clauses(record: Record, text: Text, **fields: Bilingual) -> Iterator[tuple[Place, str]]:
    """What stands in braces in the prose of a record and is no clause, with its place."""
    for field, words in fields.items():
        for lang, prose in words.items():
            for named in NAMED.finditer(prose):
                if named[1] not in text.clauses:
                    yield record.place(field, lang), named[1]


def _annotation(slug: str, record: NoteRecord, found: Quotes) -> Annotation:
    return Annotation(
        record.id, f"{slug}#{record.clause}", slug, record.kind, record.differs or "", found, record.body,
        record.significance, tuple(record.see), tuple(record.references), tuple(map(citation, record.sources)),
        record.opinion, tuple(record.formerly),
    )


def _ids(file: AnnotationsFile) -> Iterator[Problem]:
    """Ids are given once and for ever: every number up to the last is a note's, or one that a note answers for."""
    seen: set[str] = set()
    for record in file.notes:
        for field, given in (("id", [record.id]), ("formerly", record.formerly)):
            for id in given:
                if id in seen:
                    yield Problem(record.place(field), "N002", f"{id} is given twice", "give each note its own id")
                seen.add(id)
    last = max((int(id[1:]) for id in seen), default=0)
    for number in range(1, last + 1):
        if f"n{number}" not in seen:
            yield Problem(file.place("notes"), "N003", f"n{number} is neither a note nor withdrawn",
                          "restore it, or name it under formerly of the note that takes its place")


def _repeated(file: AnnotationsFile) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for record in file.notes:
        keys = [("body", body) for body in record.body.values()]
        keys.append(("quote", repr((record.clause, record.kind, record.differs, record.quote, record.absent))))
        for field, key in keys:
            if other := seen.get((field, key)):
                yield Problem(record.place(field), "N008", f"{record.id} has the {field} of {other}",
                              "keep one of them, and name the other clause in see")
            seen.setdefault((field, key), record.id)


def _note(slug: str, record: NoteRecord, text: Text, references: frozenset[str]) -> Iterator[Problem]:
    if (record.kind == "translation") != (record.differs is not None):
        yield Problem(record.place("differs"), "N004", f"{record.id} is of the kind {record.kind}",
                      "say under differs how the versions part, of a translation only")
    concerned = {*record.quote, *record.absent}
    clause = text.clauses.get(f"{slug}#{record.clause}")
    if record.kind == "translation" and clause and concerned != set(text.languages) & set(clause.texts):
        yield Problem(record.place("quote"), "N005", f"{record.id} does not say what stands in each language",
                      "quote the words, or name under absent those after which they would stand")
    if f"{slug}#{record.clause}" in record.see:
        yield Problem(record.place("see"), "N010", f"{record.id} sends readers to its own clause", "remove it")
    unknown = [(record.place("see", n), ref) for n, ref in enumerate(record.see) if ref not in text.clauses]
    for place, ref in (*unknown, *unknown_clauses(record, text, body=record.body)):
        yield Problem(place, "N006", f"there is no clause {quoted(ref)}", "name a clause as WORK#ID")
    for n, id in enumerate(record.references):
        if id not in references:
            yield Problem(record.place("references", n), "N007", f"there is no reference {quoted(id)}",
                          "add it to editorial/references.yml, or mend the id")
    if record.kind in OUTSIDE and not record.references and not record.sources and not record.opinion:
        yield Problem(record.place("id"), "N009", f"{record.id} states a fact from outside without a source",
                      "add references or sources, or say that it is an opinion")
