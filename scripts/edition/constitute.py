"""Constitution: for every clause of every work, one published text in each language.

The base is the first witness of the expression that carries the clause, or the editors'
translation. Nothing is chosen here that the editors did not write down.

K001 no witness carries a clause
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .model import Clause, ClauseText, Publication, Work
from .problems import Problem, Problems
from .readings import ClauseReading, Readings
from .schema import ClauseRecord, PublicationRecord, TranslationFile, WorkRecord

TITLE = "title"


def languages_of(work: WorkRecord, clause: ClauseRecord) -> Sequence[str]:
    """The languages a clause exists in: those it names, or all of the work."""
    return clause.languages if clause.languages is not None else list(work.expressions)


def constitute(
    works: Sequence[WorkRecord], readings: Readings, translations: Sequence[TranslationFile]
) -> tuple[tuple[Work, ...], Problems]:
    """The works with their texts, the apparatus still empty."""
    problems: list[Problem] = []
    by_key = {(file.work, file.language): file for file in translations}
    built = [_work(work, readings, by_key, problems) for work in works]
    return tuple(built), tuple(problems)


def _work(
    work: WorkRecord,
    readings: Readings,
    translations: Mapping[tuple[str, str], TranslationFile],
    problems: list[Problem],
) -> Work:
    title = dict(_texts(work, TITLE, list(work.expressions), readings, translations, problems, work))
    clauses = []
    for record in work.clauses:
        langs = languages_of(work, record)
        texts = dict(_texts(work, record.id, langs, readings, translations, problems, record))
        clauses.append(Clause(f"{work.slug}#{record.id}", work.slug, record.id, record.kind, texts))
    witnesses = {
        lang: tuple(expression.witnesses) or (expression.translation or "",)
        for lang, expression in work.expressions.items()
    }
    notices = [
        translations[work.slug, lang].notice for lang in work.expressions if (work.slug, lang) in translations
    ]
    return Work(
        work.slug, title, work.date, work.kind, work.issuer, work.place_ or {}, work.date_note or {}, work.head_note,
        notices[0] if notices else {}, work.standing or {}, tuple(_publication(p) for p in work.publications),
        tuple(work.expressions), witnesses, tuple(clauses), work.short or {},
    )


def _publication(record: PublicationRecord) -> Publication:
    return Publication(
        record.language, record.title, record.publisher, record.date, record.address, record.extent, record.seen,
        record.accessed,
    )


def _texts(
    work: WorkRecord,
    clause_id: str,
    langs: Sequence[str],
    readings: Readings,
    translations: Mapping[tuple[str, str], TranslationFile],
    problems: list[Problem],
    record: WorkRecord | ClauseRecord,
) -> Iterator[tuple[str, ClauseText]]:
    ref = f"{work.slug}#{clause_id}"
    for lang in langs:
        expression = work.expressions.get(lang)
        if expression is None:
            continue  # an unknown language is reported by check.works
        carried = readings.get((ref, lang), {})
        translation = translations.get((work.slug, lang))
        base = next((carried[s] for s in expression.witnesses if s in carried), None)
        if base is not None:
            yield lang, _issued(base, carried, expression.witnesses)
        elif expression.translation and translation and (text := _translated(translation, clause_id)):
            yield lang, text
        else:
            problems.append(
                Problem(record.place("id"), "K001", f"no witness carries {ref} in {lang}",
                        "keep a span for it, or say in which languages it exists"))


def _issued(base: ClauseReading, carried: Mapping[str, ClauseReading], order: Sequence[str]) -> ClauseText:
    places = [place for siglum in order if siglum in carried for place in carried[siglum].places]
    return ClauseText(
        base.text("marker"), base.text("heading"), base.text("title") or base.text("text"),
        base.siglum, "issued", tuple(places), (), tuple(base.emendations),
    )


def _translated(translation: TranslationFile, clause_id: str) -> ClauseText | None:
    if clause_id == TITLE:
        return ClauseText("", "", translation.title, translation.siglum, "editorial")
    clause = translation.clauses.get(clause_id)
    if clause is None:
        return None
    return ClauseText(clause.marker, clause.heading, clause.text, translation.siglum, "editorial")
