"""What a source carries: the clauses of each work in each language, linked, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edition.model import Clause, LedgerEntry, Work
from edition.render import escape, links
from edition.render.words import Words, title

Carried = dict[tuple[str, str], dict[str, None]]  # (slug, language) -> references, in the order of the file


def of(entries: Sequence[LedgerEntry]) -> Carried:
    """What a source is kept for, by work and language."""
    carried: Carried = {}
    for entry in entries:
        if entry.ref and entry.lang:
            carried.setdefault((entry.ref.partition("#")[0], entry.lang), {})[entry.ref] = None
    return carried


def works(carried: Carried, by_slug: Mapping[str, Work], words: Words, here: str) -> str:
    """A list of the works, each with its languages, the page's own first, as one block of HTML; "" without any."""
    languages: dict[str, list[str]] = {}
    for slug, lang in carried:
        languages.setdefault(slug, []).append(lang)
    return _list([_work(by_slug[slug], langs, words, here) for slug, langs in languages.items()])


def clauses(carried: Carried, by_slug: Mapping[str, Work], words: Words, here: str) -> str:
    """A list of the works by language, each with its clauses, as one block of HTML; "" where nothing is kept."""
    items = []
    named = {slug: {clause.ref: clause for clause in by_slug[slug].clauses} for slug, _ in carried}
    for (slug, lang), refs in carried.items():
        linked = "".join(_clause(ref, named[slug].get(ref), by_slug[slug], words, here) for ref in refs)
        items.append(f'{_work(by_slug[slug], [lang], words, here)}<ul class="clauses">{linked}</ul>')
    return _list(items)


def _list(items: list[str]) -> str:
    return "\n".join(('<ul class="carried">', *(f"<li>{item}</li>" for item in items), "</ul>")) if items else ""


def _work(work: Work, langs: list[str], words: Words, here: str) -> str:
    way = escape.html(links.relative(here, links.page(words.language, work.slug)))
    name = escape.html(title(work, words.language.key) or work.slug)
    own_first = sorted(langs, key=lambda lang: lang != words.language.key)
    languages = words.list([words.name(words.edition.language(lang)) for lang in own_first])
    return f'<a href="{way}">{name}</a>{escape.html(words("sign.open") + languages + words("sign.close"))}'


def _clause(ref: str, clause: Clause | None, work: Work, words: Words, here: str) -> str:
    """A small link by the clause's id, which says in full what it leads to: in its title, and aloud after the id."""
    way = escape.html(links.relative(here, links.clause(words.language, ref)))
    if clause is None:
        return f'<li><a href="{way}">{escape.html(words("part.title"))}</a></li>'
    name = title(work, words.language.key) or work.slug
    full = escape.html(words("clause.of", clause=words.clause(clause), title=name))
    id = escape.html(clause.id)
    aloud = f'{id}{escape.html(words("sign.colon"))}{full}'
    return f'<li><a href="{way}" title="{full}" aria-label="{aloud}">{id}</a></li>'
