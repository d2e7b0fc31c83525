"""The only writer of files: each is written beside its place and renamed into it, so that none is ever half there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_files(root: Path, files: Mapping[str, bytes]) -> int:
    """Write ``files`` (path below ``root`` -> bytes); what is the same already is left alone. The number written."""
    written = 0
    for name, data in files.items():
        path = root / name
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        written += 1
    return written


def remove_files(root: Path, names: Iterable[str]) -> None:
    """Remove files below ``root`` and the folders that become empty."""
    for name in names:
        path = root / name
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == root or any(parent.iterdir()):
                break
            parent.rmdir()
