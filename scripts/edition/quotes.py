"""Exact quotes found in the published text: words of a clause, or the place where words are absent.

A clause's words are its heading and its text, joined by the language's space.

Q001 unknown clause · Q002 the clause does not exist in that language · Q003 the words do not occur ·
Q004 they occur more than once · Q005 quoted and absent in one language · Q006 unknown language ·
Q007 no quote at all
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .model import Clause, Language, Piece, Quote, Quotes, Work
from .problems import Place, Problem, quoted
from .records import Record


@dataclass(frozen=True, slots=True)
class Text:
    """All that can be quoted: every clause by its reference, its number in order, and the languages by key."""

    clauses: Mapping[str, Clause]
    order: Mapping[str, int]
    languages: Mapping[str, Language]


def text_of(works: Sequence[Work], languages: Sequence[Language]) -> Text:
    clauses = {clause.ref: clause for work in works for clause in work.clauses}
    return Text(
        clauses, {ref: number for number, ref in enumerate(clauses)}, {language.key: language for language in languages}
    )


def quotes(
    text: Text, ref: str, record: Record, quoted_words: Mapping[str, str | Sequence[str]], absent: Mapping[str, str]
) -> tuple[Quotes, list[Problem]]:
    """The quotes of ``record``, whose fields ``quote`` and ``absent`` say them, and what is wrong with them."""
    problems: list[Problem] = []
    found: dict[str, tuple[Quote, ...]] = {}
    clause = text.clauses.get(ref)
    if clause is None:
        return {}, [unknown(ref, record.place("clause"))]
    if not quoted_words:
        problems.append(Problem(record.place("quote"), "Q007", f"nothing of {ref} is quoted", "quote its words"))
    for lang, words in quoted_words.items():
        several = [words] if isinstance(words, str) else list(words)
        many = not isinstance(words, str)
        places = [record.place("quote", lang, *((n,) if many else ())) for n in range(len(several))]
        found[lang] = _all(text, clause, lang, list(zip(several, places, strict=True)), False, problems)
    for lang, words in absent.items():
        place = record.place("absent", lang)
        if lang in found:
            problems.append(Problem(place, "Q005", f"{quoted(lang)} is both quoted and absent", "remove one"))
        else:
            found[lang] = _all(text, clause, lang, [(words, place)], True, problems)
    return {lang: found[lang] for lang in text.languages if lang in found}, problems


def unknown(ref: str, place: Place) -> Problem:
    return Problem(place, "Q001", f"there is no clause {ref}", "mend the reference")


def _all(
    text: Text, clause: Clause, lang: str, words: list[tuple[str, Place]], absent: bool, problems: list[Problem]
) -> tuple[Quote, ...]:
    """The quotes of one language in the order of the text."""
    if lang not in text.languages:
        known = ", ".join(text.languages)
        problems.append(Problem(words[0][1], "Q006", f"unknown language {quoted(lang)}", f"use one of {known}"))
        return ()
    if lang not in clause.texts:
        problems.append(
            Problem(words[0][1], "Q002", f"{clause.ref} does not exist in {lang}", "leave that language out"))
        return ()
    found = []
    for said, place in words:
        quote, fault = _one(clause, text.languages[lang], said, absent, place)
        problems += [fault] if fault else []
        found += [quote] if quote else []
    return tuple(sorted(found, key=lambda quote: _position(quote)))


def _position(quote: Quote) -> tuple[bool, int, int]:
    first = quote.pieces[0]
    return first.part != "heading", first.start, first.end


def words_of(clause: Clause, language: Language) -> str:
    """The words of a clause in a language: heading and text."""
    text = clause.texts[language.key]
    return language.space.join(part for part in (text.heading, text.text) if part)


def _one(
    clause: Clause, language: Language, said: str, absent: bool, place: Place
) -> tuple[Quote | None, Problem | None]:
    words = words_of(clause, language)
    at = words.find(said)
    where = f"{clause.ref} ({language.key})"
    if at < 0:
        return None, Problem(place, "Q003", f"{quoted(said)} does not occur in {where}", "quote it exactly")
    if words.find(said, at + 1) >= 0:
        return None, Problem(place, "Q004", f"{quoted(said)} occurs more than once in {where}", "quote more words")
    end = at + len(said)
    heading = clause.texts[language.key].heading
    offset = len(heading) + len(language.space) if heading else 0
    if absent:
        return Quote(clause.ref, language.key, "", (_point(end, len(heading), offset),), said), None
    return Quote(clause.ref, language.key, said, tuple(pieces(at, end, len(heading), offset))), None


def pieces(start: int, end: int, heading: int, text: int) -> Iterator[Piece]:
    """A range of a clause's words by part; ``heading`` is that part's length, ``text`` where the text begins."""
    if start < heading:
        yield Piece("heading", start, min(end, heading))
    if end > text:
        yield Piece("text", max(start - text, 0), end - text)


def _point(at: int, heading: int, text: int) -> Piece:
    return Piece("heading", at, at) if heading and at <= heading else Piece("text", at - text, at - text)
