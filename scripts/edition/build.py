"""The pipeline, on one screen: files in, one Edition or every problem out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import adjudicate, anchors, check, comment, constitute, readings, transcribe, witness
from .comment import Commentary
from .editorial import Editorial, editorial
from .model import Anchor, Edition, Language, LedgerEntry, Regularization, SearchWords, Source, Span, Work
from .problems import Problem, Problems


@dataclass(frozen=True, slots=True)
class Made:
    """What the stages made, before it is known whether anything is wrong with it."""

    decided: Editorial
    sources: Mapping[str, Source]
    spans: Sequence[Span]
    ledger: Sequence[LedgerEntry]
    works: Sequence[Work]
    anchors: Sequence[Anchor]
    accidentals: int
    commentary: Commentary


def build(files: Mapping[str, bytes]) -> tuple[Edition | None, Problems]:
    """The edition made of ``files`` (path below the project's root -> bytes), or what is wrong with them."""
    made, problems = stages(files)
    return (None, problems) if made is None or problems else (_edition(made), ())


def stages(files: Mapping[str, bytes]) -> tuple[Made | None, Problems]:
    """Every stage in turn. A stage is left out when those before it leave it nothing sound to work on."""
    decided, problems = editorial(files)
    if decided is None:
        return None, problems
    bytes_by_name = {path.removeprefix("sources/"): data for path, data in files.items() if _is_source(path)}
    sources, faults = witness.witnesses(decided.registry, bytes_by_name, decided.languages)
    found: list[Problem] = [*faults, *check.works(decided), *check.cuts(decided, sources)]
    found += readings.check_transcriptions(decided.transcriptions, decided.regularizations)
    spans: dict[str, tuple[Span, ...]] = {}
    for name, source in sources.items():
        if name in decided.transcriptions and source.text:
            spans[name], faults = transcribe.transcribe(source, decided.transcriptions[name])
            found += faults
    if found:
        return None, tuple(found)
    read, ledger, faults = readings.gather(
        sources, spans, decided.transcriptions, decided.regularizations, decided.emendations, decided.languages
    )
    found += faults
    works, faults = constitute.constitute(list(decided.works.values()), read, decided.translations)
    found += faults
    works, accidentals, faults = adjudicate.adjudicate(works, read, decided)
    found += faults
    registered, faults = anchors.check(works, decided)
    found += [*faults, *check.emendations(decided, works), *check.published(decided, works)]
    commentary, faults = comment.comment(works, _languages(decided), decided)
    found += faults
    all_spans = [span for name in sources for span in spans[name]]
    made = Made(decided, sources, all_spans, ledger, works, registered, accidentals, commentary)
    return made, tuple(found)


def _is_source(path: str) -> bool:
    return path.startswith("sources/") and not path.endswith(".yml")


def _edition(made: Made) -> Edition:
    decided = made.decided
    record = decided.edition
    counts = Counter(entry.rule for entry in made.ledger if entry.rule)
    return Edition(
        title=record.title,
        version=record.version,
        date=record.date,
        address=record.address,
        editors=record.editors,
        report=record.report,
        languages=_languages(decided),
        labels=decided.labels,
        prose=decided.prose,
        sources=tuple(made.sources.values()),
        works=tuple(made.works),
        spans=tuple(made.spans),
        ledger=tuple(made.ledger),
        regularizations=tuple(
            Regularization(name, tuple(rule.languages), rule.label, rule.description, counts[name])
            for name, rule in decided.regularizations.regularizations.items()
        ),
        anchors=tuple(made.anchors),
        accidentals=made.accidentals,
        annotations=made.commentary.annotations,
        terms=made.commentary.terms,
        references=made.commentary.references,
        agreements=made.commentary.agreements,
        themes=made.commentary.themes,
        events=made.commentary.events,
        search=SearchWords(
            tuple(map(tuple, decided.search.variants)), tuple(map(tuple, decided.search.related)),
            tuple(word for words in decided.search.silent.values() for word in words),
        ),
    )


def _languages(decided: Editorial) -> tuple[Language, ...]:
    return tuple(
        Language(key, lang.tag, lang.name, lang.path, lang.space, lang.unit, lang.run)
        for key, lang in decided.languages.items()
    )
