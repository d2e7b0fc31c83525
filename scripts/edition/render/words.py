"""The editors' words in one language: labels, dates, names of clauses, texts made fit to be named in a line.

Everything here is plain text; who puts it on a page escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.model import Clause, ClauseText, Edition, Language, Source, Work


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``edition`` in ``language``."""

    edition: Edition
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The label ``key`` with ``values`` in its places; KeyError when there is no such label."""
        label = self.edition.labels[key][self.language.key]
        return label.format(**values) if values else label

    def known(self, key: str) -> bool:
        return key in self.edition.labels

    def of(self, words: Mapping[str, str]) -> str:
        """``words`` in this language, or "" when they have none."""
        return words.get(self.language.key, "")

    def name(self, language: Language) -> str:
        """What a language is called in this one; its own name when there is no label for it."""
        key = f"language.{language.key}"
        return self(key) if self.known(key) else language.name

    def date(self, iso: str) -> str:
        """An ISO 8601 date, as precise as it is given (``2025``, ``2025-07``, ``2025-07-26``)."""
        year, *rest = iso.split("-")
        key = ("date.year", "date.month", "date.day")[len(rest)]
        month = self(f"month.{int(rest[0])}") if rest else ""
        return self(key, year=year, month=month, day=int(rest[1]) if len(rest) > 1 else "")

    def clause(self, clause: Clause) -> str:
        """What a clause without a printed heading is called, by kind and id: "Section 2, point 3"."""
        first, *deeper = re.findall(r"\d+", clause.id) or [""]
        nested = f"clause.{clause.kind}-nested"
        if deeper and self.known(nested):
            return self(nested, section=first, number="-".join(deeper))
        if not first:
            return self(f"clause.{clause.kind}-only")
        return self(f"clause.{clause.kind}", number="-".join((first, *deeper)))

    def short(self, work: Work) -> str:
        """What a work is called in a line of its own: its short name, or its title."""
        return self.of(work.short) or title(work, self.language.key)

    def named(self, ref: str, work: str = "") -> str:
        """What a clause is called where it is mentioned: with its work, but for those of the ``work`` that speaks."""
        clause = self.edition.clause_by_ref[ref]
        if clause.work == work:
            return self.clause(clause)
        named = self.edition.work_by_slug[clause.work]
        return self("clause.of-work", work=self.short(named), clause=self.clause(clause))

    def last_named(self, text: str) -> str:
        """The work whose short name stands last in ``text``: its slug, "" when none does."""
        named = [(text.rfind(self.of(work.short)), work.slug) for work in self.edition.works if self.of(work.short)]
        at, slug = max(named, default=(-1, ""))
        return slug if at >= 0 else ""

    def heading(self, clause: Clause) -> str:
        """A clause's printed heading with its marker, or what it is called."""
        text = clause.texts.get(self.language.key)
        if text is None or not text.heading:
            return self.clause(clause)
        return f"{text.marker}{self.language.space if text.marker else ''}{text.heading}"

    def authority(self, authority: str) -> str:
        """On what an emendation rests: a witness, or one of the authorities that have a label."""
        key = f"authority.{authority}"
        return self(key) if self.known(key) else self("authority.witness", siglum=authority)

    def rule(self, name: str) -> str:
        """What a regularization is called; its name when the edition does not describe it."""
        for regularization in self.edition.regularizations:
            if regularization.name == name:
                return self.of(regularization.label)
        return name

    def visible(self, text: str) -> str:
        """``text`` so that it can be named: nothing, and white space alone, get a word in brackets."""
        if text == "":
            return self("text.nothing")
        return self("text.line-end" if "\n" in text else "text.space") if text.isspace() else text

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """``text`` of the editors in pieces, each with the tag of its language: "" for this one."""
        foreign = [other for other in self.edition.languages if other.key != self.language.key and other.run]
        pattern = "|".join(f"(?P<{other.key}>{other.run})" for other in foreign) or r"(?!)"
        at = 0
        for match in re.finditer(pattern, text):
            if at < match.start():
                yield "", text[at : match.start()]
            yield self.edition.language(match.lastgroup or "").tag, match.group()
            at = match.end()
        if at < len(text):
            yield "", text[at:]

    def number(self, number: int) -> str:
        """A count in a sentence: in words where there are any, else in figures."""
        key = f"number.{number}"
        return self(key) if self.known(key) else f"{number:,}"

    def witness(self, source: Source) -> str:
        """A source as a witness: its siglum and its title."""
        return f"{source.siglum}{self('sign.colon')}{self.of(source.title)}"

    def list(self, items: list[str]) -> str:
        return self("sign.list").join(items)


def title(work: Work, lang: str) -> str:
    """The title of a work in a language, "" when it has none."""
    return title_text(work.title[lang]) if lang in work.title else ""


def title_text(text: ClauseText) -> str:
    return text.text or text.heading


def shorten(text: str, limit: int) -> str:
    """``text`` cut in its middle when it is longer than ``limit`` code points."""
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[:half].rstrip()}…{text[-half:].lstrip()}"


def others(edition: Edition, language: Language) -> tuple[Language, ...]:
    """The edition's languages, ``language`` first."""
    return (language, *(other for other in edition.languages if other.key != language.key))
