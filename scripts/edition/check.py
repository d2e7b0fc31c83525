"""Cross-checks between the editors' files, and of the published text against its conventions.

W001 unknown work · W002 unknown clause · W003 language the source has not · W005 clause not in that language ·
W006 witness not of that expression · W007 unknown reason or join · W008 source without a transcription ·
K002 id used twice · K003 unknown language · K004 no such translation · K005 translated clause unknown ·
K006 emendation of a witness that is not the base · K007 slug is a word of the site ·
P001 not NFC · P002 space at an end or doubled · P003 a character the conventions forbid ·
P004 quotation marks unpaired · P005 a clause without what its kind has · P006 a marker that the work does not print ·
P007 a character that cannot be seen
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from .characters import INVISIBLE, named
from .constitute import TITLE, languages_of
from .editorial import Editorial
from .model import Clause, ClauseText, Source, Work
from .problems import Place, Problem, Problems, quoted
from .schema import Cut, TranslationFile, WorkRecord

#: First words of addresses that are not works (design, "Addresses").
RESERVED = frozenset(
    ("zh", "id", "data", "assets", "downloads", "timeline", "themes", "glossary", "references", "sources",
     "method", "about", "search")
)


#: Translations by work and language.
Translations = Mapping[tuple[str, str], TranslationFile]


def works(editorial: Editorial) -> Problems:
    """What is wrong between the work files and the languages, sources and translations they name."""
    translations = {(file.work, file.language): file for file in editorial.translations}
    return tuple(
        problem for work in editorial.works.values() for problem in _work(work, editorial, translations)
    )


def _work(work: WorkRecord, editorial: Editorial, translations: Translations) -> Iterator[Problem]:
    if work.slug in RESERVED or work.slug in editorial.languages:
        yield Problem(work.place("slug"), "K007", f"{work.slug} is a word of the site’s addresses", "choose another")
    for lang, expression in work.expressions.items():
        if lang not in editorial.languages:
            yield Problem(work.place("expressions"), "K003", f"unknown language {quoted(lang)}",
                          f"use one of {', '.join(editorial.languages)}")
        for siglum in expression.witnesses:
            if siglum not in editorial.sigla:
                yield Problem(expression.place("witnesses"), "W006", f"unknown witness {siglum}",
                              f"use one of {', '.join(sorted(editorial.sigla))}")
        translation = translations.get((work.slug, lang))
        if expression.translation and (translation is None or translation.siglum != expression.translation):
            yield Problem(expression.place("translation"), "K004",
                          f"there is no translation {expression.translation} of {work.slug} in {lang}",
                          "write it in editorial/translations/")
    yield from _clauses(work, translations)


def _clauses(work: WorkRecord, translations: Translations) -> Iterator[Problem]:
    seen = {TITLE}
    for clause in work.clauses:
        if clause.id in seen:
            yield Problem(clause.place("id"), "K002", f"{work.slug}#{clause.id} is used twice", "give each its own id")
        seen.add(clause.id)
        for lang in clause.languages or ():
            if lang not in work.expressions:
                yield Problem(clause.place("languages"), "K003", f"{work.slug} has no {quoted(lang)}",
                              f"use one of {', '.join(work.expressions)}")
    for lang in work.expressions:
        translation = translations.get((work.slug, lang))
        for clause_id in (translation.clauses.keys() - seen) if translation else ():
            yield Problem(translation.place("clauses", clause_id), "K005",
                          f"{work.slug} has no clause {clause_id}", "mend the id")


def cuts(editorial: Editorial, sources: Mapping[str, Source]) -> Problems:
    """Every kept span names a clause that exists, in a language it has, in an expression that lists the witness."""
    problems: list[Problem] = []
    clauses = {
        (work.slug, clause.id): languages_of(work, clause)
        for work in editorial.works.values() for clause in work.clauses
    }
    for work in editorial.works.values():
        clauses[work.slug, TITLE] = list(work.expressions)
    for name, source in sources.items():
        transcription = editorial.transcriptions.get(name)
        if transcription is None:
            problems.append(
                Problem(Place("sources/sources.yml"), "W008", f"source {name} has no transcription",
                        f"write editorial/transcriptions/{name}.yml"))
            continue
        for cut in transcription.cuts:
            problems += _cut(cut, source, clauses, editorial)
    for name, transcription in editorial.transcriptions.items():
        if name not in editorial.registry.sources:
            problems.append(
                Problem(transcription.place("source"), "W008", f"unknown source {quoted(name)}",
                        "register it in sources/sources.yml"))
    return tuple(problems)


def _cut(
    cut: Cut, source: Source, clauses: Mapping[tuple[str, str], Sequence[str]], editorial: Editorial
) -> Iterator[Problem]:
    for kind, key in (("reason", cut.drop), ("join", cut.join)):
        if key is not None and f"{kind}.{key}" not in editorial.labels:
            yield Problem(cut.place("drop" if kind == "reason" else kind), "W007", f"unknown {kind} {quoted(key)}",
                          f"use one that labels.yml names as {kind}.…, or add it there")
    if cut.keep is None or cut.lang is None:
        return
    slug, clause_id = cut.keep.split("#")
    work = editorial.works.get(slug)
    if work is None:
        yield Problem(cut.place("keep"), "W001", f"unknown work {quoted(slug)}",
                      f"use one of {', '.join(editorial.works)}")
        return
    if cut.lang not in source.languages:
        yield Problem(cut.place("lang"), "W003", f"{source.name} is not registered in {quoted(cut.lang)}",
                      "mend lang, or the languages in sources.yml")
    if (slug, clause_id) not in clauses:
        yield Problem(cut.place("keep"), "W002", f"{slug} has no clause {quoted(clause_id)}",
                      f"add it to editorial/works/{slug}.yml, or mend the id")
    elif cut.lang not in clauses[slug, clause_id]:
        yield Problem(cut.place("lang"), "W005", f"{cut.keep} does not exist in {quoted(cut.lang)}",
                      "mend lang, or the languages of the clause")
    elif source.siglum not in work.expressions[cut.lang].witnesses:
        yield Problem(cut.place("keep"), "W006", f"{source.siglum} is no witness of {slug} in {cut.lang}",
                      f"list it in editorial/works/{slug}.yml")


def emendations(editorial: Editorial, built: Sequence[Work]) -> Problems:
    """An emendation mends the witness that is published; where others err, the apparatus shows it."""
    base = {
        (clause.ref, lang): text.witness
        for work in built for clause in work.clauses for lang, text in clause.texts.items()
    }
    base |= {(f"{work.slug}#{TITLE}", lang): text.witness for work in built for lang, text in work.title.items()}
    problems = []
    for file in editorial.emendations:
        for record in file.emendations:
            published = base.get((record.clause, file.language))
            if published is not None and published != record.witness:
                problems.append(
                    Problem(record.place("witness"), "K006",
                            f"{record.id} mends witness {record.witness}, but {published} is published",
                            "leave the reading to the apparatus"))
            for kind, key in (("reason", record.reason), ("authority", record.authority)):
                if f"{kind}.{key}" not in editorial.labels and not (kind == "authority" and key in editorial.sigla):
                    problems.append(
                        Problem(record.place(kind), "W007",
                                f"unknown {kind} {quoted(key)}",
                                f"use a word that labels.yml names as {kind}.…"))
    return tuple(problems)


def published(editorial: Editorial, built: Sequence[Work]) -> Problems:
    """The conventions of the published text (design, "Published text"), in every part of every clause."""
    forbidden = {key: re.compile(lang.forbidden) for key, lang in editorial.languages.items() if lang.forbidden}
    problems: list[Problem] = []
    for work in built:
        record = editorial.works[work.slug]
        places = {clause.id: clause.place("id") for clause in record.clauses}
        texts = [(TITLE, record.place("slug"), work.title)]
        texts += [(clause.id, places[clause.id], clause.texts) for clause in work.clauses]
        for clause_id, place, by_lang in texts:
            for lang, text in by_lang.items():
                ref = f"{work.slug}#{clause_id} ({lang})"
                problems += _conventions(ref, place, text, forbidden.get(lang))
        for clause in work.clauses:
            problems += _shape(clause, places[clause.id], record)
    return tuple(problems)


def _shape(clause: Clause, place: Place, work: WorkRecord) -> Iterator[Problem]:
    """A section has a heading and no text, every other clause a text; a marker is one that the work prints."""
    for lang, text in clause.texts.items():
        ref = f"{clause.ref} ({lang})"
        section = clause.kind == "section"
        if bool(text.text) == section or (section and not text.heading):
            has = "a heading and no text" if section else "a text"
            yield Problem(place, "P005", f"{ref} is of the kind {clause.kind}, which has {has}",
                          "mend the cuts, or the kind")
        if text.marker and not re.fullmatch(work.expressions[lang].markers, text.marker):
            yield Problem(place, "P006", f"{ref} has the marker {quoted(text.marker)}",
                          f"mend the cuts, or the markers of {lang} in editorial/works/{work.slug}.yml")


def _conventions(ref: str, place: Place, text: ClauseText, forbidden: re.Pattern[str] | None) -> Iterator[Problem]:
    for words in (text.marker, text.heading, text.text):
        if not unicodedata.is_normalized("NFC", words):
            yield Problem(place, "P001", f"{ref} is not in Unicode form NFC", "emend the witness")
        if words != words.strip() or re.search(r"\s\s|[^\S ]", words):
            yield Problem(place, "P002", f"{ref} has a stray space in {quoted(words)}", "regularize or emend it")
        if hidden := INVISIBLE.search(words):
            yield Problem(place, "P007", f"{ref} contains {named(hidden.group())}",
                          "mend the emendation or translation")
        match = forbidden.search(words) if forbidden else None
        if match:
            around = words[max(match.start() - 8, 0) : match.end() + 8]
            yield Problem(place, "P003", f"{ref} has {quoted(match.group())} in {quoted(around)}",
                          "regularize or emend it")
        for opening, closing in ("“”", "（）", "《》"):
            if words.count(opening) != words.count(closing):
                yield Problem(place, "P004", f"{ref} has unpaired {opening}{closing}", "emend the witness")
