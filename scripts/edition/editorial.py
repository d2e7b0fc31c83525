"""The editors' files, parsed and validated: bytes by path in, records with places out.

E001 a file is missing · E002 a file the program does not know · E003 file name and content disagree ·
E005 a page is not UTF-8 · E006 a page lacks a language · E007 a word of the interface lacks a language
"""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass, field
from typing import TypeVar

from .commentary_schema import (
    AnnotationsFile,
    ComparisonFile,
    EventsFile,
    GlossaryFile,
    ReconciliationFile,
    ReferencesFile,
    SearchFile,
    StyleFile,
    ThemesFile,
)
from .problems import Place, Problem, Problems
from .records import Record, validate
from .schema import (
    AnchorsFile,
    EditionRecord,
    EmendationsFile,
    LabelsFile,
    LanguageRecord,
    RegularizationsFile,
    ReleaseFile,
    SourcesFile,
    Transcription,
    TranslationFile,
    VariantsFile,
    WorkRecord,
)
from .strict_yaml import parse
from .yaml_values import Mapping, Scalar

R = TypeVar("R", bound=Record)

_SINGLE: dict[str, type[Record]] = {
    "sources/sources.yml": SourcesFile,
    "editorial/edition.yml": EditionRecord,
    "editorial/regularizations.yml": RegularizationsFile,
    "editorial/labels.yml": LabelsFile,
}
#: Files that an edition may do without, and what stands for each then.
_OPTIONAL: dict[str, Record] = {
    "editorial/glossary.yml": GlossaryFile(terms=[]),
    "editorial/references.yml": ReferencesFile(references=[]),
    "editorial/style.yml": StyleFile(percent=200, languages={}),
    "editorial/search.yml": SearchFile(),
    "editorial/themes.yml": ThemesFile(themes=[]),
    "editorial/events.yml": EventsFile(events=[]),
}
_FOLDERS: dict[str, type[Record]] = {
    "transcriptions": Transcription,
    "works": WorkRecord,
    "emendations": EmendationsFile,
    "variants": VariantsFile,
    "translations": TranslationFile,
    "anchors": AnchorsFile,
    "releases": ReleaseFile,
    "annotations": AnnotationsFile,
    "comparisons": ComparisonFile,
    "reconciliations": ReconciliationFile,
}
_PAGES = "pages"


@dataclass(slots=True)
class _Parsed:
    single: dict[str, Record] = field(default_factory=dict)
    folders: dict[str, dict[str, Record]] = field(default_factory=lambda: {name: {} for name in _FOLDERS})
    pages: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Editorial:
    """Everything the editors decided. Mappings are keyed by source name or work slug."""

    edition: EditionRecord
    registry: SourcesFile
    regularizations: RegularizationsFile
    labels: abc.Mapping[str, abc.Mapping[str, str]]
    transcriptions: abc.Mapping[str, Transcription]
    works: abc.Mapping[str, WorkRecord]
    emendations: tuple[EmendationsFile, ...]
    variants: tuple[VariantsFile, ...]
    translations: tuple[TranslationFile, ...]
    anchors: abc.Mapping[str, AnchorsFile]
    releases: tuple[ReleaseFile, ...]
    annotations: abc.Mapping[str, AnnotationsFile]
    comparisons: tuple[ComparisonFile, ...]
    reconciliations: abc.Mapping[str, ReconciliationFile]
    glossary: GlossaryFile
    references: ReferencesFile
    style: StyleFile
    search: SearchFile
    themes: ThemesFile
    events: EventsFile
    prose: abc.Mapping[str, abc.Mapping[str, str]]
    sigla: frozenset[str]  # of all registered sources

    @property
    def languages(self) -> abc.Mapping[str, LanguageRecord]:
        """The languages of the edition by key, in the editors' order."""
        return self.edition.languages


def editorial(files: abc.Mapping[str, bytes]) -> tuple[Editorial | None, Problems]:
    """The editors' records from files by path (``editorial/…`` and ``sources/sources.yml``)."""
    problems: list[Problem] = []
    parsed = _Parsed()
    for path in sorted(files):
        if path.startswith("editorial/") or path in _SINGLE:
            _read(path, files[path], parsed, problems)
    for path in _SINGLE:
        if path not in files:
            problems.append(Problem(Place(path), "E001", "this file is missing", "write it"))
    if problems:
        return None, tuple(problems)
    built = _assemble(parsed)
    problems += _languages_missing(built)
    return (built if not problems else None), tuple(problems)


def _read(path: str, data: bytes, parsed: _Parsed, problems: list[Problem]) -> None:
    if path in _SINGLE or path in _OPTIONAL:
        record = _record(path, data, _SINGLE.get(path) or type(_OPTIONAL[path]), problems)
        if record is not None:
            parsed.single[path] = record
        return
    _, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")
    if folder == _PAGES and name.endswith(".md") and name.count(".") == 2:
        page, lang, _ = name.split(".")
        try:
            parsed.pages.setdefault(page, {})[lang] = data.decode("utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(Place(path), "E005", "the page is not UTF-8", "save it as UTF-8"))
    elif folder in _FOLDERS and name.endswith(".yml") and "/" not in name:
        record = _record(path, data, _FOLDERS[folder], problems)
        if record is not None:
            stem = name.removesuffix(".yml")
            if stem != _stem(record):
                problems.append(Problem(record.place(), "E003", f"the file says it is {_stem(record)}",
                                        f"name it {_stem(record)}.yml, or mend what it says"))
            parsed.folders[folder][stem] = record
    else:
        problems.append(Problem(Place(path), "E002", "the program does not know this file",
                                f"put it in one of {', '.join(_FOLDERS)}, or remove it"))


def _record(path: str, data: bytes, kind: type[R], problems: list[Problem]) -> R | None:
    value, faults = parse(data, path)
    problems += faults
    if value is None or faults:
        return None
    if kind is LabelsFile:
        key = Scalar("labels", "labels", True, path, 1, 1)
        value = Mapping({"labels": value}, {"labels": key}, value.place)
    record, faults = validate(value, kind)
    problems += faults
    return record


def _stem(record: Record) -> str:
    """The name that a file's content calls for."""
    if isinstance(record, Transcription):
        return record.source
    if isinstance(record, WorkRecord):
        return record.slug
    if isinstance(record, ReleaseFile):
        return record.version
    if isinstance(record, AnchorsFile | AnnotationsFile | ReconciliationFile):
        return record.work
    if isinstance(record, ComparisonFile):
        return f"{record.work}.{record.reading}"
    if isinstance(record, EmendationsFile | VariantsFile | TranslationFile):
        return f"{record.work}.{record.language}"
    raise TypeError(type(record).__name__)


def _assemble(parsed: _Parsed) -> Editorial:
    folders = parsed.folders
    works: dict[str, WorkRecord] = {r.slug: r for r in _of(folders["works"].values(), WorkRecord)}
    edition = parsed.single["editorial/edition.yml"]
    registry = parsed.single["sources/sources.yml"]
    rules = parsed.single["editorial/regularizations.yml"]
    labels = parsed.single["editorial/labels.yml"]
    optional = (parsed.single.get(path, empty) for path, empty in _OPTIONAL.items())
    glossary, references, style, search, themes, events = optional
    assert isinstance(edition, EditionRecord) and isinstance(registry, SourcesFile)
    assert isinstance(rules, RegularizationsFile) and isinstance(labels, LabelsFile)
    assert isinstance(glossary, GlossaryFile) and isinstance(references, ReferencesFile)
    assert isinstance(style, StyleFile) and isinstance(search, SearchFile)
    assert isinstance(themes, ThemesFile) and isinstance(events, EventsFile)
    return Editorial(
        edition,
        registry,
        rules,
        labels.labels,
        {r.source: r for r in _of(folders["transcriptions"].values(), Transcription)},
        dict(sorted(works.items(), key=lambda item: (item[1].date, item[0]))),
        _of(folders["emendations"].values(), EmendationsFile),
        _of(folders["variants"].values(), VariantsFile),
        _of(folders["translations"].values(), TranslationFile),
        {r.work: r for r in _of(folders["anchors"].values(), AnchorsFile)},
        _of(folders["releases"].values(), ReleaseFile),
        {r.work: r for r in _of(folders["annotations"].values(), AnnotationsFile)},
        _of(folders["comparisons"].values(), ComparisonFile),
        {r.work: r for r in _of(folders["reconciliations"].values(), ReconciliationFile)},
        glossary,
        references,
        style,
        search,
        themes,
        events,
        parsed.pages,
        frozenset(record.siglum for record in registry.sources.values()),
    )


def _of(records: abc.Iterable[Record], kind: type[R]) -> tuple[R, ...]:
    return tuple(record for record in records if isinstance(record, kind))


def _languages_missing(built: Editorial) -> list[Problem]:
    languages = list(built.languages)
    problems = [
        Problem(Place(f"editorial/pages/{page}.{lang}.md"), "E006", f"the page {page} lacks {lang}", "write it")
        for page, prose in built.prose.items() for lang in languages if lang not in prose
    ]
    problems += [
        Problem(Place("editorial/labels.yml"), "E007", f"the label {key} lacks {lang}", "write it")
        for key, words in built.labels.items() for lang in languages if lang not in words
    ]
    return problems
