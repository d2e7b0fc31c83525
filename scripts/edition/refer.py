"""References: the instruments, bodies and meetings that the texts mention, each bound to exact words.

R001 id used twice · R002 kind without a label · R003 dated without a date, or the reverse ·
R004 sure of what no source says · R005 nothing mentions it · R006 unknown clause in the prose ·
R007 a language without the name
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .annotate import citation, unknown_clauses
from .commentary_schema import MentionRecord, ReferenceRecord, ReferencesFile
from .model import Bilingual, Mention, Reference
from .problems import Problem, Problems, quoted
from .quotes import Text, quotes


def refer(
    file: ReferencesFile, text: Text, labels: Mapping[str, Bilingual]
) -> tuple[tuple[Reference, ...], Problems]:
    """The references in the editors' order, their mentions in that of the text, and what is wrong with them."""
    problems: list[Problem] = []
    seen: set[str] = set()
    references = []
    for record in file.references:
        if record.id in seen:
            problems.append(Problem(record.place("id"), "R001", f"{record.id} is used twice", "give each its own id"))
        seen.add(record.id)
        problems += [*_reference(record, labels), *_words(record, text)]
        mentions = []
        for mention in record.mentions:
            made, faults = mentioned(mention, text)
            problems += faults
            mentions += [made] if made else []
        references.append(_made(record, sorted(mentions, key=lambda mention: text.order[mention.ref])))
    return tuple(references), tuple(problems)


def mentioned(record: MentionRecord, text: Text) -> tuple[Mention | None, list[Problem]]:
    """A place in the texts by its exact words, or what is wrong with it."""
    found, problems = quotes(text, record.clause, record, record.quote, record.absent)
    return (None if problems else Mention(record.clause, found, record.implicit)), problems


def _reference(record: ReferenceRecord, labels: Mapping[str, Bilingual]) -> Iterator[Problem]:
    if f"references.{record.kind}" not in labels:
        yield Problem(record.place("kind"), "R002", f"unknown kind {quoted(record.kind)}",
                      "use one that labels.yml names as references.…, or add it there")
    if (record.date is None) != (record.dated is None) or (record.end and not record.date):
        yield Problem(record.place("date"), "R003", f"{record.id} has a date without saying of what, or the reverse",
                      "give date and dated, or neither")
    if record.sure > 1 and not any(source.read for source in record.sources):
        yield Problem(record.place("sure"), "R004", f"{record.id} is confirmed by no source that was read",
                      "name a source that was read, or write 1")
    if not record.mentions:
        yield Problem(record.place("mentions"), "R005", f"nothing mentions {record.id}", "quote where, or remove it")


def _words(record: ReferenceRecord, text: Text) -> Iterator[Problem]:
    """The name is there in every language, and the prose names clauses that there are."""
    for field, words in (("name", record.name), ("dated", record.dated)):
        for key in text.languages if words is not None else ():
            if key not in words:
                yield Problem(record.place(field), "R007", f"{field} of {record.id} lacks {key}", "write it")
    for place, ref in unknown_clauses(record, text, summary=record.summary, caution=record.caution or {}):
        yield Problem(place, "R006", f"there is no clause {quoted(ref)}", "name a clause as WORK#ID")


def _made(record: ReferenceRecord, mentions: list[Mention]) -> Reference:
    return Reference(
        record.id, record.kind, record.name, record.symbol or "", record.date or "", record.end or "",
        record.dated or {}, record.summary, record.caution or {}, record.sure,
        tuple(map(citation, record.sources)), tuple(mentions),
    )
