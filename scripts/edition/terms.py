"""The glossary: terms of art, and every place where one of their wordings occurs, computed from the text.

A word of a language whose unit is the word matches whole and whatever its case; a character matches as it is.
Wordings may lie within one another: each is attested wherever it occurs.

H001 id used twice · H002 unknown term in ``see`` · H003 a wording that occurs nowhere · H004 a wording listed twice ·
H005 unknown language · H006 domain without a label · H007 unknown clause in the prose · H008 a wording of no words ·
H009 a language without the term
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .annotate import unknown_clauses
from .commentary_schema import GlossaryFile, TermRecord
from .model import Bilingual, Language, Quote, Term
from .problems import Problem, Problems, quoted
from .quotes import Text, pieces, words_of

#: Words and the units of scripts written without spaces, as places where a wording may begin.
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

Forms = Mapping[str, Sequence[tuple[str, str]]]  # by the first unit: wordings as compared, with the id of their term


def terms(file: GlossaryFile, text: Text, labels: Mapping[str, Bilingual]) -> tuple[tuple[Term, ...], Problems]:
    """The terms in the editors' order with their attestations, and what is wrong with them."""
    problems = list(_ids(file, text, labels))
    attested: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    occurring: set[tuple[str, str]] = set()
    for language in text.languages.values():
        forms = _forms(file.terms, language)
        for id, form, quote in _attestations(forms, text, language):
            attested[id][language.key].append(quote)
            occurring.add((language.key, form))
    for record in file.terms:
        problems += _wordings(record, text, occurring)
    made = [
        Term(
            record.id, {key: (w.term, *w.variants) for key, w in record.words.items()},
            {key: w.romanization for key, w in record.words.items() if w.romanization}, record.domain,
            record.definition, record.usage or {}, tuple(record.see),
            {key: tuple(quotes) for key, quotes in attested[record.id].items()}, record.marked,
        )
        for record in file.terms
    ]
    return tuple(made), tuple(problems)


def _compared(form: str, language: Language) -> str:
    """A form as it is compared, of the same length: a letter that folds to two stays as it is."""
    if language.unit != "word":
        return form
    folded = form.casefold()
    return folded if len(folded) == len(form) else "".join(f if len(f := c.casefold()) == 1 else c for c in form)


def _forms(records: Iterable[TermRecord], language: Language) -> Forms:
    """Wordings by the first word or character, the longest first, so that a text is gone through once."""
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in records:
        wording = record.words.get(language.key)
        for form in (wording.term, *wording.variants) if wording else ():
            compared = _compared(form, language)
            if start := _first(compared, language):
                forms[start].append((compared, record.id))
    return {start: sorted(several, key=lambda form: -len(form[0])) for start, several in forms.items()}


def _first(form: str, language: Language) -> str:
    if language.unit == "character":
        return form[:1]
    found = _WORD.match(form)
    return found.group() if found else ""


def _attestations(forms: Forms, text: Text, language: Language) -> Iterator[tuple[str, str, Quote]]:
    """Every occurrence in order: the term, the wording as compared, and the words of the text."""
    for clause in text.clauses.values():
        if language.key not in clause.texts:
            continue
        words = words_of(clause, language)
        compared = _compared(words, language)
        heading = clause.texts[language.key].heading
        offset = len(heading) + len(language.space) if heading else 0
        for start, form, id in _occurrences(forms, compared, language):
            end = start + len(form)
            found = tuple(pieces(start, end, len(heading), offset))
            yield id, form, Quote(clause.ref, language.key, words[start:end], found)


def _occurrences(forms: Forms, words: str, language: Language) -> Iterator[tuple[int, str, str]]:
    whole = language.unit == "word"
    units = ((m.group(), m.start()) for m in _WORD.finditer(words)) if whole else ((c, n) for n, c in enumerate(words))
    for unit, start in units:
        for form, id in forms.get(unit, ()):
            after = words[start + len(form) : start + len(form) + 1]
            if words.startswith(form, start) and not (whole and after.isalnum()):
                yield start, form, id


def _ids(file: GlossaryFile, text: Text, labels: Mapping[str, Bilingual]) -> Iterator[Problem]:
    ids = {record.id for record in file.terms}
    seen: set[str] = set()
    for record in file.terms:
        if record.id in seen:
            yield Problem(record.place("id"), "H001", f"{record.id} is used twice", "give each its own id")
        seen.add(record.id)
        for n, other in enumerate(record.see):
            if other not in ids or other == record.id:
                yield Problem(record.place("see", n), "H002", f"there is no other term {quoted(other)}", "mend the id")
        if f"domain.{record.domain}" not in labels:
            yield Problem(record.place("domain"), "H006", f"unknown domain {quoted(record.domain)}",
                          "use one that labels.yml names as domain.…, or add it there")
        for key in text.languages:
            if key not in record.words:
                yield Problem(record.place("words"), "H009", f"{record.id} has no words in {key}", "write them")
        for place, ref in unknown_clauses(record, text, definition=record.definition, usage=record.usage or {}):
            yield Problem(place, "H007", f"there is no clause {quoted(ref)}", "name a clause as WORK#ID")


def _wordings(record: TermRecord, text: Text, occurring: set[tuple[str, str]]) -> Iterator[Problem]:
    for key, wording in record.words.items():
        language = text.languages.get(key)
        if language is None:
            yield Problem(record.place("words", key), "H005", f"unknown language {quoted(key)}",
                          f"use one of {', '.join(text.languages)}")
            continue
        seen: set[str] = set()
        for form in (wording.term, *wording.variants):
            compared = _compared(form, language)
            place = record.place("words", key)
            if not _first(compared, language):
                yield Problem(place, "H008", f"{quoted(form)} begins with no word", "write the words alone")
            elif (key, compared) not in occurring:
                yield Problem(place, "H003", f"{quoted(form)} occurs nowhere in {key}", "remove it, or mend it")
            if compared in seen:
                yield Problem(place, "H004", f"{quoted(form)} is listed twice", "remove one")
            seen.add(compared)
