"""Where reading, building and rendering meet: what every command of the project needs.

L001 a label the pages use is missing · L002 a page uses an unknown field
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from edition.build import build
from edition.model import Bilingual, Edition
from edition.problems import Place, Problem, Problems, quoted
from edition.read import read_project
from edition.render import (
    data,
    glossary,
    interface,
    notes,
    prose,
    references,
    resolvers,
    search,
    sources,
    themes,
    timeline,
    works,
)

#: The work pages are committed; whatever the other renderers make is not.
COMMITTED = (works,)
RENDERERS = (works, notes, glossary, references, timeline, themes, sources, prose, data, resolvers, interface, search)


def load(root: Path) -> tuple[Edition | None, Problems]:
    """The edition made of the project at ``root``, or every problem of its files."""
    return build(read_project(root))


def committed(edition: Edition) -> dict[str, bytes]:
    """The generated files that are committed: path below the project's root -> bytes."""
    return _rendered(edition, COMMITTED)


def outputs(edition: Edition) -> tuple[dict[str, bytes], Problems]:
    """Every generated file (path below the project's root -> bytes), and the words the pages lack."""
    problems = _unknown_fields(edition)
    if problems:
        return {}, problems
    labels = _Labels(edition.labels)
    files = _rendered(replace(edition, labels=labels), RENDERERS)
    problems = tuple(
        Problem(Place("editorial/labels.yml"), "L001", f"the pages use the label {key}, which is missing", "write it")
        for key in sorted(labels.missing)
    )
    return files, problems


def generated_folders(edition: Edition) -> tuple[str, ...]:
    """The folders whose every file is generated, so that a file no renderer makes is stale."""
    return (*(f"docs/{language.key}" for language in edition.languages), "build/public")


def _rendered(edition: Edition, renderers: tuple[ModuleType, ...]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for renderer in renderers:
        files |= renderer.render(edition)
    return files


class _Labels(dict[str, Bilingual]):
    """Labels that remember which were asked for and missing, so that all can be named at once."""

    def __init__(self, labels: Mapping[str, Bilingual]) -> None:
        super().__init__(labels)
        self.missing: set[str] = set()

    def __missing__(self, key: str) -> Bilingual:
        self.missing.add(key)
        return _Anything()


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _unknown_fields(edition: Edition) -> Problems:
    """Every field of the editors' pages that no renderer fills, at its place."""
    known = prose.fields()
    return tuple(
        Problem(
            Place(f"editorial/pages/{page}.{lang}.md", text.count("\n", 0, m.start()) + 1,
                  m.start() - text.rfind("\n", 0, m.start())),
            "L002", f"unknown field {quoted(m.group(1))}", f"use one of {', '.join(sorted(known))}",
        )
        for page, by_language in edition.prose.items()
        for lang, text in by_language.items()
        for m in re.finditer(r"\{\{\s*([\w.-]+)\s*\}\}", text) if m.group(1) not in known
    )
