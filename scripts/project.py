"""Where reading, building and rendering meet: what every command of the project needs."""

from __future__ import annotations

from pathlib import Path

from edition.build import build
from edition.model import Edition
from edition.problems import Problems
from edition.read import read_project
from edition.render import data, prose, resolvers, sources, works

#: The work pages are committed; whatever the other renderers make is not.
COMMITTED = (works,)
RENDERERS = (works, sources, prose, data, resolvers)


def load(root: Path) -> tuple[Edition | None, Problems]:
    """The edition made of the project at ``root``, or every problem of its files."""
    return build(read_project(root))


def committed(edition: Edition) -> dict[str, bytes]:
    """The generated files that are committed: path below the project's root -> bytes."""
    return _rendered(edition, COMMITTED)


def outputs(edition: Edition) -> dict[str, bytes]:
    """Every generated file: path below the project's root -> bytes."""
    return _rendered(edition, RENDERERS)


def generated_folders(edition: Edition) -> tuple[str, ...]:
    """The folders whose every file is generated, so that a file no renderer makes is stale."""
    return (*(f"docs/{language.key}" for language in edition.languages), "build/public/data", "build/public/id")


def _rendered(edition: Edition, renderers: tuple[object, ...]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for renderer in renderers:
        files |= renderer.render(edition)  # type: ignore[attr-defined]  # a module with render()
    return files
