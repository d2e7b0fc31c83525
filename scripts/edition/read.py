"""The only reader of files: what the build needs, as bytes by path."""

from __future__ import annotations

from pathlib import Path

_FOLDERS = ("sources", "editorial")


def read_project(root: Path) -> dict[str, bytes]:
    """The bytes of every file in ``sources/`` and ``editorial/``, by path below ``root`` with forward slashes.

    Files that begin with a dot or end with a tilde (what editors' programs leave behind) are not read.
    """
    files: dict[str, bytes] = {}
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.name.startswith(".") and not path.name.endswith("~"):
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    return files


def read_tree(root: Path, below: str) -> dict[str, bytes]:
    """The bytes of every file under ``root/below``, by path below ``root``; empty when there is no such folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / below).rglob("*"))
        if path.is_file()
    }
