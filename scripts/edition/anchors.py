"""Anchors are for ever: the registry against the works.

A registry entry binds an id to the place in a witness where its clause stood when the id was
given (``A:174``, siglum and 1-based line; ``T`` for a translation). Sources never change, so an id
that now stands for other lines was moved or used again. Later entries about the same id add
a language or retire it.

A001 registered clause lost · A002 language lost · A003 moved or used again · A004 id not registered ·
A005 retired id in use · A006 successor unknown · A007 anchor of a release lost · A008 registered twice ·
A009 malformed place · A010 registry of no work
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .editorial import Editorial
from .model import Anchor, Clause, Work
from .problems import Problem, Problems
from .schema import AnchorRecord, AnchorsFile

#: The code of a clause that the registry does not know yet.
UNREGISTERED = "A004"

_PLACE = re.compile(r"([A-Z][A-Za-z0-9]*):([0-9]+)\Z|([A-Z][A-Za-z0-9]*)\Z")


@dataclass(slots=True)
class _Registered:
    record: AnchorRecord
    languages: dict[str, tuple[str, AnchorRecord]] = field(default_factory=dict)
    retired: AnchorRecord | None = None


def check(works: Sequence[Work], editorial: Editorial) -> tuple[tuple[Anchor, ...], Problems]:
    """The anchors of the edition, and every way in which a promise is broken."""
    problems: list[Problem] = []
    anchors: list[Anchor] = []
    by_slug = {work.slug: work for work in works}
    for slug, file in editorial.anchors.items():
        if slug not in by_slug:
            problems.append(Problem(file.place("work"), "A010", f"the work {slug} of this registry is lost",
                                    f"restore editorial/works/{slug}.yml"))
    for slug, work in by_slug.items():
        registered = _registered(editorial.anchors.get(slug), problems)
        clauses = {clause.id: clause for clause in work.clauses}
        for anchor_id, entry in registered.items():
            problems += _entry(work, anchor_id, entry, clauses, registered)
            anchors.append(_anchor(slug, anchor_id, entry))
        problems += _unregistered(work, registered, editorial)
    problems += _releases(editorial, {anchor.ref for anchor in anchors})
    return tuple(anchors), tuple(problems)


def unregistered(works: Sequence[Work], editorial: Editorial) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """What the registry lacks: by work, ids in order with the places of the languages to add."""
    missing: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for work in works:
        registered = _registered(editorial.anchors.get(work.slug), [])
        for clause in work.clauses:
            entry = registered.get(clause.id)
            new = {lang: _place(clause, lang) for lang in clause.texts if not entry or lang not in entry.languages}
            if new:
                missing.setdefault(work.slug, []).append((clause.id, new))
    return missing


def _place(clause: Clause, lang: str) -> str:
    text = clause.texts[lang]
    own = [place for place in text.places if place.siglum == text.witness]
    return f"{text.witness}:{own[0].first_line}" if own else text.witness


def _registered(file: AnchorsFile | None, problems: list[Problem]) -> dict[str, _Registered]:
    found: dict[str, _Registered] = {}
    for record in file.anchors if file else ():
        entry = found.setdefault(record.id, _Registered(record))
        if record.retired:
            entry.retired = record
        for lang, place in record.languages.items():
            if lang in entry.languages:
                problems.append(Problem(record.place("languages"), "A008", f"{record.id} has {lang} twice",
                                        "remove the later line"))
            elif not _PLACE.match(place):
                problems.append(Problem(record.place("languages"), "A009", f"{place} is no place",
                                        "write SIGLUM:LINE"))
            else:
                entry.languages[lang] = (place, record)
    return found


def _entry(
    work: Work, anchor_id: str, entry: _Registered, clauses: Mapping[str, Clause], registered: Mapping[str, object]
) -> Iterator[Problem]:
    ref = f"{work.slug}#{anchor_id}"
    clause = clauses.get(anchor_id)
    if entry.retired:
        if clause:
            yield Problem(entry.retired.place("id"), "A005", f"{ref} is retired and in use", "give the clause a new id")
        if entry.retired.successor is not None and entry.retired.successor not in registered:
            yield Problem(entry.retired.place("successor"), "A006", f"{ref} leads to an unknown id",
                          "name a registered id")
        return
    if clause is None:
        yield Problem(entry.record.place("id"), "A001", f"the clause of the registered anchor {ref} is lost",
                      "restore the clause, or retire the anchor with a successor")
        return
    for lang, (place, record) in entry.languages.items():
        if lang not in clause.texts:
            yield Problem(record.place("languages"), "A002", f"{ref} is lost in {lang}", "restore it in that language")
        elif not _stands(clause, lang, place):
            yield Problem(record.place("languages"), "A003",
                          f"{ref} ({lang}) no longer stands at {place}: it was moved or used again",
                          "give the id back to its clause, and the other clause a new one")


def _stands(clause: Clause, lang: str, place: str) -> bool:
    siglum, _, line = place.partition(":")
    text = clause.texts[lang]
    if not line:  # an editors' translation; witnesses found later may take its place
        return True
    return any(p.siglum == siglum and p.first_line <= int(line) <= p.last_line for p in text.places)


def _anchor(slug: str, anchor_id: str, entry: _Registered) -> Anchor:
    successor = entry.retired.successor if entry.retired else None
    return Anchor(
        f"{slug}#{anchor_id}", tuple(entry.languages), "retired" if entry.retired else "active",
        f"{slug}#{successor}" if successor else None, entry.record.since,
    )


def _unregistered(work: Work, registered: Mapping[str, _Registered], editorial: Editorial) -> Iterator[Problem]:
    places = {clause.id: clause.place("id") for clause in editorial.works[work.slug].clauses}
    for clause in work.clauses:
        entry = registered.get(clause.id)
        missing = [lang for lang in clause.texts if entry is None or lang not in entry.languages]
        if missing:
            yield Problem(places[clause.id], UNREGISTERED, f"{clause.ref} is not registered in {', '.join(missing)}",
                          "run scripts/convert.py --register")


def _releases(editorial: Editorial, refs: set[str]) -> Iterator[Problem]:
    for release in editorial.releases:
        for slug, ids in release.anchors.items():
            for anchor_id in ids:
                if f"{slug}#{anchor_id}" not in refs:
                    yield Problem(release.place("anchors", slug), "A007",
                                  f"{slug}#{anchor_id} was published in {release.version} and is not registered now",
                                  f"restore its line in editorial/anchors/{slug}.yml")
