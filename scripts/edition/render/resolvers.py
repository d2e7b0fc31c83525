"""The permanent address of every anchor: ``/id/WORK/ID/``, one tiny page for all languages.

It is canonical, reads without JavaScript, and leads to the clause in each language, to the data and home.
``assets/js/resolve.js`` goes on to the reader's language; a retired anchor leads to its successor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.model import Anchor, Edition
from edition.render import escape, links
from edition.render.words import Words, title

CLAUSES = "clauses.jsonl"


@dataclass(frozen=True, slots=True)
class Name:
    """What a place is called in a language: as it is cited, and with its printed heading."""

    cited: str
    headed: str


Names = Mapping[str, Mapping[str, Name]]  # ref -> language


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
    names: dict[str, dict[str, Name]] = {}
    for language in edition.languages:
        words = Words(edition, language)
        for work in edition.works:
            own = title(work, language.key)
            names.setdefault(f"{work.slug}#title", {})[language.key] = Name(own, own)
            for clause in work.clauses:
                cited = words("clause.after-title", title=own, clause=words.clause(clause))
                names.setdefault(clause.ref, {})[language.key] = Name(cited, f"{own} · {words.heading(clause)}")
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
    own = names.get(anchor.ref, {})
    first = own[edition.languages[0].key].cited if edition.languages[0].key in own else anchor.ref
    css = links.relative(here, links.asset("css/edition.css"))
    icon = links.relative(here, links.asset("images/favicon.svg"))
    script = links.relative(here, links.asset("js/resolve.js"))
    return f"""<!doctype html>
<html lang="{edition.languages[0].tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape.html(f"{first} · {edition.title.get(edition.languages[0].key, '')}")}</title>
<link rel="canonical" href="{escape.html(canonical)}">
{alternates}
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{css}">
<script src="{script}" defer></script>
</head>
<body class="resolver">
<main>
<h1>{_heading(edition, anchor, own)}</h1>
<div class="facing">
{entries}
</div>
</main>
</body>
</html>
"""


def _heading(edition: Edition, anchor: Anchor, own: Mapping[str, Name]) -> str:
    """What the place is called in every language; a place that is no longer there, by its reference."""
    named = [
        f'<span lang="{language.tag}">{escape.html(own[language.key].cited)}</span>'
        for language in edition.languages if language.key in own
    ]  # fmt: skip
    return "<br>".join(named) or escape.html(anchor.ref)


def _last(ref: str, successors: Mapping[str, str | None]) -> str:
    """The end of a chain of successors; the place itself when it has none."""
    seen = {ref}
    while (successor := successors.get(ref)) and successor not in seen:
        ref = successor
        seen.add(ref)
    return ref


def _entry(words: Words, way: str, anchor: Anchor, to: str, names: Names) -> str:
    """One language: a link to the place by its name, what became of a retired anchor, the data, and the way home."""
    named = names.get(to, {}).get(words.language.key)
    name = named.headed if named else to
    retired = ""
    if anchor.status == "retired":
        retired = f" {escape.html(words('anchor.retired', ref=to))}"
    leads = f"{escape.html(words('anchor.leads'))}{words('sign.colon')}"
    link = f'<a href="{way}" hreflang="{words.language.tag}">{escape.html(name)}</a>'
    return "\n".join(
        (
            f'<div lang="{words.language.tag}">',
            f"<p>{leads}{link}{retired}</p>",
            f"<p>{_data(words, links.resolver(anchor.ref))}</p>",
            f"<p>{_home(words, links.resolver(anchor.ref))}</p>",
            "</div>",
        )
    )


def _data(words: Words, here: str) -> str:
    way = escape.html(links.relative(here, links.data(CLAUSES)))
    label = f"{escape.html(words('anchor.data'))}{words('sign.colon')}"
    explained = escape.html(f"{words('sign.open')}{words('data.clauses')}{words('sign.close')}")
    return f'{label}<a href="{way}">{CLAUSES}</a>{explained}'


def _home(words: Words, here: str) -> str:
    way = escape.html(links.relative(here, links.page(words.language)))
    label = f"{escape.html(words('anchor.home'))}{words('sign.colon')}"
    return f'{label}<a href="{way}">{escape.html(words.of(words.edition.title))}</a>'
