"""The addresses of the site, and the way from one to another. Nothing else builds a link.

An address is written from the root of the site, without a leading slash: ``zh/WORK/#c10``;
the home page is ``""``. Pages link by the relative way between two addresses, so the
site works under any sub-path. Every page is a directory address.
"""

from __future__ import annotations

import posixpath

from edition.model import Language


def page(language: Language, *segments: str) -> str:
    """The address of a page in a language; without segments, of its home page."""
    parts = [language.path.strip("/"), *segments]
    return "".join(f"{part}/" for part in parts if part)


def clause(language: Language, ref: str) -> str:
    """The address of a clause, or of a title, on the page of its work."""
    work, _, fragment = ref.partition("#")
    return f"{page(language, work)}#{fragment}"


def source(language: Language, name: str, line: int | None = None) -> str:
    """The address of a source, or of one of its lines (1-based)."""
    return page(language, "sources", name) + (f"#L{line}" if line else "")


def resolver(ref: str) -> str:
    """The permanent address of a clause, the same for all languages."""
    work, _, fragment = ref.partition("#")
    return f"id/{work}/{fragment}/"


def data(file: str) -> str:
    """The address of a file of published data."""
    return f"data/{file}"


def asset(path: str) -> str:
    """The address of a stylesheet or a script."""
    return f"assets/{path}"


def relative(here: str, there: str) -> str:
    """The way from the page at ``here`` to ``there``, as it stands in a link; to the page itself, ``./``."""
    here_page, _, _ = here.partition("#")
    there_page, sharp, fragment = there.partition("#")
    if sharp and here_page == there_page:
        return f"#{fragment}"
    way = posixpath.relpath(f"/{there_page}", f"/{here_page}")
    slash = "/" if there_page.endswith("/") or not there_page else ""
    return f"{way}{slash}{sharp}{fragment}"
