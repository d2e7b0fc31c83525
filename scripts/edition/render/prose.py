"""The editors' pages (home, method, about): their Markdown, with computed figures, tables and lists in it.

``{{ name }}`` stands for a figure or a word within a line, or for a table or a list alone on its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from edition.model import Edition
from edition.render import data, escape, links
from edition.render.page import block, front_matter, paragraph
from edition.render.words import Words, others, title

MADE = "# Made by scripts/convert.py from editorial/pages/. Change that, not this."
_FIELD = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_TITLE = re.compile(r"^# +(.*?) *(?:\{:[^}]*\})? *$", re.MULTILINE)


def render(edition: Edition) -> dict[str, bytes]:
    """The pages in every language, by path; KeyError names a field that is not one of ``fields()``."""
    pages = {}
    for name, by_language in edition.prose.items():
        for language in edition.languages:
            words = Words(edition, language)
            here = links.page(language, *(() if name == "index" else (name,)))
            page = _page(by_language[language.key], words, here)
            pages[f"docs/{language.key}/{name}.md"] = (page.rstrip("\n") + "\n").encode()
    return pages


def fields() -> frozenset[str]:
    """The names of all fields."""
    return frozenset(_FIELDS)


def _page(prose: str, words: Words, here: str) -> str:
    heading = _TITLE.search(prose)
    own = words.of(words.edition.title)
    name = heading.group(1) if heading and not _FIELD.search(heading.group(1)) else own
    matter = front_matter(name, own)
    return f"{matter}\n\n" + _FIELD.sub(lambda field: _FIELDS[field.group(1)](words, here), prose)


def _figure(count: Callable[[Edition], int]) -> Callable[[Words, str], str]:
    return lambda words, here: f"{count(words.edition):,}"


def _years(edition: Edition) -> list[str]:
    return [work.date.partition("-")[0] for work in edition.works]


def _fate(fate: str) -> Callable[[Words, str], str]:
    """The characters of the sources that have a fate."""
    return _figure(lambda edition: sum(len(entry.text) for entry in edition.ledger if entry.fate == fate))


def _list_works(words: Words, here: str) -> str:
    """The works by date: date, title with link, title in the other languages, issuer, and what it is."""
    items = []
    for work in sorted(words.edition.works, key=lambda work: work.date):
        way = links.relative(here, links.page(words.language, work.slug))
        own, *rest = others(words.edition, words.language)
        name = escape.markdown(title(work, own.key) or work.slug)
        facts = [words.date(work.date), words.of(work.issuer)]
        lines = [
            "//// html | article.work",
            f"### [{name}]({way}) {{: #{work.slug} }}",
            *(
                paragraph(escape.markdown(title(work, other.key)), f'.other-title lang="{other.tag}"')
                for other in rest
                if title(work, other.key)
            ),
            paragraph(escape.markdown(" · ".join(fact for fact in facts if fact)), ".when"),
            escape.markdown(words.of(work.head_note)),
        ]
        if words.of(work.translation):
            lines.append(block("div.notice", escape.markdown(words.of(work.translation))))
        lines.append("////")
        items += [line for line in lines if line]
    return "\n\n".join(items)


def _list_data(words: Words, here: str) -> str:
    """The files of published data with what is in each, a list item each.

    The links are HTML: of a Markdown link to a file MkDocs wants the target under docs/.
    """
    items = []
    for file in data.FILES:
        way = escape.html(links.relative(here, links.data(file)))
        what = escape.markdown(words(f"data.{file.partition('.')[0]}"))
        items.append(f'- <a href="{way}">{escape.markdown(file)}</a>{words("sign.colon")}{what}')
    return "\n".join(items)


def _table(name: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], words: Words) -> str:
    """A table as one block of HTML, whose cells are HTML; the first cell of a row is its heading."""
    head = "".join(f'<th scope="col">{escape.html(words(f"table.{key}"))}</th>' for key in heads)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(map(_cell, rest))}</tr>' for first, *rest in rows
    )
    return f'<table class="{name}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _cell(cell: str) -> str:
    return f'<td class="figure">{cell}</td>' if cell.replace(",", "").isdecimal() else f"<td>{cell}</td>"


def _table_regularizations(words: Words, here: str) -> str:
    names = {language.key: words.name(language) for language in words.edition.languages}
    rows = (
        (
            escape.html(words.of(rule.label)),
            escape.html(words.list([names[key] for key in rule.languages])),
            escape.html(words.of(rule.description)),
            f"{rule.count:,}",
        )
        for rule in words.edition.regularizations
    )
    return _table("regularizations", ("rule", "languages", "does", "times"), rows, words)


def _table_reasons(words: Words, here: str) -> str:
    dropped = [entry for entry in words.edition.ledger if entry.fate == "dropped"]
    characters = Counter()
    for entry in dropped:
        characters[entry.reason] += len(entry.text)
    runs = Counter(entry.reason for entry in dropped)
    rows = (
        (escape.html(words(f"reason.{reason}")), f"{runs[reason]:,}", f"{characters[reason]:,}")
        for reason in sorted(runs)
    )
    return _table("reasons", ("reason", "times", "characters"), rows, words)


def _table_witnesses(words: Words, here: str) -> str:
    return _table("witnesses", ("siglum", "witness", "witness-of"), _witness_rows(words, here), words)


def _witness_rows(words: Words, here: str) -> Iterable[tuple[str, ...]]:
    carried: dict[str, list[str]] = {}
    for work in words.edition.works:
        names: dict[str, list[str]] = {}
        for language in words.edition.languages:
            for siglum in work.witnesses.get(language.key, ()):
                names.setdefault(siglum, []).append(words.name(language))
        for siglum, own in names.items():
            languages = f"{words('sign.open')}{words.list(own)}{words('sign.close')}"
            carried.setdefault(siglum, []).append(escape.html(title(work, words.language.key) + languages))
    for source in words.edition.sources:
        way = escape.html(links.relative(here, links.source(words.language, source.name)))
        name = f'<a href="{way}">{escape.html(words.of(source.title))}</a>'
        yield escape.html(source.siglum), name, words("sign.semicolon").join(carried.get(source.siglum, []))


_FIELDS: dict[str, Callable[[Words, str], str]] = {
    "title": lambda words, here: escape.markdown(words.of(words.edition.title)),
    "editors": lambda words, here: escape.markdown(words.of(words.edition.editors)),
    "version": lambda words, here: escape.markdown(words.edition.version),
    "date": lambda words, here: escape.markdown(words.date(words.edition.date)),
    "years": lambda words, here: "–".join(dict.fromkeys(f(_years(words.edition)) for f in (min, max))),
    "works": _figure(lambda edition: len(edition.works)),
    "sources": _figure(lambda edition: len(edition.sources)),
    "count.clauses": _figure(lambda edition: sum(1 for _ in edition.clauses())),
    "count.emendations": _figure(lambda edition: len(edition.emendations())),
    "count.readings": _figure(lambda edition: len(edition.apparatus())),
    "count.accidentals": _figure(lambda edition: edition.accidentals),
    "count.characters": _figure(lambda edition: sum(len(source.text) for source in edition.sources)),
    "count.kept": _fate("kept"),
    "count.dropped": _fate("dropped"),
    "count.regularized": _figure(lambda edition: sum(rule.count for rule in edition.regularizations)),
    "count.rules": _figure(lambda edition: len(edition.regularizations)),
    "list.works": _list_works,
    "list.data": _list_data,
    "table.regularizations": _table_regularizations,
    "table.reasons": _table_reasons,
    "table.witnesses": _table_witnesses,
    "link.sources": lambda words, here: links.relative(here, links.page(words.language, "sources")),
    "link.method": lambda words, here: links.relative(here, links.page(words.language, "method")),
    "link.about": lambda words, here: links.relative(here, links.page(words.language, "about")),
}
