"""A source file as a witness: strictly decoded, on record, and free of characters that hide.

S001 malformed UTF-8 · S002 a control or hidden character · S003 bytes changed since they were registered ·
S004 registered but absent · S005 there but not registered · S006 siglum used twice · S007 unknown language
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from .characters import CONTROL, FORMAT, named
from .model import Source
from .problems import Place, Problem, Problems, quoted
from .schema import SourcesFile

#: A form feed ends a page, as white space; every other character that cannot be seen is refused.
HIDDEN = re.compile(rf"(?!\x0c)(?:{CONTROL}|{FORMAT}|[\ufdd0-\ufdef])")


def decode(data: bytes, file: str) -> tuple[str, Problems]:
    """The text of a source file, or every place where it is not one."""
    try:
        text = data.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        place = Place(file, good.count("\n") + 1, len(good) - good.rfind("\n"))
        byte = data[error.start]
        return "", (
            Problem(place, "S001", f"malformed UTF-8: byte 0x{byte:02x}", "register the file as UTF-8"),
        )
    problems = tuple(
        Problem(
            Place(file, text.count("\n", 0, m.start()) + 1, m.start() - text.rfind("\n", 0, m.start())),
            "S002",
            f"hidden character {named(m.group())}",
            "register a source without it, and say so in its origin",
        )
        for m in list(HIDDEN.finditer(text))[:100]
    )
    return text, problems


def witnesses(
    registry: SourcesFile, files: Mapping[str, bytes], languages: Mapping[str, object]
) -> tuple[dict[str, Source], Problems]:
    """The registered sources by name; the text of one that cannot be decoded is "".

    ``files`` maps file names under ``sources/`` to their bytes.
    """
    found: dict[str, Source] = {}
    problems = _misregistered(registry, languages)
    for name, record in registry.sources.items():
        data = files.get(record.file)
        if data is None:
            problems.append(
                Problem(record.place("file"), "S004", f"sources/{record.file} is absent", "restore the file"))
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest != record.sha256:
            problems.append(
                Problem(Place(f"sources/{record.file}"), "S003",
                        f"the bytes of {name} changed: sha256 is {digest}, {record.sha256} is on record",
                        "restore the file; a source is never edited"))
        text, faults = decode(data, f"sources/{record.file}")
        problems += faults
        found[name] = Source(
            name, record.file, record.siglum, tuple(record.languages), record.title, record.origin,
            record.rights, record.original_name, digest, text,
        )
    registered = {record.file for record in registry.sources.values()}
    problems += [
        Problem(Place(f"sources/{file}"), "S005", "this file is not registered", "add it to sources.yml")
        for file in sorted(files) if file not in registered
    ]
    return found, tuple(problems)


def _misregistered(registry: SourcesFile, languages: Mapping[str, object]) -> list[Problem]:
    """Sigla used twice, and languages that the edition has not."""
    problems: list[Problem] = []
    sigla: dict[str, str] = {}
    for name, record in registry.sources.items():
        if record.siglum in sigla:
            problems.append(
                Problem(record.place("siglum"), "S006", f"siglum {record.siglum} is that of {sigla[record.siglum]}",
                        "give each source its own"))
        sigla[record.siglum] = name
        problems += [
            Problem(record.place("languages"), "S007", f"unknown language {quoted(lang)}",
                    "use a language of edition.yml")
            for lang in record.languages if lang not in languages
        ]
    return problems
