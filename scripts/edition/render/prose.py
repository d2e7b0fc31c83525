"""The editors' pages (home, method, about): their Markdown, with computed figures, tables and lists in it.

``{{ name }}`` stands for a figure or a word within a line, or for a table or a list alone on its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import quote

from edition.model import Edition
from edition.render import catalogue, chronology, data, escape, figures, links
from edition.render.page import block, front_matter
from edition.render.words import Words, title

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


def _years(edition: Edition) -> str:
    years = [work.date.partition("-")[0] for work in edition.works]
    return "–".join(dict.fromkeys(f(years) for f in (min, max)))


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


def _way(*segments: str) -> Callable[[Words, str], str]:
    return lambda words, here: links.relative(here, links.page(words.language, *segments))


def _report(words: Words, here: str) -> str:
    """A link to where errors are reported, of no clause in particular; "" when there is no such place."""
    address = words.edition.report.replace("{ref}", "").replace("{url}", quote(words.edition.address))
    return f"[{escape.markdown(words('clause.report'))}]({escape.address(address)})" if address else ""


def _citation(words: Words, here: str) -> str:
    """The first item of the first work, cited: with the address of the site when it has one."""
    edition = words.edition
    work = min(edition.works, key=lambda work: (work.date, work.slug))
    clause = next((clause for clause in work.clauses if clause.kind == "item"), work.clauses[0])
    address = links.resolver(clause.ref)
    shown = escape.markdown(f"{edition.address or '…/'}{address}")
    values = {
        "title": title(work, words.language.key), "clause": words.clause(clause), "version": edition.version,
        "edition": words.of(edition.title), "date": words.date(edition.date),
    }  # fmt: skip
    said = escape.markdown(words("cite.example", **values))
    return block("div.citation", f"{said}[{shown}]({links.relative(here, address)})")


_FIELDS: dict[str, Callable[[Words, str], str]] = {
    "title": lambda words, here: escape.markdown(words.of(words.edition.title)),
    "editors": lambda words, here: escape.markdown(words.of(words.edition.editors)),
    "version": lambda words, here: escape.markdown(words.edition.version),
    "date": lambda words, here: escape.markdown(words.date(words.edition.date)),
    "years": lambda words, here: _years(words.edition),
    **{name: figures.figure(name) for name in figures.COUNTS},
    "works.in-words": lambda words, here: escape.markdown(words.number(len(words.edition.works))),
    "list.works": catalogue.listing,
    "list.figures": figures.listing,
    "drawing.works": lambda words, here: chronology.draw(words.edition.works, words, here),
    "cite.example": _citation,
    "report": _report,
    "list.data": _list_data,
    "table.regularizations": _table_regularizations,
    "table.reasons": _table_reasons,
    "table.witnesses": _table_witnesses,
    "link.sources": _way("sources"),
    "link.method": _way("method"),
    "link.about": _way("about"),
}
