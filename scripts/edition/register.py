"""New lines for the registries: text to append to ``editorial/anchors/``, and the record of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .model import Edition

_HEAD = """\
# The registry of anchors: scripts/convert.py --register adds lines, and none is ever changed or removed.
# A place (siglum:line of the witness) says what the id was given to.
work: {slug}
anchors:
"""


def registry_lines(
    missing: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]], present: Mapping[str, bytes], version: str
) -> dict[str, bytes]:
    """The registry files with the ``missing`` ids appended; ``present`` maps paths to what is there now."""
    files: dict[str, bytes] = {}
    for slug, entries in missing.items():
        path = f"editorial/anchors/{slug}.yml"
        text = present.get(path, _HEAD.format(slug=slug).encode()).decode("utf-8")
        if not text.endswith("\n"):
            text += "\n"
        for anchor_id, languages in entries:
            places = ", ".join(f'{lang}: "{place}"' for lang, place in languages.items())
            text += f'  - {{id: {anchor_id}, since: "{version}", languages: {{{places}}}}}\n'
        files[path] = text.encode()
    return files


def release_file(edition: Edition) -> dict[str, bytes]:
    """The record of a release: the anchors it promises, by work."""
    lines = [
        "# What this release promised. Never edited: the build fails when one of these is lost.",
        f'version: "{edition.version}"', f"date: {edition.date}", "anchors:",
    ]
    by_work: dict[str, list[str]] = {}
    for anchor in edition.anchors:
        slug, anchor_id = anchor.ref.split("#")
        by_work.setdefault(slug, []).append(anchor_id)
    lines += [f"  {slug}: [{', '.join(ids)}]" for slug, ids in by_work.items()]
    return {f"editorial/releases/{edition.version}.yml": ("\n".join(lines) + "\n").encode()}
