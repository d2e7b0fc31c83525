"""Themes and events: what runs through the works and what they stand among, bound to exact words.

I001 theme id used twice · I002 unknown term · I003 no passages · I004 unknown clause in the prose ·
I005 a language without the name ·
F001 event id used twice · F002 unknown work, or a work where there is none · F003 unknown reference ·
F004 neither a reference nor a source · F005 it ends before it begins · F006 unknown clause in the prose ·
F007 a language without the name
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from .annotate import citation, unknown_clauses
from .commentary_schema import EventRecord, EventsFile, MentionRecord, ThemeRecord, ThemesFile
from .model import Event, Mention, Theme
from .problems import Problem, Problems, quoted
from .quotes import Text
from .records import Record
from .refer import mentioned


def themes(file: ThemesFile, text: Text, terms: Container[str]) -> tuple[tuple[Theme, ...], Problems]:
    """The themes in the editors' order, and what is wrong with them."""
    problems: list[Problem] = []
    made: list[Theme] = []
    for record in file.themes:
        problems += [*_twice(record, made, "I001"), *_theme(record, text, terms)]
        passages = _mentions(record.passages, text, problems)
        made.append(Theme(record.id, record.name, record.summary, tuple(record.terms), passages))
    return tuple(made), tuple(problems)


def events(
    file: EventsFile, text: Text, works: Container[str], references: Container[str]
) -> tuple[tuple[Event, ...], Problems]:
    """The events in order of date, and what is wrong with them."""
    problems: list[Problem] = []
    made: list[Event] = []
    for record in file.events:
        problems += [*_twice(record, made, "F001"), *_event(record, text, works, references)]
        mentions = _mentions(record.clauses, text, problems)
        made.append(
            Event(
                record.id, record.kind, record.work or "", record.date, record.end or "", record.name, record.summary,
                record.uncertain or {}, record.reference or "", tuple(map(citation, record.sources)), mentions,
            )
        )
    return tuple(sorted(made, key=lambda event: (event.date, event.kind != "work", event.id))), tuple(problems)


def _twice(record: ThemeRecord | EventRecord, made: Sequence[Theme | Event], code: str) -> Iterator[Problem]:
    if record.id in {one.id for one in made}:
        yield Problem(record.place("id"), code, f"{record.id} is used twice", "give each its own id")


def _mentions(records: Sequence[MentionRecord], text: Text, problems: list[Problem]) -> tuple[Mention, ...]:
    mentions = []
    for record in records:
        made, faults = mentioned(record, text)
        problems += faults
        mentions += [made] if made else []
    return tuple(sorted(mentions, key=lambda mention: text.order[mention.ref]))


def _theme(record: ThemeRecord, text: Text, terms: Container[str]) -> Iterator[Problem]:
    yield from _named(record, record.name, text, "I005")
    for n, id in enumerate(record.terms):
        if id not in terms:
            yield Problem(record.place("terms", n), "I002", f"there is no term {quoted(id)}",
                          "add it to editorial/glossary.yml, or mend the id")
    if not record.passages:
        yield Problem(record.place("passages"), "I003", f"{record.id} has no passages", "quote them, or remove it")
    for place, ref in unknown_clauses(record, text, summary=record.summary):
        yield Problem(place, "I004", f"there is no clause {quoted(ref)}", "name a clause as WORK#ID")


def _event(
    record: EventRecord, text: Text, works: Container[str], references: Container[str]
) -> Iterator[Problem]:
    yield from _named(record, record.name, text, "F007")
    if (record.kind == "work") != (record.work is not None) or (record.work and record.work not in works):
        yield Problem(record.place("work"), "F002", f"{record.id} names no work of the edition, or should name none",
                      "name a work for the kind work, and for no other")
    if record.reference and record.reference not in references:
        yield Problem(record.place("reference"), "F003", f"there is no reference {quoted(record.reference)}",
                      "add it to editorial/references.yml, or mend the id")
    if not record.reference and not record.sources:
        yield Problem(record.place("id"), "F004", f"{record.id} rests on nothing", "name a reference or a source")
    if record.end and record.end < record.date:
        yield Problem(record.place("end"), "F005", f"{record.id} ends before it begins", "mend the dates")
    for place, ref in unknown_clauses(record, text, summary=record.summary, uncertain=record.uncertain or {}):
        yield Problem(place, "F006", f"there is no clause {quoted(ref)}", "name a clause as WORK#ID")


def _named(record: Record, name: dict[str, str], text: Text, code: str) -> Iterator[Problem]:
    for key in text.languages:
        if key not in name:
            yield Problem(record.place("name"), code, f"the name lacks {key}", "write it")
