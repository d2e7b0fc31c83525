"""The permanent address of every anchor: ``/id/WORK/ID/``, one tiny page for all languages.

It is canonical, reads without JavaScript, and leads to the clause in each language and to the data.
``assets/js/resolve.js`` goes on to the reader's language; a retired anchor leads to its successor.
"""

from __future__ import annotations

from collections.abc import Mapping

from edition.model import Anchor, Edition
from edition.render import escape, links
from edition.render.words import Words, title

Names = Mapping[str, Mapping[str, str]]  # ref -> language -> what the place is called


def render(edition: Edition) -> dict[str, bytes]:
    """A page for each anchor, active or retired, by path; each ends with one line feed."""
    names = _names(edition)
    successors = {anchor.ref: anchor.successor for anchor in edition.anchors}
    pages = {}
    for anchor in edition.anchors:
        path = f"build/public/{links.resolver(anchor.ref)}index.html"
        pages[path] = _page(edition, anchor, _last(anchor.ref, successors), names).encode()
    return pages


def _names(edition: Edition) -> Names:
    """By reference and language: the title of the work, and what the clause is called."""
    names: dict[str, dict[str, str]] = {}
    for language in edition.languages:
        words = Words(edition, language)
        for work in edition.works:
            own = title(work, language.key)
            names.setdefault(f"{work.slug}#title", {})[language.key] = own
            for clause in work.clauses:
                names.setdefault(clause.ref, {})[language.key] = f"{own} · {words.heading(clause)}"
    return names


def _page(edition: Edition, anchor: Anchor, to: str, names: Names) -> str:
    here = links.resolver(anchor.ref)
    canonical = f"{edition.address.rstrip('/')}/{here}" if edition.address else links.relative(here, here)
    languages = edition.languages
    ways = [
        (language, escape.html(links.relative(here, links.clause(language, to)))) for language in languages
    ]
    alternates = "\n".join(
        f'<link rel="alternate" hreflang="{language.tag}" href="{way}">' for language, way in ways
    )
    entries = "\n".join(_entry(Words(edition, language), way, anchor, to, names) for language, way in ways)
    css = links.relative(here, links.asset("css/edition.css"))
    icon = links.relative(here, links.asset("images/favicon.svg"))
    script = links.relative(here, links.asset("js/resolve.js"))
    data = links.relative(here, links.data("clauses.jsonl"))
    return f"""<!doctype html>
<html lang="{edition.languages[0].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape.html(anchor.ref)}</title>
<link rel="canonical" href="{escape.html(canonical)}">
{alternates}
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{css}">
<script src="{script}" defer></script>
</head>
<body class="resolver">
<main>
<h1>{escape.html(anchor.ref)}</h1>
{entries}
<p><a href="{data}">clauses.jsonl</a></p>
</main>
</body>
</html>
"""


def _last(ref: str, successors: Mapping[str, str | None]) -> str:
    """The end of a chain of successors; the place itself when it has none."""
    seen = {ref}
    while (successor := successors.get(ref)) and successor not in seen:
        ref = successor
        seen.add(ref)
    return ref


def _entry(words: Words, way: str, anchor: Anchor, to: str, names: Names) -> str:
    """One language: a link to the place by its name, and what has become of a retired anchor."""
    name = names.get(to, {}).get(words.language.key) or to
    retired = ""
    if anchor.status == "retired":
        retired = f" {escape.html(words('anchor.retired', ref=to))}"
    leads = f"{escape.html(words('anchor.leads'))}{words('sign.colon')}"
    link = f'<a href="{way}" hreflang="{words.language.tag}">{escape.html(name)}</a>'
    return f'<p lang="{words.language.tag}">{leads}{link}{retired}</p>'
